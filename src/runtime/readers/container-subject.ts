import type { Subject } from "../../facts/index.ts";
import type { ContainerCapture } from "../capture.ts";
import { at, type Json, text } from "./json.ts";
import { starterOf } from "./origin.ts";

/**
 * `com.docker.swarm.task.name` is `shop_db.1.` and the task's id, which changes with every start: the rest is stable.
 */
export function containerSubject({ name, id }: Pick<ContainerCapture, "name" | "id">, inspect: Json): Subject {
  const labels = at(inspect, "Config", "Labels");
  const taskId = text(at(labels, "com.docker.swarm.task.id"));
  const plain = name.replace(/^\//, "") || id.slice(0, 12);
  const stable = taskId === undefined ? plain : plain.replace(`.${taskId}`, "");
  const ended = taskId !== undefined && !isRunning(inspect);
  const shown = ended ? `${stable} (ended)` : stable;
  const place = { in: "capture", file: `container ${shown}`, pointer: "" } as const;
  return { id: `container:${shown}`, name: shown, ships: false, place, started: starterOf(inspect, plain) };
}

/** Whether its main process can be looked at. */
export function isRunning(inspect: Json): boolean {
  return at(inspect, "State", "Running") === true;
}
