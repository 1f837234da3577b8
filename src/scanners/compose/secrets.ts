import type { Grant, Secret, SubjectId } from "../../facts/fact.ts";
import { showKey } from "../../facts/shown.ts";
import { nameOf, partsOf, type Template } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { fileMode } from "./mode.ts";
import { base, child, gap, type Reading, tellOnce, template } from "./reading.ts";

/** Reads what a service, or its build, is granted: `secrets:`, short and long. */
export function readGrants(reading: Reading, subject: SubjectId, node: unknown, during: Grant["during"]): void {
  const { yaml } = reading;
  for (const item of yaml.items(node)) {
    const short = template(reading, item);
    const source = short ?? template(reading, child(reading, item, "source"));
    const span = yaml.span(yaml.resolve(item));
    if (!source || source.text === "") continue;
    if (source.holes.length > 0) {
      gap(reading, subject, span, ["grant"], "grants a secret whose name is a variable");
      continue;
    }
    const target = template(reading, child(reading, item, "target"));
    reading.facts.push({
      kind: "grant",
      ...base(reading, subject, span),
      secret: showKey(source.text),
      during,
      target: targetPath(target && target.text !== "" ? nameOf(target) : source.text),
      ...owner(reading, item),
    });
  }
}

function owner(reading: Reading, item: unknown): Pick<Grant, "uid" | "gid" | "mode"> {
  const text = (name: string) => {
    const found = template(reading, child(reading, item, name));
    return found && nameOf(found);
  };
  const uid = text("uid");
  const gid = text("gid");
  const mode = fileMode(reading.yaml, child(reading, item, "mode"));
  return { ...(uid !== undefined && { uid }), ...(gid !== undefined && { gid }), ...(mode && { mode }) };
}

/** Relative targets lie below /run/secrets. */
function targetPath(target: string): string {
  return target.startsWith("/") ? target : `/run/secrets/${target.replace(/^(?:\.\/)+/, "")}`;
}

/** Reads the top level's `secrets:`: which exist, and where their bytes come from. */
export function readSecrets(reading: Reading, node: unknown): void {
  for (const entry of reading.yaml.entries(node)) {
    const get = (name: string) => template(reading, child(reading, entry.value, name));
    readContent(reading, entry);
    const external = child(reading, entry.value, "external");
    const engineName = get("name") ?? template(reading, child(reading, external, "name"));
    const { from, source } = origin(get, external !== undefined && template(reading, external)?.text !== "false");
    const fact: Secret = { kind: "secret", ...base(reading, reading.project, entry.span), name: entry.name, from };
    if (source) fact.source = partsOf(source);
    if (engineName) fact.engineName = partsOf(engineName);
    reading.facts.push(fact);
  }
}

type Origin = { from: Secret["from"]; source?: Template };

function origin(get: (name: string) => Template | undefined, external: boolean): Origin {
  if (external) return { from: "outside" };
  const file = get("file");
  if (file) return { from: "file", source: file };
  const environment = get("environment");
  if (environment) return { from: "environment", source: environment };
  return { from: get("driver") ? "outside" : "unknown" };
}

/** Reads the top level's `configs:` whose content is written in the file. */
export function readConfigs(reading: Reading, node: unknown): void {
  for (const entry of reading.yaml.entries(node)) readContent(reading, entry);
}

function readContent(reading: Reading, entry: Entry): void {
  const found = reading.yaml.entries(entry.value).find(({ name }) => name === "content");
  const text = found && template(reading, found.value);
  if (!text) return;
  tellOnce(reading, reading.project, found.key, "config", () => {
    const about = base(reading, reading.project, reading.yaml.span(found.value), found.span);
    reading.facts.push({ kind: "text", ...about, sink: "config", name: entry.name, value: partsOf(text) });
  });
}
