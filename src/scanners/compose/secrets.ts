import type { Grant, Secret, SubjectId } from "../../facts/index.ts";
import { showKey } from "../../facts/shown.ts";
import { nameOf, partsOf, type Template } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { fileMode } from "./mode.ts";
import { base, type ComposeScan, child, gap, tellOnce, template } from "./scan.ts";

/** Reads what a service, or its build, is granted: `secrets:`, short and long. */
export function readGrants(scan: ComposeScan, subject: SubjectId, node: unknown, during: Grant["during"]): void {
  const { yaml } = scan;
  for (const item of yaml.items(node)) {
    const short = template(scan, item);
    const source = short ?? template(scan, child(scan, item, "source"));
    const span = yaml.span(yaml.resolve(item));
    if (!source || source.text === "") continue;
    if (source.holes.length > 0) {
      gap(scan, subject, span, ["grant"], "variable", "grants a secret whose name is a variable");
      continue;
    }
    const target = template(scan, child(scan, item, "target"));
    scan.facts.push({
      kind: "grant",
      ...base(scan, subject, span),
      secret: showKey(source.text),
      during,
      target: targetPath(target && target.text !== "" ? nameOf(target) : source.text),
      ...owner(scan, item),
    });
  }
}

function owner(scan: ComposeScan, item: unknown): Pick<Grant, "uid" | "gid" | "mode"> {
  const text = (name: string) => {
    const found = template(scan, child(scan, item, name));
    return found && nameOf(found);
  };
  const uid = text("uid");
  const gid = text("gid");
  const mode = fileMode(scan.yaml, child(scan, item, "mode"));
  return { ...(uid !== undefined && { uid }), ...(gid !== undefined && { gid }), ...(mode && { mode }) };
}

/** Relative targets are below /run/secrets. */
function targetPath(target: string): string {
  return target.startsWith("/") ? target : `/run/secrets/${target.replace(/^(?:\.\/)+/, "")}`;
}

/** Reads the top level's `secrets:`: which exist, and where their bytes come from. */
export function readSecrets(scan: ComposeScan, node: unknown): void {
  for (const entry of scan.yaml.entries(node)) {
    const get = (name: string) => template(scan, child(scan, entry.value, name));
    readContent(scan, entry);
    const external = child(scan, entry.value, "external");
    const engineName = get("name") ?? template(scan, child(scan, external, "name"));
    const { from, source } = origin(get, external !== undefined && template(scan, external)?.text !== "false");
    const fact: Secret = { kind: "secret", ...base(scan, scan.project, entry.span), name: entry.name, from };
    if (source) fact.source = partsOf(source);
    if (engineName) fact.engineName = partsOf(engineName);
    scan.facts.push(fact);
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
export function readConfigs(scan: ComposeScan, node: unknown): void {
  for (const entry of scan.yaml.entries(node)) readContent(scan, entry);
}

function readContent(scan: ComposeScan, entry: Entry): void {
  const found = scan.yaml.entries(entry.value).find(({ name }) => name === "content");
  const text = found && template(scan, found.value);
  if (!text) return;
  tellOnce(scan, scan.project, found.key, "config", () => {
    const about = base(scan, scan.project, scan.yaml.span(found.value), found.span);
    scan.facts.push({ kind: "text", ...about, sink: "config", name: entry.name, value: partsOf(text) });
  });
}
