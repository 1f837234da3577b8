import type { Mount, Span, SubjectId } from "../../facts/index.ts";
import { hole, nameOf, partsOf, type Template } from "../text/interpolation.ts";
import { base, type ComposeScan, child, template } from "./scan.ts";

/** Reads `volumes:`, short and long. */
export function readVolumes(scan: ComposeScan, subject: SubjectId, node: unknown): void {
  for (const item of scan.yaml.items(node)) {
    const short = template(scan, item);
    const span = scan.yaml.span(scan.yaml.resolve(item));
    if (short) shortVolume(scan, subject, short, span);
    else longVolume(scan, subject, item, span);
  }
}

/** Reads `tmpfs:`, one or a list, with options after a colon. */
export function readTmpfs(scan: ComposeScan, subject: SubjectId, node: unknown): void {
  const { yaml } = scan;
  for (const item of yaml.shape(node) === "text" ? [node] : yaml.items(node)) {
    const text = template(scan, item);
    if (!text) continue;
    const colon = text.text.indexOf(":");
    const path = nameOf(text, 0, colon < 0 ? text.text.length : colon);
    const options = colon < 0 ? [] : text.text.slice(colon + 1).split(",");
    const span = yaml.span(yaml.resolve(item));
    mount(scan, subject, span, { path, type: "tmpfs", backing: "memory", writable: !options.includes("ro") });
  }
}

function shortVolume(scan: ComposeScan, subject: SubjectId, text: Template, span: Span): void {
  const fields = cut(text.text);
  const [first, second, options] = fields;
  if (!first) return;
  if (!second) {
    const path = nameOf(text, first[0], first[1]);
    mount(scan, subject, span, { path, type: "volume", backing: "unknown", writable: true });
    return;
  }
  const source = text.text.slice(first[0], first[1]);
  const type = sourceType(source);
  const flags = options ? text.text.slice(options[0], options[1]).split(",") : [];
  mount(scan, subject, span, {
    path: nameOf(text, second[0], second[1]),
    type,
    backing: type === "bind" ? "disk" : "unknown",
    source: partsOf(text, first[0], first[1]),
    writable: !flags.includes("ro"),
  });
}

/** The fields between colons; the colon of a Windows drive parts nothing. */
function cut(text: string): (readonly [number, number])[] {
  const fields: (readonly [number, number])[] = [];
  let start = 0;
  for (let index = 0; index <= text.length; index++) {
    if (index < text.length && text[index] !== ":") continue;
    if (
      index - start === 1 &&
      /[A-Za-z]/.test(text.charAt(start)) &&
      /[\\/]/.test(text.charAt(index + 1)) &&
      index < text.length
    )
      continue;
    fields.push([start, index]);
    start = index + 1;
  }
  return fields;
}

function sourceType(source: string): Mount["type"] {
  if (/^(?:[./~]|\\\\|[A-Za-z]:)/.test(source)) return "bind";
  if (!source.startsWith(hole)) return "volume";
  // `${DATA}/x` can only be a path; `${DATA}` only can be either.
  return source.includes("/") ? "bind" : "unknown";
}

function longVolume(scan: ComposeScan, subject: SubjectId, item: unknown, span: Span): void {
  const get = (name: string) => template(scan, child(scan, item, name));
  const target = get("target");
  if (!target) return;
  const type = mountType(get("type")?.text);
  const source = get("source");
  mount(scan, subject, span, {
    path: nameOf(target),
    type,
    backing: type === "tmpfs" ? "memory" : type === "bind" ? "disk" : "unknown",
    ...(source && { source: partsOf(source) }),
    writable: !/^(?:true|yes|on)$/i.test(get("read_only")?.text ?? ""),
  });
}

function mountType(type: string | undefined): Mount["type"] {
  return type === "bind" || type === "volume" || type === "tmpfs" ? type : "unknown";
}

type Told = Pick<Mount, "path" | "type" | "backing" | "source" | "writable">;

function mount(scan: ComposeScan, subject: SubjectId, span: Span, told: Told): void {
  if (told.path === "") return;
  const path = told.path.replace(/\/+$/, "") || "/";
  scan.facts.push({ kind: "mount", ...base(scan, subject, span), ...told, path, during: "run" });
}
