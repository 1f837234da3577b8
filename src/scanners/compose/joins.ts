import type { SubjectId, Value } from "../../facts/fact.ts";
import { nameOf, partsOf } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { base, child, everyKind, gap, type Reading, template } from "./reading.ts";

/** Reads `extends:`, the service alone or the long form. */
export function readExtends(reading: Reading, subject: SubjectId, entry: Entry): void {
  const named = template(reading, entry.value) ?? template(reading, child(reading, entry.value, "service"));
  if (!named) return;
  if (named.holes.length > 0) {
    gap(reading, subject, entry.span, everyKind, "extends a service whose name is a variable");
    return;
  }
  const file = template(reading, child(reading, entry.value, "file"));
  const files = file ? [partsOf(file)] : [];
  const about = base(reading, subject, entry.span);
  reading.facts.push({ kind: "join", ...about, by: "extends", files, service: nameOf(named) });
}

/** Reads the top level's `include:`: paths, or the long form. */
export function readIncludes(reading: Reading, entry: Entry): void {
  const { yaml, project } = reading;
  for (const item of yaml.shape(entry.value) === "list" ? yaml.items(entry.value) : [entry.value]) {
    const files = paths(reading, child(reading, item, "path") ?? item);
    if (files.length === 0) continue;
    const folder = template(reading, child(reading, item, "project_directory"));
    const envFiles = paths(reading, child(reading, item, "env_file"));
    reading.facts.push({
      kind: "join",
      ...base(reading, project, yaml.span(item)),
      by: "include",
      files,
      ...(envFiles.length > 0 && { envFiles }),
      ...(folder && { folder: partsOf(folder) }),
    });
  }
}

function paths(reading: Reading, node: unknown): Value[] {
  const { yaml } = reading;
  return (yaml.shape(node) === "list" ? yaml.items(node) : [node]).flatMap((one) => {
    const text = template(reading, one);
    return text && text.text !== "" ? [partsOf(text)] : [];
  });
}

/** Reads the marks `!reset` and `!override`, on the keys of a map and, below some of them, on single names. */
export function readMarks(reading: Reading, subject: SubjectId, node: unknown, path: readonly string[] = []): void {
  const { yaml } = reading;
  const tag = yaml.tag(node);
  if (tag === "!reset" || tag === "!override") {
    const about = base(reading, subject, yaml.span(node));
    reading.facts.push({ kind: "reset", ...about, path, keeps: tag === "!override" });
    return;
  }
  if (path.length >= deepest) return;
  for (const { name, value } of yaml.entries(node)) {
    if (path.length === 0 || marked.has(path.join("."))) readMarks(reading, subject, value, [...path, name]);
  }
}

const deepest = 3;
/** The maps below a service in which single names can be marked. */
const marked: ReadonlySet<string> = new Set(["environment", "labels", "build", "build.args", "deploy", "healthcheck"]);
