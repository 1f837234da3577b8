import { behaviours, kinds, scopes } from "../images/family.ts";
import { examples, failOns, ruleSettings } from "./config-keys.ts";

type Schema = Readonly<Record<string, unknown>>;

const text = { type: "string", minLength: 1 };
const texts = { type: "array", items: text };
const version = { type: "string", pattern: "^\\d+(\\.\\d+)*$" };
const glob = "A pattern as in .gitignore, relative to the root of the run";
const globs = { type: "array", items: { ...text, description: glob } };

/** What editors check `runsecrets.yaml` with: a JSON schema (draft 2020-12) that says what `checkConfig` accepts. */
export function configSchema(rules: readonly { id: string; title: string }[]): Schema {
  const ruleTable = map(
    Object.fromEntries(rules.map(({ id, title }) => [id, { enum: ruleSettings, description: title }])),
  );
  const properties: Record<string, Schema> = {
    rules: { ...ruleTable, description: "Each rule's severity, or off" },
    overrides: {
      description: "Rules for some files only; the last that names a rule holds",
      type: "array",
      items: map({ paths: globs, rules: ruleTable }, ["paths", "rules"]),
    },
    baseline: { ...text, description: "The file of known findings; `runsecrets baseline` writes it" },
    "fail-on": { enum: failOns, description: "From which severity on a run ends with 1. Default: low" },
    exclude: { ...globs, description: "Files that are not read" },
    examples: {
      enum: examples,
      description: "What becomes of findings in templates, documentation and test fixtures. Default: off",
    },
    ignore: { description: "Findings that somebody accepted", type: "array", items: ignoreEntry(rules) },
    images: { description: "Which secrets images of your own read from files", type: "array", items: image() },
    secrets: {
      ...map({
        names: { ...texts, description: "Names that ask for a secret, whole and in any case: patterns of RE2" },
        "not-names": { ...texts, description: "Names that do not" },
        values: { ...texts, description: "What your own tokens look like, anywhere in a value: patterns of RE2" },
        "not-values": { ...texts, description: "Whole values that everybody may know" },
      }),
      description: "Words of your own",
    },
    swarm: { ...globs, description: "Compose files that are deployed to a swarm, where nothing in them says so" },
  };
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "runsecrets.yaml",
    type: ["object", "null"],
    additionalProperties: false,
    // A key whose lines are all commented out holds null.
    properties: Object.fromEntries(Object.entries(properties).map(([key, one]) => [key, orNull(one)])),
  };
}

function orNull({ description, ...schema }: Schema): Schema {
  return { description, anyOf: [schema, { type: "null" }] };
}

function map(properties: Schema, required: readonly string[] = []): Schema {
  return { type: "object", additionalProperties: false, properties, ...(required.length > 0 && { required }) };
}

function ignoreEntry(rules: readonly { id: string }[]): Schema {
  return map(
    {
      rule: { enum: rules.map(({ id }) => id) },
      path: { ...text, description: glob },
      subject: { ...text, description: "A service, stage, container … by its name" },
      key: { ...text, description: "The variable, path or program the finding is about" },
      because: { type: "string", pattern: "\\S", description: "Why it is accepted" },
      until: { type: "string", format: "date", description: "The last day on which it holds, as 2026-12-31" },
    },
    ["rule", "because"],
  );
}

function image(): Schema {
  const edges = Object.fromEntries(Object.entries(behaviours).map(([key, words]) => [key, { enum: words }]));
  const exception = map({ variables: texts, replacement: text, since: version, ...edges }, ["variables"]);
  const place = map({ repo: text, path: text, commit: text, lines: text }, ["repo", "path", "commit"]);
  const needs = (key: string, values: readonly string[], needed: string) => ({
    if: { required: [key], properties: { [key]: { enum: values } } },
    // biome-ignore lint/suspicious/noThenProperty: a word of JSON schema
    then: { required: [needed] },
  });
  const family = map(
    {
      image: { ...text, description: "What it is called" },
      patterns: { ...texts, description: "Names without a tag; * represents one segment or a part of it" },
      kind: { enum: kinds, description: "How it takes a secret from a file" },
      scope: { enum: scopes, description: "Which variables have the file form" },
      replacement: text,
      since: version,
      until: version,
      newest: { const: true, description: "Tags without a version still mean it, although later versions exist" },
      "read-by": { const: "program", description: "The program itself reads the file, whatever starts it" },
      "secret-variables": texts,
      "other-variables": texts,
      "variable-pattern": { type: "string", description: "A pattern of RE2: no look-around" },
      "path-variables": texts,
      paths: { type: "object", additionalProperties: { type: "string", pattern: "^/" } },
      "breaks-if-set": texts,
      ...edges,
      except: { type: "array", items: exception },
      "file-mode": text,
      "no-file-equivalent": texts,
      alternative: text,
      notes: texts,
      verified: { enum: ["source", "docs"] },
      sources: { type: "array", items: { anyOf: [place, map({ url: text }, ["url"])] } },
    },
    ["image", "kind"],
  );
  return {
    ...family,
    allOf: [
      needs("scope", ["pattern"], "variable-pattern"),
      needs("kind", ["fixed-path"], "paths"),
      needs("kind", ["suffix-other", "prefix-other", "value-uri", "option"], "replacement"),
    ],
  };
}
