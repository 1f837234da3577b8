import type { Part, SubjectId, Value } from "../../facts/fact.ts";
import { splitWords, wordOf } from "../compose/words.ts";
import type { Scanner } from "../scanner.ts";
import { partsOf } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { readYaml, yamlLosses } from "../text/yaml.ts";
import { bindAll, bindEntry } from "../workflow/bind.ts";
import { base, begin, child, part, type Reading, template, textOf } from "../workflow/reading.ts";
import { walkMaps } from "../workflow/walk.ts";
import { moduleName } from "./looks-like.ts";

const mostText = 2 * 1024 * 1024;

/** Reads the tasks of a playbook or a role that start containers and build images. */
export const scanPlaybook: Scanner = ({ file, text }) => {
  const tooLarge = text.length > mostText;
  const reading = begin(file, "Ansible", readYaml(tooLarge ? "" : text), "container");
  const variables = new Map<string, Value>();
  for (const root of reading.yaml.roots) {
    walkMaps(reading, root, (entries) => {
      for (const entry of entries) {
        if (entry.name === "vars") collect(reading, entry, variables);
        const module = moduleName(entry.name);
        if (module) readTask(reading, module, entry, entries);
      }
    });
  }
  if (variables.size > 0)
    for (const fact of reading.facts) if (fact.kind === "binding") fact.value = filled(fact.value, variables);
  for (const { why, span } of yamlLosses(reading.yaml, tooLarge)) {
    reading.facts.push({ kind: "gap", ...base(reading, reading.whole, span), about: ["binding", "command"], why });
  }
  return { facts: reading.facts, subjects: [...reading.subjects.values()], links: [] };
};

/** Variables that the file itself gives a text. */
function collect(reading: Reading, { value }: Entry, variables: Map<string, Value>): void {
  for (const entry of reading.yaml.entries(value)) {
    const found = template(reading, entry.value);
    if (found && found.holes.length === 0) variables.set(entry.name, partsOf(found));
  }
}

function filled(value: Value, variables: ReadonlyMap<string, Value>): Value {
  return value.flatMap((piece): readonly Part[] => {
    const known = piece.is === "reference" && piece.to.store === "env" ? variables.get(piece.to.name) : undefined;
    return known ?? [piece];
  });
}

function readTask(reading: Reading, module: string, task: Entry, around: readonly Entry[]): void {
  const { yaml } = reading;
  const title =
    textOf(reading, task.value, "name") || yaml.scalar(around.find(({ name }) => name === "name")?.value)?.text;
  const id = part(reading, title || module, yaml.span(task.key));
  const get = (name: string) => child(reading, task.value, name);
  bindAll(reading, id, get("env"), "container-env");
  bindAll(reading, id, get("environment"), "container-env");
  bindAll(reading, id, get("labels"), "container-label");
  bindAll(reading, id, child(reading, get("build"), "args"), "build-arg");
  if (/image/.test(module)) bindAll(reading, id, get("args"), "build-arg");
  readImage(reading, id, task);
  for (const entry of yaml.entries(task.value)) {
    if (entry.name === "password") bindEntry(reading, id, entry, "job-env");
    else if (entry.name === "data" && /secret/.test(module))
      bindEntry(reading, id, entry, "job-env", secretCalled(title));
    else if (entry.name === "command" && /container|service/.test(module)) readCommand(reading, id, entry);
  }
}

/** What a secret holds is one, whatever it is called. */
function secretCalled(title = ""): string {
  return /^[\w.-]+$/.test(title) ? title : "secret";
}

function readImage(reading: Reading, subject: SubjectId, task: Entry): void {
  const entry = reading.yaml.entries(task.value).find(({ name }) => name === "image");
  const found = entry && template(reading, entry.value);
  if (found)
    reading.facts.push({ kind: "setting", ...base(reading, subject, entry.span), key: "image", value: partsOf(found) });
}

function readCommand(reading: Reading, subject: SubjectId, entry: Entry): void {
  const { yaml } = reading;
  const found = template(reading, entry.value);
  const words = found
    ? splitWords(found).map(wordOf)
    : yaml.items(entry.value).flatMap((item) => {
        const word = template(reading, item);
        return word ? [{ value: partsOf(word), span: yaml.span(item) }] : [];
      });
  if (words.length === 0) return;
  const about = base(reading, subject, entry.value ? yaml.span(entry.value) : entry.span, entry.span);
  reading.facts.push({ kind: "command", ...about, when: "start", words, output: [], captured: false });
}
