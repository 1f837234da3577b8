import type { EngineCapture, Unseen } from "../capture.ts";
import { at, type Json, objectIn, text } from "./json.ts";

/** What a look at a running task would have shown. */
const about = ["grant", "binding", "command", "mount", "file", "process"] as const;

/** Tasks of the swarm that no container of this node runs: those on other nodes, and those that do not run at all. */
export function unseenTasks({ tasks, services, containers, part = false }: EngineCapture): Unseen[] {
  if (part) return [];
  const here = new Set(containers.map(({ id }) => id));
  const all = tasks.map(objectIn);
  const active = all.filter(isActive);
  const own = active.find((task) => here.has(containerOf(task)))?.NodeID;
  const missing = active.filter((task) => !here.has(containerOf(task)));
  const elsewhere = missing.filter((task) => stateOf(task) === "running" && (own === undefined || task.NodeID !== own));
  const far = new Set(elsewhere);
  const waiting = missing.filter((task) => !far.has(task));
  const ids = new Set(services.map((service) => objectIn(service).ID));
  return [
    ...(elsewhere.length > 0 ? [{ about, code: "remote" as const, why: onOtherNodes(elsewhere) }] : []),
    ...services.map(objectIn).flatMap((service): Unseen[] => {
      const mine = (task: Json) => task.ServiceID === service.ID;
      const why = active.some(mine)
        ? notRunning(waiting.filter(mine), active.filter(mine).length)
        : neverRun(service, all.filter(mine));
      return why === undefined ? [] : [{ service: text(at(service, "Spec", "Name")) ?? "", about, why }];
    }),
    // A task that names no known service is not nothing.
    ...waiting
      .filter((task) => !ids.has(task.ServiceID))
      .map(() => ({
        about,
        code: "remote" as const,
        why: "a task of a service that the engine did not list was not looked at",
      })),
  ];
}

/**
 * The services that should run tasks and have none at the moment: their ended tasks tell whether that is as it should
 * be.
 */
export function isIdle(service: Json, tasks: readonly Json[]): boolean {
  return isReplicated(service) && !tasks.some((task) => task.ServiceID === service.ID && isActive(task));
}

function isReplicated(service: Json): boolean {
  const replicas = at(service, "Spec", "Mode", "Replicated", "Replicas");
  return replicas !== undefined && replicas !== 0;
}

/** The engine keeps ended tasks for a while; they wait for nothing. */
function isActive({ DesiredState: desired }: Json): boolean {
  return desired === undefined || desired === "running" || desired === "ready";
}

function onOtherNodes(tasks: readonly Json[]): string {
  const nodes = new Set(tasks.map((task) => task.NodeID)).size;
  const many = tasks.length > 1;
  const where = nodes === 1 ? "another node" : `${nodes} other nodes`;
  return `${tasks.length} ${many ? "tasks" : "task"} on ${where} ${many ? "were" : "was"} not looked at; audit each node`;
}

function notRunning(waiting: readonly Json[], total: number): string | undefined {
  if (waiting.length === 0) return undefined;
  const states = [...new Set(waiting.map(stateOf))].sort().join(", ");
  const many = waiting.length > 1;
  const some = `${waiting.length} of its ${total} tasks ${many ? "do" : "does"} not run`;
  const none = many ? `none of its ${total} tasks runs` : "its only task does not run";
  return `${waiting.length < total ? some : none} (${states}), and could not be looked at`;
}

/** A task that completed was meant to end. */
function neverRun(service: Json, tasks: readonly Json[]): string | undefined {
  if (!isReplicated(service) || tasks.some((task) => stateOf(task) === "complete")) return undefined;
  return "none of its tasks runs, and none could be looked at";
}

/** https://docs.docker.com/engine/swarm/how-swarm-mode-works/swarm-task-states/ */
const states =
  /^(?:new|pending|assigned|accepted|preparing|ready|starting|complete|failed|shutdown|rejected|orphaned|remove)$/;

function stateOf(task: Json): string {
  const state = text(at(task, "Status", "State")) ?? "";
  if (state === "running") return at(task, "Status", "ContainerStatus", "ContainerID") ? state : "without a container";
  return states.test(state) ? state : "in an unknown state";
}

function containerOf(task: Json): string {
  return text(at(task, "Status", "ContainerStatus", "ContainerID")) ?? "";
}
