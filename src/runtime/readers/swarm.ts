import type { Fact, Secret, Sighting, Subject } from "../../facts/index.ts";
import type { Sealed } from "../../facts/sealed.ts";
import type { EngineCapture } from "../capture.ts";
import { type About, literal, seenAt } from "./about.ts";
import { nothing, readEnv, readLabels } from "./bindings.ts";
import { readHealthcheck, readWords } from "./commands.ts";
import { readGrants } from "./grants.ts";
import { at, type Json, objectIn, strings, text } from "./json.ts";
import { starterOfService } from "./origin.ts";

/** A swarm's services, secrets and configs. */
export function readSwarm(capture: EngineCapture, engine: Subject): Sighting[] {
  return [
    ...capture.services.map((service) => readService(objectIn(service))),
    ...capture.secrets.map((secret) => readSecret(objectIn(secret), engine, capture)),
    ...capture.configs.map((config) => readConfig(objectIn(config), engine)),
    ...readAutolock(capture, engine),
  ];
}

function readAutolock({ engine: { autolock }, part }: EngineCapture, engine: Subject): Sighting[] {
  if (autolock === undefined || part) return [];
  const place = seenAt({ subject: engine.id, file: engine.place.file }, "/Swarm/Cluster/Spec/EncryptionConfig");
  const setting: Fact = { kind: "setting", ...place, key: "autolock", value: literal(String(autolock)) };
  return [{ facts: [setting], subjects: [], links: [] }];
}

function readService(service: Json): Sighting {
  const name = text(at(service, "Spec", "Name")) ?? "";
  const file = `service ${name}`;
  const subject: Subject = {
    id: `service:swarm#${name}`,
    name,
    ships: false,
    place: { in: "capture", file, pointer: "" },
    started: starterOfService(name, at(service, "Spec", "Labels")),
  };
  const about: About = { subject: subject.id, file };
  const path = "/Spec/TaskTemplate/ContainerSpec";
  const spec = at(service, "Spec", "TaskTemplate", "ContainerSpec");
  const image = text(at(spec, "Image"));
  const facts: Fact[] = [
    ...(image === undefined
      ? []
      : [{ kind: "setting", ...seenAt(about, `${path}/Image`), key: "image", value: literal(image) } as const]),
    ...readEnv(about, "container-env", at(spec, "Env"), `${path}/Env`),
    ...readLabels(about, "container-label", at(service, "Spec", "Labels"), "/Spec/Labels"),
    ...readLabels(about, "container-label", at(spec, "Labels"), `${path}/Labels`),
    ...["Command", "Args"].flatMap((part) => readWords(about, "start", strings(at(spec, part)), `${path}/${part}`)),
    ...readHealthcheck(about, strings(at(spec, "Healthcheck", "Test")), `${path}/Healthcheck/Test`),
    ...readGrants(about, spec, path),
    ...readFormer(about, service, spec),
  ];
  return { facts, subjects: [subject], links: [] };
}

/** What was taken out of the environment with the last update: the rest is told of the spec. */
function readFormer(about: About, service: Json, spec: unknown): Fact[] {
  const former = at(service, "PreviousSpec", "TaskTemplate", "ContainerSpec", "Env");
  const known = { ...nothing, env: new Set(strings(at(spec, "Env"))) };
  return readEnv(about, "former-env", former, "/PreviousSpec/TaskTemplate/ContainerSpec/Env", known);
}

function readSecret(secret: Json, engine: Subject, capture: EngineCapture): Sighting {
  const name = text(at(secret, "Spec", "Name")) ?? "";
  const about: About = { subject: engine.id, file: `secret ${name}` };
  const keptIn = storeOf(at(secret, "Spec", "Driver"));
  const stale = staleness(secret, capture);
  const kept = { ...(keptIn !== undefined && { keptIn }), ...(stale && { stale }) };
  const facts: Fact[] = [
    { kind: "secret", ...seenAt(about, ""), name, from: "outside", ...kept },
    ...readLabels(about, "container-label", at(secret, "Spec", "Labels"), "/Spec/Labels"),
  ];
  return { facts, subjects: [], links: [] };
}

const day = 24 * 60 * 60 * 1000;

/** A swarm never changes a value: what it updates are labels. podman replaces it. */
function staleness(secret: Json, { ages, engine }: EngineCapture): Secret["stale"] {
  const by = engine.product === "podman" ? "podman" : "swarm";
  const since = Date.parse(text(by === "podman" ? (secret.UpdatedAt ?? secret.CreatedAt) : secret.CreatedAt) ?? "");
  const days = ages ? Math.floor((ages.now - since) / day) : 0;
  return ages && days > ages.most ? { days, by } : undefined;
}

/** What podman does where nobody chose otherwise: it writes base64 into a file, and encrypts nothing. */
function storeOf(driver: unknown): string | undefined {
  return at(driver, "Name") === "file" ? text(at(driver, "Options", "path")) : undefined;
}

/** A config's data is base64 in the API, and everybody who may ask the engine can read it. */
function readConfig(config: Json, engine: Subject): Sighting {
  const name = text(at(config, "Spec", "Name")) ?? "";
  const about: About = { subject: engine.id, file: `config ${name}` };
  const data = decoded(text(at(config, "Spec", "Data")) ?? "");
  const facts: Fact[] = [
    { kind: "text", ...seenAt(about, "/Spec/Data"), sink: "config", name, value: literal(data) },
    ...readLabels(about, "container-label", at(config, "Spec", "Labels"), "/Spec/Labels"),
  ];
  return { facts, subjects: [], links: [] };
}

function decoded(base64: string): string {
  try {
    const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return "";
  }
}

/** The ids of the swarm's secrets, by which mountinfo names them. */
export function secretIds(secrets: readonly Sealed[]): ReadonlySet<string> {
  return new Set(secrets.map((secret) => text(at(objectIn(secret), "ID")) ?? ""));
}
