import type Dockerode from "dockerode";
import { Sealed } from "../../facts/sealed.ts";
import type { ContainerCapture, EngineCapture, ProcCapture, Unseen } from "../capture.ts";
import { isRunning } from "../readers/containers.ts";
import { readGrants } from "../readers/grants.ts";
import { at, type Json, object, objectIn, text } from "../readers/json.ts";
import { secretIds } from "../readers/swarm.ts";
import { atOnce } from "./connect.ts";
import { isGone, reason } from "./failure.ts";
import type { Level } from "./level.ts";
import { pooled } from "./pool.ts";
import { readProc } from "./proc.ts";

/** What only `/proc` shows. */
const inProc = ["mount", "file", "process"] as const;
const inside = "mounts, modes and owners of secrets";

/** Each container in turn; one that cannot be read does not hide the others. */
export async function askContainers(
  docker: Dockerode,
  listed: readonly { Id: string; Names?: readonly string[] }[],
  swarm: Pick<EngineCapture, "tasks" | "secrets" | "engine"> & Pick<Look["swarm"], "targetsOf">,
  level: Level,
  unseen: Unseen[],
): Promise<ContainerCapture[]> {
  const tasks = new Map(swarm.tasks.map(objectIn).map((task) => [containerOf(task), task]));
  const ids = secretIds(swarm.secrets);
  return pooled(listed, atOnce, async ({ Id: id, Names: names }) => {
    const capture: ContainerCapture = { id, name: names?.[0]?.replace(/^\//, "") ?? id.slice(0, 12) };
    try {
      return await look({ docker, capture, task: tasks.get(id), ids, level, swarm, unseen });
    } catch (error) {
      const why = isGone(error) ? "was removed while it was read" : `could not be inspected: ${reason(error)}`;
      unseen.push({ container: id, about: ["binding", "command", "grant", ...inProc], why });
      return capture;
    }
  });
}

interface Look {
  docker: Dockerode;
  capture: ContainerCapture;
  task: Json | undefined;
  ids: ReadonlySet<string>;
  level: Level;
  swarm: Pick<EngineCapture, "engine"> & { targetsOf(inspect: Json): readonly string[] };
  unseen: Unseen[];
}

async function look({ docker, capture, task, ids, level, swarm, unseen }: Look): Promise<ContainerCapture> {
  const { id } = capture;
  const targets = readGrants({ subject: `container:${id}`, file: "" }, at(task, "Spec", "ContainerSpec"), "").flatMap(
    ({ target }) => target ?? [],
  );
  // A container that restarts has another process the second time; one that does it again is left alone.
  for (let attempt = 0; ; attempt++) {
    const inspect = object(await docker.getContainer(id).inspect());
    const found = { ...capture, inspect: new Sealed(JSON.stringify(inspect)) };
    if (!isRunning(inspect)) return found;
    if (attempt === 0 && isTask(inspect) && swarm.engine.swarm === "worker") {
      unseen.push({
        container: id,
        about: ["grant"],
        why: "without what the service grants: only a swarm manager knows",
      });
    }
    if (level.is === "socket") {
      unseen.push({ container: id, about: inProc, why: `without ${inside}: ${level.because}` });
      return found;
    }
    const proc = readProc(Number(at(inspect, "State", "Pid")), id, [...targets, ...swarm.targetsOf(inspect)], ids);
    if (typeof proc === "object") {
      if (!proc.complete)
        unseen.push({ container: id, about: ["file"], why: "has more files below /run/secrets than were looked at" });
      return { ...found, proc };
    }
    if (proc === "gone" && attempt === 0) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      continue;
    }
    unseen.push({ container: id, about: inProc, why: why[proc] });
    return found;
  }
}

const why: Readonly<Record<Exclude<ReturnType<typeof readProc>, ProcCapture>, string>> = {
  gone: "ended or restarted while it was read",
  denied: `without ${inside}: the process may not be looked at`,
  foreign: `without ${inside}: the process is not visible here (another host or pid namespace)`,
};

function isTask(inspect: Json): boolean {
  return text(at(inspect, "Config", "Labels", "com.docker.swarm.task.id")) !== undefined;
}

function containerOf(task: Json): string {
  return text(at(task, "Status", "ContainerStatus", "ContainerID")) ?? "";
}
