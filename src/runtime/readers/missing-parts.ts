import type { FactKind } from "../../facts/index.ts";
import type { ContainerCapture, EngineCapture, FileCapture, ImageCapture, ProcCapture, Unseen } from "../capture.ts";
import { coversSecrets } from "./files.ts";
import { at, type Json, list, listIn, objectIn, text } from "./json.ts";
import { parseMountinfo, rootMount } from "./mountinfo.ts";
import { parseStatus } from "./status.ts";

type Kind = Exclude<FactKind, "gap">;
/** `field` as a probe names it: `/containers/{id}/json Config.Env`. */
type Missing = readonly [about: readonly Kind[], why: string, field?: string];

/** What only the processes of a container show, in words. */
export const inside = "mounts, modes and owners of secrets, and what its processes hold in their environment";
/** The part of it that is closed to other users of the host. */
export const withoutFiles = "without modes and owners of secrets, and what its processes hold in their environment";

const inProc = ["mount", "file", "process", "binding", "command"] as const;

/**
 * What a capture should hold and does not: of every part that a reader asks for, either the part is there or a gap says
 * so. What a probe wrote down
 * itself is not said twice.
 */
export function missingParts(capture: EngineCapture): Unseen[] {
  const tasks = new Map(capture.tasks.map(objectIn).map((task) => [containerOf(task), task]));
  const known = new Map<string | undefined, Set<Kind>>();
  for (const { container, about } of capture.unseen) {
    const kinds = known.get(container) ?? new Set();
    for (const kind of about) kinds.add(kind);
    known.set(container, kinds);
  }
  const isMalformed = malformedIn(capture.unseen);
  return [
    ...capture.containers.flatMap((container) => {
      const kinds = known.get(container.id);
      const missing = ofContainer(container, tasks.get(container.id)).filter(
        ([about, , field]) => !about.every((kind) => kinds?.has(kind)) && !isMalformed(field, container.id),
      );
      // Each of its mounts may lack the same.
      const each = new Map(missing.map((one) => [JSON.stringify(one), one])).values();
      return [...each].map(([about, why]) => ({ container: container.id, about, code: "bad-answer" as const, why }));
    }),
    ...[
      ...capture.images.flatMap(ofImage),
      ...capture.services.flatMap((one) => ofService(objectIn(one))),
      ...capture.secrets.flatMap((one) => without(objectIn(one), secretParts, "a secret", "/secrets ")),
      ...capture.configs.flatMap((one) => without(objectIn(one), configParts, "a config", "/configs ")),
    ]
      .filter(([, , field]) => !isMalformed(field))
      .map(([about, why]) => ({ about, code: "bad-answer" as const, why })),
  ];
}

/** Whether a probe wrote down that a field, or one that it is in, is malformed. */
function malformedIn(unseen: readonly Unseen[]): (field: string | undefined, container?: string) => boolean {
  const noted = unseen.flatMap(({ container, fields = [] }) => fields.map((field) => ({ container, field })));
  return (field, container) =>
    field !== undefined &&
    noted.some(
      (one) => (one.container === undefined || one.container === container) && `${field}.`.startsWith(`${one.field}.`),
    );
}

/** A container whose readers meet no hole: what is missing of it is empty, and `missingParts` says so. */
export function withoutHoles(container: ContainerCapture): ContainerCapture {
  const { id, name, proc, layer } = container;
  const whole = proc && {
    ...proc,
    mountinfo: text(proc.mountinfo) ?? "",
    status: text(proc.status) ?? "",
    uidMap: text(proc.uidMap) ?? "",
    gidMap: text(proc.gidMap) ?? "",
    files: Array.isArray(proc.files) ? proc.files.filter(hasPath) : [],
  };
  return {
    ...container,
    name: text(name) ?? id,
    ...(whole && { proc: whole }),
    ...(Array.isArray(layer) && { layer: layer.filter(hasPath) }),
  };
}

/** A part that an engine always sends; what it has none of, it sends as `null` or empty. */
interface Part {
  path: readonly string[];
  is: (value: unknown) => boolean;
  about: readonly Kind[];
}

const isList = (value: unknown) => value === null || Array.isArray(value);
const isObject = (value: unknown) => typeof value === "object" && !Array.isArray(value);
const isText = (value: unknown) => typeof value === "string";
const isFlag = (value: unknown) => typeof value === "boolean";

const inspected = "/containers/{id}/json ";
const taskSpec = "/tasks Spec.ContainerSpec";
const serviceSpec = "/services Spec.TaskTemplate.ContainerSpec";

const containerParts: readonly Part[] = [
  { path: ["State", "Running"], is: isFlag, about: inProc },
  { path: ["Config", "Env"], is: isList, about: ["binding"] },
  { path: ["Config", "Labels"], is: isObject, about: ["binding", "grant"] },
  { path: ["Config", "Entrypoint"], is: isList, about: ["command"] },
  { path: ["Config", "Cmd"], is: isList, about: ["command"] },
  { path: ["Config", "Image"], is: isText, about: ["setting"] },
  { path: ["HostConfig", "PidMode"], is: isText, about: ["setting"] },
  { path: ["Mounts"], is: isList, about: ["mount"] },
];
const mountParts: readonly Part[] = [
  { path: ["Source"], is: isText, about: ["mount"] },
  { path: ["Destination"], is: isText, about: ["mount"] },
  { path: ["RW"], is: isFlag, about: ["mount"] },
];
const healthParts: readonly Part[] = [{ path: ["Output"], is: isText, about: ["text"] }];
/** Where no process was read, these say who runs. */
const userParts: readonly Part[] = [{ path: ["Config", "User"], is: isText, about: ["process"] }];
const imageParts: readonly Part[] = [
  { path: ["Id"], is: isText, about: ["binding", "command"] },
  { path: ["Config"], is: isObject, about: ["binding", "command"] },
];
const historyParts: readonly Part[] = [{ path: ["CreatedBy"], is: isText, about: ["binding", "command"] }];
const serviceParts: readonly Part[] = [{ path: ["Spec", "Name"], is: isText, about: ["binding", "grant"] }];
const grantParts: readonly Part[] = [
  { path: ["SecretName"], is: isText, about: ["grant"] },
  { path: ["File", "Name"], is: isText, about: ["grant"] },
  { path: ["File", "Mode"], is: (value) => typeof value === "number", about: ["grant"] },
  { path: ["File", "UID"], is: isText, about: ["grant"] },
  { path: ["File", "GID"], is: isText, about: ["grant"] },
];
const secretParts: readonly Part[] = [
  { path: ["ID"], is: isText, about: ["secret", "file"] },
  { path: ["Spec", "Name"], is: isText, about: ["secret"] },
];
const configParts: readonly Part[] = [
  { path: ["Spec", "Name"], is: isText, about: ["text"] },
  { path: ["Spec", "Data"], is: isText, about: ["text"] },
];

/** `within` is the call whose answer it is, and where in it. */
function without(answer: unknown, parts: readonly Part[], what: string, within: string): Missing[] {
  return parts
    .filter(({ path, is }) => !is(at(answer, ...path)))
    .map(({ path, about }): Missing => {
      const field = path.join(".");
      return [about, `the engine's answer about ${what} has no ${field}`, `${within}${field}`];
    });
}

function ofContainer(capture: ContainerCapture, task: Json | undefined): Missing[] {
  if (!capture.inspect) return [[["grant", ...inProc], "could not be inspected"]];
  const inspect = objectIn(capture.inspect);
  const running = at(inspect, "State", "Running") === true;
  return [
    ...without(inspect, containerParts, "it", inspected),
    ...list(at(inspect, "Mounts")).flatMap((mount) =>
      without(mount, mountParts, "a mount of it", `${inspected}Mounts.`),
    ),
    ...list(at(inspect, "State", "Health", "Log")).flatMap((entry) =>
      without(entry, healthParts, "its health", `${inspected}State.Health.Log.`),
    ),
    ...(running ? ofProcess(capture, inspect) : []),
    ...(running && isTask(inspect) ? ofTask(task) : []),
    ...ofLayer(capture, running),
  ];
}

function ofTask(task: Json | undefined): Missing[] {
  const spec = at(task, "Spec", "ContainerSpec");
  if (typeof spec !== "object")
    return [[["grant"], "without what the service grants: the engine did not say", taskSpec]];
  return list(at(spec, "Secrets")).flatMap((grant) =>
    without(grant, grantParts, "a grant of its service", `${taskSpec}.Secrets.`),
  );
}

function ofProcess({ proc }: ContainerCapture, inspect: Json): Missing[] {
  if (!proc) return [...without(inspect, userParts, "it", inspected), [inProc, `without ${inside}`]];
  const missing: Missing[] = [];
  if (!rootMount(parseMountinfo(text(proc.mountinfo) ?? ""))) missing.push([["mount", "file"], "without its mounts"]);
  if (!parseStatus(text(proc.status) ?? "", [], [])) missing.push([["process"], "without who runs in it"]);
  if (!proc.uidMap || !proc.gidMap) missing.push([["process", "file"], "without the ids of its user namespace"]);
  if (proc.byMounts) missing.push([["file", "binding"], withoutFiles]);
  else if (proc.complete !== true || !(Array.isArray(proc.files) && proc.files.every(isWhole)))
    missing.push([["file"], "without all files below /run/secrets"]);
  // Without its root folder, its environment is closed as well, which was said.
  if (!hasProcesses(proc.byMounts ? { ...proc, allProcesses: true } : proc))
    missing.push([["binding", "command"], "without what its processes hold in their environment"]);
  return missing;
}

function hasProcesses({ processes, allProcesses }: ProcCapture): boolean {
  const live = listIn(processes);
  return (
    allProcesses === true &&
    live.length > 0 &&
    live.every(({ environ, cmdline }) => Array.isArray(environ) && Array.isArray(cmdline))
  );
}

function ofLayer({ layer, proc }: ContainerCapture, running: boolean): Missing[] {
  const shown = running && !coversSecrets(text(proc?.mountinfo) ?? "");
  if (shown || (Array.isArray(layer) && layer.every(isNamed))) return [];
  return [[["file"], "without the files below /run/secrets in its own layer"]];
}

/** Whether everything is known of a file that its rules ask for. */
function isWhole(file: FileCapture): boolean {
  return isNamed(file) && [file.mode, file.uid, file.gid].every((value) => typeof value === "number");
}

/** Whether it is known which file it is, and whether it is one. */
function isNamed(file: FileCapture): boolean {
  return hasPath(file) && typeof file.type === "string" && typeof file.size === "number";
}

function hasPath({ path, real }: FileCapture): boolean {
  return typeof path === "string" && typeof real === "string";
}

function ofImage({ inspect, history }: ImageCapture): Missing[] {
  const missing = without(objectIn(inspect), imageParts, "an image", "/images/{id}/json ");
  if (!history) missing.push([["binding", "command"], "without the history of an image"]);
  return [
    ...missing,
    ...listIn(history).flatMap((entry) => without(entry, historyParts, "an image's history", "/images/{id}/history ")),
  ];
}

function ofService(service: Json): Missing[] {
  const template = at(service, "Spec", "TaskTemplate");
  const spec = at(template, "ContainerSpec");
  const missing = without(service, serviceParts, "a service", "/services ");
  // A plugin is a service, too.
  if (typeof spec !== "object" && at(template, "PluginSpec") === undefined)
    missing.push([
      ["binding", "command", "grant"],
      "the engine's answer about a service has no ContainerSpec",
      serviceSpec,
    ]);
  return [
    ...missing,
    ...list(at(spec, "Secrets")).flatMap((grant) => without(grant, grantParts, "a grant", `${serviceSpec}.Secrets.`)),
  ];
}

function isTask(inspect: Json): boolean {
  return text(at(inspect, "Config", "Labels", "com.docker.swarm.task.id")) !== undefined;
}

function containerOf(task: Json): string {
  return text(at(task, "Status", "ContainerStatus", "ContainerID")) ?? "";
}
