import type { Endpoint } from "./endpoint.ts";
import type { Host } from "./host.ts";

/**
 * How deep an audit can look: through the engine's socket only, with a probe inside each container, or with `/proc` of
 * the engine's host.
 */
export type Level = { is: "proc"; root: boolean } | { is: "exec" } | { is: "socket"; because: string };

/** Chooses the level before anything is read; a process that turns out to be another one is told by `readProc`. */
export function levelFor(endpoint: Endpoint, host: Host, { noProc = false, exec = false }): Level {
  const level = withoutExec(endpoint, host, noProc);
  return exec && level.is === "socket" ? { is: "exec" } : level;
}

function withoutExec({ url }: Endpoint, host: Host, noProc: boolean): Level {
  if (noProc) return { is: "socket", because: "--no-proc" };
  if (!url.startsWith("unix://"))
    return { is: "socket", because: "needs root on the engine's host, and this engine is reached over a network" };
  if (host.platform !== "linux") return { is: "socket", because: "needs Linux, and root on the engine's host" };
  return { is: "proc", root: host.uid === 0 };
}
