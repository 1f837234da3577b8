import type { SubjectId, Word } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { partsOf } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { readMapping } from "./mapping.ts";
import { base, type ComposeScan, child, template } from "./scan.ts";

/** Reads options that the engine keeps and shows, as it does labels: of drivers and of a container's log. */
export function readOptions(scan: ComposeScan, subject: SubjectId, node: unknown, under: string): void {
  const start = scan.facts.length;
  readMapping(scan, subject, node, "container-label");
  for (const fact of scan.facts.slice(start)) fact.under = under;
}

/** Reads the `driver_opts` of volumes, networks and secrets. */
export function readDriverOptions(scan: ComposeScan, root: unknown): void {
  for (const under of ["volumes", "networks"])
    for (const { value } of scan.yaml.entries(child(scan, root, under)))
      readOptions(scan, scan.project, child(scan, value, "driver_opts"), under);
}

/** Reads a provider's options, with which Compose starts a program of that name: `--key=value`. */
export function readProvider(scan: ComposeScan, subject: SubjectId, entry: Entry): void {
  const type = template(scan, child(scan, entry.value, "type"));
  const words = scan.yaml.entries(child(scan, entry.value, "options")).flatMap(({ name, key, value }): Word[] => {
    const nodes = scan.yaml.shape(value) === "list" ? scan.yaml.items(value) : [value];
    return nodes.flatMap((node): Word[] => {
      const text = template(scan, node);
      if (!text) return [];
      const option = { is: "literal", text: new Sealed(`--${name}=`), span: scan.yaml.span(key) } as const;
      return [{ value: [option, ...partsOf(text)], span: scan.yaml.span(node) }];
    });
  });
  if (type && words.length > 0)
    tellCommand(scan, subject, entry, [{ value: partsOf(type), span: entry.span }, ...words]);
}

/** Reads the options that the top level's `models:` start their servers with. */
export function readModels(scan: ComposeScan, node: unknown): void {
  for (const entry of scan.yaml.entries(node)) {
    const model = template(scan, child(scan, entry.value, "model"));
    const flags = scan.yaml.items(child(scan, entry.value, "runtime_flags")).flatMap((item): Word[] => {
      const text = template(scan, item);
      return text ? [{ value: partsOf(text), span: scan.yaml.span(item) }] : [];
    });
    if (model && flags.length > 0)
      tellCommand(scan, scan.project, entry, [{ value: partsOf(model), span: entry.span }, ...flags]);
  }
}

function tellCommand(scan: ComposeScan, subject: SubjectId, entry: Entry, words: Word[]): void {
  const about = base(scan, subject, entry.span);
  scan.facts.push({ kind: "command", ...about, when: "start", words, output: [], captured: false });
}

/** `use_api_socket`: the engine's socket, and the user's log-ins at registries beside it. */
export function readApiSocket(scan: ComposeScan, subject: SubjectId, entry: Entry): void {
  if (template(scan, entry.value)?.text !== "true") return;
  const path = "/var/run/docker.sock";
  const source = [{ is: "literal", text: new Sealed(path), span: scan.yaml.span(entry.value) }] as const;
  const about = base(scan, subject, entry.span);
  scan.facts.push({
    kind: "mount",
    ...about,
    path,
    type: "bind",
    backing: "disk",
    source,
    writable: true,
    during: "run",
  });
}
