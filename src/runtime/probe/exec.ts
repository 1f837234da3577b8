import { Sealed } from "../../facts/sealed.ts";
import type { ProcCapture } from "../capture.ts";
import { at, type Json } from "../readers/json.ts";
import { namedFiles } from "../readers/named-files.ts";
import { parseProbe, probeScript, processesPart, processesScript } from "../readers/probe.ts";
import { type ProbedProcesses, parseProcesses } from "../readers/probe-processes.ts";
import type { ContainerCalls } from "./client.ts";

/** As whom it looks again at what was closed to root. */
const mostUsers = 8;

/**
 * Has a shell in the container tell what `/proc` would show from outside; nothing where the image has no shell to tell
 * it.
 */
export async function readByExec(
  container: ContainerCalls,
  inspect: Json,
  targets: readonly string[],
): Promise<ProcCapture | undefined> {
  // With processes of somebody else in sight, number 1 is not the container's.
  const mode = at(inspect, "HostConfig", "PidMode");
  // podman never leaves it empty.
  const alone = !mode || mode === "private";
  const named = namedFiles(inspect);
  const answer = await run(container, "0", probeScript, [alone ? "1" : "none", ...targets, ...named.values()]);
  const seen = withAbsent(parseProbe(answer), targets, named);
  const processes = seen && parseProcesses(processesPart(answer));
  return processes ? { ...seen, ...(await withClosed(container, processes)) } : seen;
}

/** What a variable names is looked at only for whether it is there. */
function withAbsent(
  seen: ProcCapture | undefined,
  targets: readonly string[],
  named: ReadonlyMap<string, string>,
): ProcCapture | undefined {
  if (!seen) return undefined;
  const missing = new Set(seen.files.flatMap(({ path, type }) => (type === "missing" ? [path] : [])));
  const isAsked = (path: string) => path.startsWith("/run/secrets/") || targets.includes(path);
  return {
    ...seen,
    files: seen.files.filter(({ path, real }) => isAsked(path) || real.startsWith("/run/secrets/")),
    absent: [...named].flatMap(([name, path]) => (missing.has(path) ? [name] : [])),
  };
}

/** Root without further rights may not look at the processes of other users: these users may. */
async function withClosed(
  container: ContainerCalls,
  { seen, closed, all }: ProbedProcesses,
): Promise<Required<Pick<ProcCapture, "processes" | "allProcesses">>> {
  const found = [...seen];
  let missing = closed.length;
  for (const user of [...new Set(closed.map((one) => one.user))].slice(0, mostUsers)) {
    const pids = closed.filter((one) => one.user === user).map(({ pid }) => pid);
    const answer = user === "0:0" ? "" : await run(container, user, processesScript, pids).catch(() => "");
    const further = parseProcesses(answer);
    found.push(...(further?.seen ?? []));
    // One that ended in between is none any more.
    if (further?.all) missing += further.closed.length - pids.length;
  }
  // Workers of one program have all in common.
  const different = [...new Set(found.map((one) => JSON.stringify(one)))];
  return { processes: new Sealed(`[${different}]`), allProcesses: all && missing === 0 };
}

async function run(container: ContainerCalls, user: string, script: string, words: readonly string[]): Promise<string> {
  return printed(await container.exec(user, ["sh", "-c", script, "sh", ...words]));
}

/** Standard output, which the engine sends in frames of eight bytes of header and a text. */
function printed(all: Buffer): string {
  const texts: Buffer[] = [];
  for (let start = 0; start + 8 <= all.length; ) {
    const end = start + 8 + all.readUInt32BE(start + 4);
    if (all[start] === 1) texts.push(all.subarray(start + 8, end));
    start = end;
  }
  return Buffer.concat(texts).toString("utf8");
}
