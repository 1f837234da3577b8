import { Sealed } from "../../facts/sealed.ts";
import type { ContainerCapture, EngineCapture, ProcCapture } from "../capture.ts";
import { isRunning } from "../readers/containers.ts";
import { coversSecrets } from "../readers/files.ts";
import { readGrants } from "../readers/grants.ts";
import { at, type Json, object, objectIn, text } from "../readers/json.ts";
import { secretIds } from "../readers/swarm.ts";
import { atOnce } from "./connect.ts";
import { readByExec } from "./exec.ts";
import { isGone, reason } from "./failure.ts";
import { readLayer } from "./layer.ts";
import type { Level } from "./level.ts";
import { pooled } from "./pool.ts";
import { readProc } from "./proc.ts";
import type { ProbeSession } from "./session.ts";

/** What only `/proc` shows. */
const inProc = ["binding", "command", "mount", "file", "process"] as const;
const live = ["binding", "command"] as const;
const inside = "mounts, modes and owners of secrets, and what its processes hold in their environment";
const notTold = "without what its processes hold in their environment: they cannot be told from those of somebody else";
const notAll = "processes whose environment could not all be looked at";

/** Each container in turn; one that cannot be read does not hide the others. */
export async function askContainers(
  listed: readonly { Id: string; Names?: readonly string[] }[],
  around: Around,
  level: Level,
  session: ProbeSession,
): Promise<ContainerCapture[]> {
  const { unseen, stopReason, stopped, recordResult, tell } = session;
  const tasks = new Map(around.tasks.map(objectIn).map((task) => [containerOf(task), task]));
  const ids = secretIds(around.secrets);
  const about = ["grant", ...inProc] as const;
  const ask = async ({ Id: id, Names: names }: (typeof listed)[number]) => {
    const capture: ContainerCapture = { id, name: names?.[0]?.replace(/^\//, "") ?? id.slice(0, 12) };
    const before = stopReason();
    if (before !== undefined) {
      unseen.push({ container: id, about, why: before });
      return capture;
    }
    try {
      const seen = await look({ capture, task: tasks.get(id), ids, level, around, session });
      recordResult();
      return seen;
    } catch (error) {
      recordResult(error);
      unseen.push({ container: id, about, why: stopped() ? (stopReason() ?? "") : failure(error) });
      return capture;
    }
  };
  return pooled(listed, atOnce, ask, (done) => tell({ looking: "containers", done, of: listed.length }));
}

/** What is known of the engine before its containers are looked at. */
interface Around extends Pick<EngineCapture, "tasks" | "secrets" | "engine"> {
  targetsOf(inspect: Json): readonly string[];
  exec: boolean;
}

interface Look {
  capture: ContainerCapture;
  task: Json | undefined;
  ids: ReadonlySet<string>;
  level: Level;
  around: Around;
  session: ProbeSession;
}

async function look({ capture, task, ids, level, around, session }: Look): Promise<ContainerCapture> {
  const { id } = capture;
  const { docker, unseen } = session;
  const granted = readGrants({ subject: `container:${id}`, file: "" }, at(task, "Spec", "ContainerSpec"), "");
  let before: string | undefined;
  // A container that restarts has another process the second time; one that does it again is left alone.
  for (let attempt = 0; ; attempt++) {
    const container = docker.getContainer(id);
    const inspect = object(await container.inspect());
    const layer = () => {
      const files = level.is === "proc" ? readLayer(inspect) : [];
      return files.length > 0 ? { layer: files } : {};
    };
    const found = { ...capture, inspect: new Sealed(JSON.stringify(inspect)) };
    if (!isRunning(inspect)) return { ...found, ...layer() };
    if (attempt === 0 && isTask(inspect) && around.engine.swarm === "worker") {
      const why = "without what the service grants: only a swarm manager knows";
      unseen.push({ container: id, about: ["grant"], why });
    }
    const targets = [...granted.flatMap(({ target }) => target ?? []), ...around.targetsOf(inspect)];
    const seen = level.is === "proc" ? readProc(Number(at(inspect, "State", "Pid")), id, targets, ids) : level.is;
    if (typeof seen === "object") {
      if (!seen.complete)
        unseen.push({ container: id, about: ["file"], why: "more files below /run/secrets than were looked at" });
      if (!seen.allProcesses) unseen.push({ container: id, about: live, why: notAll });
      return { ...found, proc: seen, ...(coversSecrets(seen.mountinfo) && layer()) };
    }
    const started = `${at(inspect, "State", "Pid")} ${at(inspect, "State", "StartedAt")}`;
    // Here it is gone, and for the engine it runs on: this is not the engine's /proc.
    const state = seen === "gone" && before === started ? "foreign" : seen;
    if (state === "gone" && attempt === 0) {
      before = started;
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    if (around.exec && state !== "gone") {
      const proc = await readByExec(container, inspect, targets).catch(() => undefined);
      if (proc) {
        if (!proc.allProcesses) unseen.push({ container: id, about: live, why: proc.processes ? notAll : notTold });
        return { ...found, proc };
      }
      unseen.push({ container: id, about: inProc, why: `without ${inside}: ${noProbe}` });
      return found;
    }
    unseen.push({ container: id, about: inProc, why: because(state, level) });
    return found;
  }
}

type Failed = Exclude<ReturnType<typeof readProc>, ProcCapture>;

const noProbe = "--exec needs sh, cat, stat and readlink in the image, and a container that is not paused";
const why: Readonly<Record<Failed, string>> = {
  gone: "ended or restarted while being read",
  denied: `without ${inside}: the process may not be looked at`,
  foreign: `without ${inside}: the process is not visible here (another host or pid namespace)`,
};

function because(seen: Failed | "socket" | "exec", level: Level): string {
  if (level.is === "socket") return `without ${inside}: ${level.because}`;
  return why[seen === "socket" || seen === "exec" ? "foreign" : seen];
}

function failure(error: unknown): string {
  return isGone(error) ? "removed while being read" : `could not be inspected: ${reason(error)}`;
}

function isTask(inspect: Json): boolean {
  return text(at(inspect, "Config", "Labels", "com.docker.swarm.task.id")) !== undefined;
}

function containerOf(task: Json): string {
  return text(at(task, "Status", "ContainerStatus", "ContainerID")) ?? "";
}
