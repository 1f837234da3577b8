import type { ContainerCapture } from "../capture.ts";
import { at, type Json, objectIn, text } from "../readers/json.ts";
import { secretIds } from "../readers/swarm.ts";
import { atOnce } from "./connect.ts";
import { codeOfFailure, isGone, reason } from "./failure.ts";
import type { Level } from "./level.ts";
import { type Around, lookAtContainer } from "./look.ts";
import { pooled } from "./pool.ts";
import type { ProbeSession } from "./session.ts";

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
  const about = ["grant", "binding", "command", "mount", "file", "process"] as const;
  const ask = async ({ Id: id, Names: names }: (typeof listed)[number]) => {
    const capture: ContainerCapture = { id, name: names?.[0]?.replace(/^\//, "") ?? id.slice(0, 12) };
    const before = stopReason();
    if (before !== undefined) {
      unseen.push({ container: id, about, code: "stopped", why: before });
      return capture;
    }
    try {
      const seen = await lookAtContainer({ capture, task: tasks.get(id), ids, level, around, session });
      recordResult();
      return seen;
    } catch (error) {
      recordResult(error);
      const code = isGone(error) ? "ended" : codeOfFailure(error);
      if (stopped()) unseen.push({ container: id, about, code: "stopped", why: stopReason() ?? "" });
      else unseen.push({ container: id, about, code, why: failure(error) });
      return capture;
    }
  };
  return pooled(listed, atOnce, ask, (done) => tell({ looking: "containers", done, of: listed.length }));
}

function failure(error: unknown): string {
  return isGone(error) ? "removed while being read" : `could not be inspected: ${reason(error)}`;
}

function containerOf(task: Json): string {
  return text(at(task, "Status", "ContainerStatus", "ContainerID")) ?? "";
}
