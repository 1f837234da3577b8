import type { Part, SubjectId, Value } from "../../facts/index.ts";
import { splitWords, wordOf } from "../compose/words.ts";
import type { Scanner } from "../scanner.ts";
import { partsOf } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { readYaml, yamlLosses } from "../text/yaml.ts";
import { bindAll, bindEntry } from "../workflow/bind.ts";
import { base, begin, child, part, type SystemScan, template, textOf } from "../workflow/scan.ts";
import { readScript } from "../workflow/script.ts";
import { walkMaps } from "../workflow/walk.ts";
import { isVariableFile, moduleName } from "./looks-like.ts";

const mostText = 2 * 1024 * 1024;

/**
 * Reads playbooks, tasks and files of variables: what modules are passed as credentials, what commands are run, what
 * containers are started with.
 */
export const scanPlaybook: Scanner = ({ file, text }) => {
  const tooLarge = text.length > mostText;
  const scan = begin(file, "Ansible", readYaml(tooLarge ? "" : text), "container");
  if (isVariableFile(file)) for (const root of scan.yaml.roots) bindLeaves(scan, root);
  else readTasks(scan);
  for (const { code, why, span } of yamlLosses(scan.yaml, tooLarge)) {
    scan.facts.push({ kind: "gap", ...base(scan, scan.whole, span), about: ["binding", "command"], code, why });
  }
  return { facts: scan.facts, subjects: [...scan.subjects.values()], links: [] };
};

function readTasks(scan: SystemScan): void {
  const variables = new Map<string, Variable>();
  for (const root of scan.yaml.roots) {
    walkMaps(scan, root, (entries) => {
      for (const entry of entries) {
        if (entry.name === "vars") collect(scan, entry, variables);
        const module = moduleName(entry.name);
        if (module) readTask(scan, module, entry, entries);
      }
    });
  }
  if (variables.size > 0)
    for (const fact of scan.facts) if (fact.kind === "binding") fact.value = filled(scan, fact.value, variables);
  // What a container is started with comes first: it is known best.
  for (const root of scan.yaml.roots)
    walkMaps(scan, root, (entries) => {
      for (const entry of entries) readKey(scan, entry);
    });
}

const variableMaps = /^(?:vars|set_fact|environment|ansible\.builtin\.set_fact)$/;
const shells = /^(?:ansible\.builtin\.)?(?:shell|command|raw)$/;
/** What a module is passed to log in with. `update_password: always` says when. */
const credential =
  /^(?!update_|generate_|no_|validate_|use_|force_)(?:\w+_)?(?:password|passwd|passphrase|pass|pwd|token|secret|api_?key|(?:secret|access|auth|account|private)_key)$/i;

function readKey(scan: SystemScan, entry: Entry): void {
  if (variableMaps.test(entry.name)) bindLeaves(scan, entry.value);
  else if (shells.test(entry.name)) {
    const command = scan.yaml.entries(entry.value).find(({ name }) => /^(?:cmd|_raw_params)$/.test(name));
    readScript(scan, scan.whole, [command?.value ?? entry.value]);
  } else if (credential.test(entry.name)) bindEntry(scan, scan.whole, entry, "job-env");
}

/** Binds each text to the key that it has, however deep it is. */
function bindLeaves(scan: SystemScan, node: unknown): void {
  walkMaps(scan, node, (entries) => {
    for (const entry of entries)
      if (!namesFile.test(entry.name) && isValue(scan, entry.value)) bindEntry(scan, scan.whole, entry, "job-env");
  });
}

const namesFile = /(?:^|_)(?:file|file_?name|path|dir|dest|src)$/i;

/** A text of several lines is a file of its own with comments and examples, unless it is a key. */
function isValue(scan: SystemScan, node: unknown): boolean {
  const text = scan.yaml.shape(node) === "text" ? scan.yaml.scalar(node)?.text.trimEnd() : undefined;
  return text !== undefined && (!text.includes("\n") || text.includes("-----BEGIN"));
}

interface Variable {
  value: Value;
  key: unknown;
}

/** Variables that the file itself gives a text. */
function collect(scan: SystemScan, { value }: Entry, variables: Map<string, Variable>): void {
  for (const entry of scan.yaml.entries(value)) {
    const found = template(scan, entry.value);
    if (found && found.holes.length === 0) variables.set(entry.name, { value: partsOf(found), key: entry.key });
  }
}

/** A variable that a container takes is told there, and not again where it is set. */
function filled(scan: SystemScan, value: Value, variables: ReadonlyMap<string, Variable>): Value {
  return value.flatMap((piece): readonly Part[] => {
    const known = piece.is === "reference" && piece.to.store === "env" ? variables.get(piece.to.name) : undefined;
    if (known) scan.told.add(known.key);
    return known?.value ?? [piece];
  });
}

function readTask(scan: SystemScan, module: string, task: Entry, around: readonly Entry[]): void {
  const { yaml } = scan;
  const title =
    textOf(scan, task.value, "name") || yaml.scalar(around.find(({ name }) => name === "name")?.value)?.text;
  const id = part(scan, title || module, yaml.span(task.key));
  const get = (name: string) => child(scan, task.value, name);
  bindAll(scan, id, get("env"), "container-env");
  bindAll(scan, id, get("environment"), "container-env");
  bindAll(scan, id, get("labels"), "container-label");
  bindAll(scan, id, child(scan, get("build"), "args"), "build-arg");
  if (/image/.test(module)) bindAll(scan, id, get("args"), "build-arg");
  readImage(scan, id, task);
  for (const entry of yaml.entries(task.value)) {
    if (entry.name === "password") bindEntry(scan, id, entry, "job-env");
    else if (entry.name === "data" && /secret/.test(module)) bindEntry(scan, id, entry, "job-env", secretCalled(title));
    else if (entry.name === "command" && /container|service/.test(module)) readCommand(scan, id, entry);
  }
}

/** What a secret holds is one, whatever it is called. */
function secretCalled(title = ""): string {
  return /^[\w.-]+$/.test(title) ? title : "secret";
}

function readImage(scan: SystemScan, subject: SubjectId, task: Entry): void {
  const entry = scan.yaml.entries(task.value).find(({ name }) => name === "image");
  const found = entry && template(scan, entry.value);
  if (found)
    scan.facts.push({ kind: "setting", ...base(scan, subject, entry.span), key: "image", value: partsOf(found) });
}

function readCommand(scan: SystemScan, subject: SubjectId, entry: Entry): void {
  const { yaml } = scan;
  scan.told.add(entry.value);
  const found = template(scan, entry.value);
  const words = found
    ? splitWords(found).map(wordOf)
    : yaml.items(entry.value).flatMap((item) => {
        const word = template(scan, item);
        return word ? [{ value: partsOf(word), span: yaml.span(item) }] : [];
      });
  if (words.length === 0) return;
  const about = base(scan, subject, entry.value ? yaml.span(entry.value) : entry.span, entry.span);
  scan.facts.push({ kind: "command", ...about, when: "start", words, output: [], captured: false });
}
