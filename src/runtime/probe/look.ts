import { type Stats, statSync } from "node:fs";
import { Sealed } from "../../facts/sealed.ts";
import type { ContainerCapture, EngineCapture, ProcCapture, Unseen } from "../capture.ts";
import { isRunning } from "../readers/container-subject.ts";
import { exposure } from "../readers/exposure.ts";
import { coversSecrets, hasUnmounted } from "../readers/files.ts";
import { readGrants } from "../readers/grants.ts";
import { at, type Json, list, object, text } from "../readers/json.ts";
import { inside, withoutFiles } from "../readers/missing-parts.ts";
import { namedFiles } from "../readers/named-files.ts";
import type { ContainerCalls } from "./client.ts";
import { readByExec } from "./exec.ts";
import { codeOfFailure, reason } from "./failure.ts";
import { readLayer } from "./layer.ts";
import type { Level } from "./level.ts";
import { readProc } from "./proc.ts";
import type { ProbeSession } from "./session.ts";

/** What only `/proc` shows. */
const inProc = ["binding", "command", "mount", "file", "process"] as const;
const live = ["binding", "command"] as const;
const notTold = "without who runs in it and what its processes hold in their environment: others share its processes";
const notAll = "processes whose environment could not all be looked at";

interface Look {
  capture: ContainerCapture;
  task: Json | undefined;
  ids: ReadonlySet<string>;
  level: Level;
  around: Around;
  session: ProbeSession;
}

/**
 * Looks at one container as deep as the level lets it, and writes down what it could not see. Throws where the engine
 * does not answer.
 */
export async function lookAtContainer(look: Look): Promise<ContainerCapture> {
  const { capture, level, around, session } = look;
  const { id } = capture;
  const container = session.docker.getContainer(id);
  const { inspect, seen, code } = await lookAtProcess(look, container);
  const unseen = (about: Unseen["about"], why: string, code?: Unseen["code"]) =>
    session.unseen.push({ container: id, about, why, ...(code && { code }) });
  if (isRunning(inspect) && isTask(inspect) && around.engine.swarm === "worker")
    unseen(["grant"], "without what the service grants: only a swarm manager knows");

  const proc = typeof seen === "object" ? seen : undefined;
  if (proc?.byMounts) unseen(["file", "binding"], `${withoutFiles}: ${closed(level)}`);
  else if (proc && !proc.complete) unseen(["file"], "more files below /run/secrets than were looked at");
  if (proc && !proc.processes) unseen([...live, "process"], notTold);
  else if (proc && !proc.allProcesses && !proc.byMounts) unseen(live, notAll);
  if (typeof seen === "string") unseen(inProc, seen, code);

  const sources = around.local && level.is === "proc" ? guardsOf(inspect, around) : [];
  const found = {
    ...capture,
    inspect: new Sealed(JSON.stringify(inspect)),
    ...(proc && { proc }),
    ...(sources.length > 0 && { sources }),
  };
  // What a process shows of its root is all there is, unless a mount covers it. One that was not looked at has its gap.
  const asksLayer = proc && (coversSecrets(proc.mountinfo) || hasUnmounted(proc));
  if (isRunning(inspect) && !asksLayer && !isBetweenRuns(inspect)) return found;
  const layer = await readLayer({
    container,
    inspect,
    mountinfo: proc?.mountinfo,
    local: around.local && level.is === "proc",
    podman: around.engine.product === "podman",
  });
  if (layer.unseen !== undefined) unseen(["file"], layer.unseen, layer.code);
  return { ...found, ...(layer.layer && { layer: layer.layer }) };
}

/** What its main process shows, or why it shows nothing; nothing at all where the container does not run. */
async function lookAtProcess(
  { capture: { id }, task, ids, level, around }: Look,
  container: ContainerCalls,
): Promise<{ inspect: Json; seen?: ProcCapture | string; code?: Unseen["code"] & string }> {
  const granted = readGrants({ subject: `container:${id}`, file: "" }, at(task, "Spec", "ContainerSpec"), "");
  let before: string | undefined;
  // A container that restarts has another process the second time; one that does it again is left only.
  for (let attempt = 0; ; attempt++) {
    const inspect = object(await container.inspect());
    if (!isRunning(inspect)) return { inspect };
    const pid = Number(at(inspect, "State", "Pid"));
    if (isBetweenRuns(inspect)) return { inspect, seen: `without ${inside}: ${noProcess(inspect)}` };
    const targets = [...granted.flatMap(({ target }) => target ?? []), ...around.targetsOf(inspect)];
    // A probe inside sees what is closed to other users of the host.
    const withExec = async (found: ProcCapture) => {
      const probed = found.byMounts && around.exec ? await byExec(container, inspect, targets) : undefined;
      return typeof probed?.seen === "object" ? probed.seen : found;
    };
    const sourceOf = (point: string) => sourceAt(inspect, point);
    const named = namedFiles(inspect);
    const seen =
      level.is === "proc"
        ? readProc({ pid, container: id, targets, secretIds: ids, contents: around.contents, named, sourceOf })
        : level.is;
    if (typeof seen === "object") return { inspect, seen: await withExec(seen) };
    const started = `${pid} ${at(inspect, "State", "StartedAt")}`;
    // Here it is gone, and for the engine it runs on: this is not the engine's /proc.
    const state = seen === "gone" && before === started ? "foreign" : seen;
    if (state === "gone" && attempt === 0) {
      before = started;
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    if (around.exec && state !== "gone") return { inspect, ...(await byExec(container, inspect, targets)) };
    return { inspect, seen: because(state, level), ...(state === "gone" && { code: "ended" }) };
  }
}

async function byExec(
  container: ContainerCalls,
  inspect: Json,
  targets: readonly string[],
): Promise<{ seen: ProcCapture | string; code?: "no-answer" | "bad-answer" }> {
  const needs = "--exec needs sh, cat, stat and readlink in the image, and a container that is not paused";
  try {
    return { seen: (await readByExec(container, inspect, targets)) ?? `without ${inside}: ${needs}` };
  } catch (error) {
    const seen = `without ${inside}: --exec failed, ${reason(error)}; ${needs.replace("--exec", "it")}`;
    return { seen, code: codeOfFailure(error) };
  }
}

type Failed = Exclude<ReturnType<typeof readProc>, ProcCapture>;

function because(seen: Failed | "socket" | "exec", level: Level): string {
  if (level.is === "socket") return `without ${inside}: ${level.because}`;
  if (seen === "gone") return "ended or restarted while being read";
  if (seen === "denied") return `without ${inside}: ${closed(level)}`;
  return `without ${inside}: the process is not visible here (another host or pid namespace)`;
}

function closed(level: Level): string {
  return level.is === "proc" && level.root ? "the process may not be looked at" : "needs root on the engine's host";
}

function noProcess(inspect: Json): string {
  const restarting = at(inspect, "State", "Restarting") === true;
  return restarting ? "no process of it runs, because it is restarting" : "the engine names no process of it";
}

/** The engine starts it again, and until then no process of it runs. */
function isBetweenRuns(inspect: Json): boolean {
  return !(Number(at(inspect, "State", "Pid")) > 0);
}

function sourceAt(inspect: Json, point: string): string | undefined {
  const mount = list(at(inspect, "Mounts")).find((one) => at(one, "Destination") === point);
  return text(at(mount, "Source"));
}

/** The permissions of what is mounted of the engine: they decide who may use it. */
function guardsOf(inspect: Json, { engine, socket }: Around): NonNullable<ContainerCapture["sources"]> {
  return list(at(inspect, "Mounts")).flatMap((mount) => {
    const path = text(at(mount, "Source")) ?? "";
    if (exposure(path, engine.dataRoot, socket) === undefined) return [];
    const stat = statOf(path);
    return stat ? [{ path, uid: stat.uid, gid: stat.gid, mode: stat.mode & 0o777 }] : [];
  });
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

function isTask(inspect: Json): boolean {
  return text(at(inspect, "Config", "Labels", "com.docker.swarm.task.id")) !== undefined;
}
/** What is known of the engine before its containers are looked at. */

export interface Around extends Pick<EngineCapture, "tasks" | "secrets" | "engine"> {
  targetsOf(inspect: Json): readonly string[];
  exec: boolean;
  /** The path of the engine's socket, where it has one. */
  socket: string | undefined;
  /** Whether the engine's own files are on this machine. */
  local: boolean;
  /** Whether the content of secrets is read. */
  contents: boolean;
}
