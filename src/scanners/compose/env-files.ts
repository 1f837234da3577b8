import { posix } from "node:path";
import type { SubjectId, Value } from "../../facts/index.ts";
import { show, showPath } from "../../facts/shown.ts";
import { partsOf } from "../text/interpolation.ts";
import { type ComposeScan, child, gap, link, template } from "./scan.ts";

/** Reads `env_file:` (a path, a list, the long form) as links to the files it names. */
export function readEnvFiles(scan: ComposeScan, subject: SubjectId, node: unknown): void {
  const { yaml } = scan;
  const list = yaml.shape(node) === "list" ? yaml.items(node) : [node];
  for (const item of list) {
    const path = template(scan, yaml.shape(item) === "map" ? child(scan, item, "path") : item);
    if (!path || path.text === "") continue;
    const parts = partsOf(path);
    const usual = defaultOf(parts);
    if (usual === undefined) {
      const why = "env_file with a variable in its path: not read";
      const said = gap(scan, subject, yaml.span(item), ["binding"], "variable", why);
      scan.open.push({ from: subject, because: "env-file", path: parts, gap: said });
      continue;
    }
    link(scan, subject, `env-file:${resolved(scan.file, usual)}`, "env-file");
  }
}

/** The path where no variable is set; nothing when that cannot be told. */
function defaultOf(path: Value): string | undefined {
  let text = "";
  for (const part of path) {
    const piece =
      part.is === "literal"
        ? part.text.open((it) => it)
        : part.is === "reference" && part.fallback
          ? defaultOf(part.fallback)
          : undefined;
    if (piece === undefined) return;
    text += piece;
  }
  return text;
}

/** A path as a compose file means it, relative to the root of the run. */
function resolved(file: string, path: string): string {
  const clean = path.replaceAll("\\", "/");
  return clean.startsWith("/") ? posix.normalize(clean) : posix.join(posix.dirname(file), clean);
}

/** Says that `label_file:` names files that are not read. */
export function readLabelFiles(scan: ComposeScan, subject: SubjectId, node: unknown): void {
  const { yaml } = scan;
  for (const item of yaml.shape(node) === "list" ? yaml.items(node) : [node]) {
    const path = template(scan, item);
    if (path)
      gap(
        scan,
        subject,
        yaml.span(item),
        ["binding"],
        "unsupported",
        show`labels of ${showPath(partsOf(path))}: not read`,
      );
  }
}
