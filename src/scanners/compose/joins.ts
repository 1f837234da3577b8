import type { SubjectId, Value } from "../../facts/index.ts";
import { nameOf, partsOf } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { base, type ComposeScan, child, everyKind, gap, template } from "./scan.ts";

/** Reads `extends:`, the service only or the long form. */
export function readExtends(scan: ComposeScan, subject: SubjectId, entry: Entry): void {
  const named = template(scan, entry.value) ?? template(scan, child(scan, entry.value, "service"));
  if (!named) return;
  if (named.holes.length > 0) {
    gap(scan, subject, entry.span, everyKind, "variable", "extends a service whose name is a variable");
    return;
  }
  const file = template(scan, child(scan, entry.value, "file"));
  const files = file ? [partsOf(file)] : [];
  const about = base(scan, subject, entry.span);
  scan.facts.push({ kind: "join", ...about, by: "extends", files, service: nameOf(named) });
}

/** Reads the top level's `include:`: paths, or the long form. */
export function readIncludes(scan: ComposeScan, entry: Entry): void {
  const { yaml, project } = scan;
  for (const item of yaml.shape(entry.value) === "list" ? yaml.items(entry.value) : [entry.value]) {
    const files = paths(scan, child(scan, item, "path") ?? item);
    if (files.length === 0) continue;
    const folder = template(scan, child(scan, item, "project_directory"));
    const envFiles = paths(scan, child(scan, item, "env_file"));
    scan.facts.push({
      kind: "join",
      ...base(scan, project, yaml.span(item)),
      by: "include",
      files,
      ...(envFiles.length > 0 && { envFiles }),
      ...(folder && { folder: partsOf(folder) }),
    });
  }
}

function paths(scan: ComposeScan, node: unknown): Value[] {
  const { yaml } = scan;
  return (yaml.shape(node) === "list" ? yaml.items(node) : [node]).flatMap((one) => {
    const text = template(scan, one);
    return text && text.text !== "" ? [partsOf(text)] : [];
  });
}

/** Reads the marks `!reset` and `!override`, on the keys of a map and, below some of them, on single names. */
export function readMarks(scan: ComposeScan, subject: SubjectId, node: unknown, path: readonly string[] = []): void {
  const { yaml } = scan;
  const tag = yaml.tag(node);
  if (tag === "!reset" || tag === "!override") {
    const about = base(scan, subject, yaml.span(node));
    scan.facts.push({ kind: "reset", ...about, path, keeps: tag === "!override" });
    return;
  }
  if (path.length >= deepest) return;
  for (const { name, value } of yaml.entries(node)) {
    if (path.length === 0 || marked.has(path.join("."))) readMarks(scan, subject, value, [...path, name]);
  }
}

const deepest = 3;
/** The maps below a service in which single names can be marked. */
const marked: ReadonlySet<string> = new Set(["environment", "labels", "build", "build.args", "deploy", "healthcheck"]);
