import type { ExposedIn } from "../../facts/index.ts";
import type { Sealed } from "../../facts/sealed.ts";
import { type Leaf, leavesOf } from "../../trace/leaves.ts";
import type { Tracer } from "../../trace/tracer.ts";
import type { EngineCapture, TraceSighting } from "../capture.ts";
import { step } from "./about.ts";
import { isRunning } from "./container-subject.ts";
import { at, type Json, listIn, object, objectIn, strings, text } from "./json.ts";

type About = Pick<TraceSighting, "in" | "former">;

/** Looks for the values of secrets in everything that an engine answered and that processes show. */
export function* searchAnswers(capture: EngineCapture, tracer: Tracer): Generator<TraceSighting> {
  const search = (about: About, answer: unknown, pointer = "") => searchAnswer(about, answer, pointer, tracer);
  for (const { id, inspect, proc } of capture.containers) {
    const json = objectIn(inspect);
    const former = inspect && !isRunning(json) ? ({ former: "container" } as const) : {};
    const about: About = { in: { container: id }, ...former };
    yield* search(about, json);
    if (proc?.processes) yield* searchProcesses(about, json, proc.processes, tracer);
  }
  for (const { name, inspect, history } of capture.images) {
    yield* search({ in: { image: name } }, objectIn(inspect));
    yield* search({ in: { image: name } }, listIn(history), "/History");
  }
  for (const service of capture.services.map(objectIn)) {
    const name = text(at(service, "Spec", "Name")) ?? "";
    const { PreviousSpec: former, ...rest } = service;
    yield* search({ in: { service: name } }, rest);
    yield* search({ in: { service: name }, former: "spec" }, former, "/PreviousSpec");
  }
  for (const task of capture.tasks.map(objectIn)) {
    if (isEnded(task)) yield* search({ in: { service: serviceOf(task, capture) }, former: "task" }, task, "/Task");
  }
  for (const [kind, list] of Object.entries(lists(capture))) {
    for (const one of list.map(objectIn)) {
      const name = text(at(one, "Spec", "Name")) ?? text(one.Name) ?? "";
      yield* search({ in: { thing: `${kind} ${name}` } }, kind === "config" ? decoded(one) : one);
    }
  }
}

function lists({ secrets, configs, volumes = [], networks = [], plugins = [] }: EngineCapture) {
  return { secret: secrets, config: configs, volume: volumes, network: networks, plugin: plugins };
}

function* searchAnswer(about: About, answer: unknown, pointer: string, tracer: Tracer): Generator<TraceSighting> {
  for (const leaf of leavesOf(answer)) yield* searchLeaf(about, leaf, pointer, tracer);
}

const encoder = new TextEncoder();

function* searchLeaf(about: About, leaf: Leaf, pointer: string, tracer: Tracer): Generator<TraceSighting> {
  const { where, name } = placeOf(leaf, pointer);
  for (const { secret, form, start } of tracer.find(encoder.encode(leaf.text))) {
    const isInName = leaf.is === "key" || (where === "environment" && start <= leaf.text.indexOf("="));
    const path = leaf.path.map((one) => safe(one, tracer));
    const known = isInName ? "…" : safe(name, tracer);
    yield { ...about, secret, form, pointer: [pointer, ...path.map(step)].join("/"), where, name: known };
  }
}

/** What a process has of its container's own settings was told there. */
function* searchProcesses(about: About, inspect: Json, processes: Sealed, tracer: Tracer): Generator<TraceSighting> {
  const env = new Set(strings(at(inspect, "Config", "Env")));
  const started = JSON.stringify([at(inspect, "Path"), at(inspect, "Args"), at(inspect, "Config")]);
  for (const [index, { environ, cmdline }] of listIn(processes).entries()) {
    for (const entry of strings(environ)) {
      if (env.has(entry)) continue;
      const name = entry.slice(0, Math.max(0, entry.indexOf("="))) || "…";
      for (const { secret, form, start } of tracer.find(encoder.encode(entry))) {
        const known = start > name.length ? safe(name, tracer) : "…";
        const pointer = `/proc/environ/${step(known)}`;
        yield { ...about, secret, form, pointer, where: "process", name: known };
      }
    }
    const words = strings(cmdline);
    for (const word of words) {
      if (started.includes(JSON.stringify(word).slice(1, -1))) continue;
      for (const { secret, form } of tracer.find(encoder.encode(word))) {
        const program = safe((words[0] ?? "").replace(/^.*\//, ""), tracer);
        yield { ...about, secret, form, pointer: `/proc/cmdline/${index}`, where: "argument", name: program };
      }
    }
  }
}

/** A name could be a piece of a value, or hold one. */
function safe(name: string, tracer: Tracer): string {
  return name.length > 200 || tracer.find(encoder.encode(name)).length > 0 ? "…" : name;
}

const tables: readonly (readonly [RegExp, ExposedIn])[] = [
  [/^(?:Env|Environment)$/, "environment"],
  [/^Labels$/, "label"],
  [/^(?:Cmd|Entrypoint|Args|Path|Command|Test)$/, "command"],
  [/^(?:Options|Config|Settings|Opts)$/, "option"],
  [/^Output$/, "health-output"],
  [/^CreatedBy$/, "history"],
  [/^Data$/, "config"],
];

/** What a field is, by the nearest name above it that tells. */
function placeOf({ path, text: value }: Leaf, pointer: string): { where: ExposedIn; name: string } {
  // What the old builder ran for the last layer: a line of the history, too.
  if (path[0] === "ContainerConfig") return { where: "history", name: "history" };
  for (let index = path.length - 1; index >= 0; index--) {
    const where = tables.find(([pattern]) => pattern.test(path[index] ?? ""))?.[1];
    // The settings of a container are called as the options of a driver are.
    if (!where || (where === "option" && path.length - index !== 2)) continue;
    return { where, name: nameIn(where, value, path.slice(index)) };
  }
  const field = path.filter((one) => !/^\d+$/.test(one)).join(".");
  return { where: "field", name: field || pointer.replace(/^\//, "") };
}

const called: Partial<Record<ExposedIn, string>> = {
  "health-output": "health check",
  history: "history",
  config: "content",
};

function nameIn(where: ExposedIn, value: string, [table = "", key = ""]: readonly string[]): string {
  if (where === "environment") return value.includes("=") ? value.slice(0, value.indexOf("=")) : "…";
  if (where === "label" || where === "option") return key;
  return where === "command" ? (table === "Test" ? "health check" : "command") : (called[where] ?? table);
}

function isEnded(task: Json): boolean {
  return /^(?:complete|failed|shutdown|rejected|orphaned|remove)$/.test(text(at(task, "Status", "State")) ?? "");
}

function serviceOf(task: Json, { services }: EngineCapture): string {
  const service = services.map(objectIn).find(({ ID }) => ID === task.ServiceID);
  return text(at(service, "Spec", "Name")) ?? "";
}

/** The API gives a config's content in Base64. */
function decoded(config: Json): Json {
  const spec = object(at(config, "Spec"));
  try {
    const bytes = Uint8Array.from(atob(text(spec.Data) ?? ""), (char) => char.charCodeAt(0));
    return { ...config, Spec: { ...spec, Data: new TextDecoder().decode(bytes) } };
  } catch {
    return config;
  }
}
