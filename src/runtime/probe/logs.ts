import type { Tracer } from "../../trace/tracer.ts";
import type { EngineCapture, TraceSighting, Unseen } from "../capture.ts";
import { isRunning } from "../readers/container-subject.ts";
import { at, objectIn, text } from "../readers/json.ts";
import { atOnce } from "./connect.ts";
import { codeOfFailure, isGone, reason } from "./failure.ts";
import { pooled } from "./pool.ts";
import type { ProbeSession } from "./session.ts";

/** A line of a log has about so many bytes: an engine counts lines, and a person bytes. */
const usualLine = 100;
/** Lines may be longer than that; beyond so many times as much nothing is read. */
const longerLines = 16;

/** Looks for the values in the end of each container's log. */
export async function searchLogs(
  { containers }: EngineCapture,
  tracer: Tracer,
  size: number,
  { docker, unseen, stopReason, recordResult, tell }: ProbeSession,
): Promise<TraceSighting[]> {
  const kept = containers.filter(({ inspect }) => inspect && keepsLog(objectIn(inspect)));
  const search = async ({ id, inspect }: (typeof kept)[number]): Promise<TraceSighting[]> => {
    const gap = (code: Unseen["code"] & string, why: string) =>
      unseen.push({ container: id, about: [], code, why: `the values of secrets in its log: ${why}` });
    const before = stopReason();
    if (before !== undefined) {
      gap("stopped", before);
      return [];
    }
    const stream = tracer.stream();
    try {
      const lines = Math.max(1, Math.ceil(size / usualLine));
      await docker.getContainer(id).logs(lines, size * longerLines, (piece) => stream.push(piece));
      recordResult();
    } catch (error) {
      recordResult(error);
      if (!isGone(error)) gap(codeOfFailure(error), reason(error));
    }
    const former = isRunning(objectIn(inspect)) ? {} : ({ former: "container" } as const);
    return stream.found().map(({ secret, form }) => ({
      ...({ secret, form, in: { container: id }, pointer: "/log", where: "log", name: "log" } as const),
      ...former,
    }));
  };
  const found = await pooled(kept, atOnce, search, (done) => tell({ looking: "logs", done, of: kept.length }));
  return found.flat();
}

/** The driver `none` keeps nothing, and a container that was never started printed nothing. */
function keepsLog(inspect: ReturnType<typeof objectIn>): boolean {
  const driver = text(at(inspect, "HostConfig", "LogConfig", "Type"));
  return driver !== "none" && at(inspect, "State", "Status") !== "created";
}
