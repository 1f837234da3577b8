import type { Part, Span, System } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { readTemplate, type Template } from "../text/interpolation.ts";
import { type Marks, readMarked } from "../text/marks.ts";
import type { Written } from "../text/written.ts";
import { readExpression } from "./expression.ts";

const unknown =
  (why: string) =>
  (_inner: string, span: Span): Part => ({ is: "unknown", why, span });
const expression: Marks = { open: "${{", close: "}}", read: readExpression };
const variable: Marks["read"] = (inner, span) => {
  const [name] = /^[\w.-]+$/.exec(inner.trim()) ?? [];
  return name === undefined
    ? { is: "unknown", why: "filled in when it runs", span }
    : { is: "reference", to: { store: "env", name }, span };
};

/** `${localEnv:NAME:default}`; `${containerEnv:NAME}`. */
const editorVariable: Marks["read"] = (inner, span, at) => {
  const [, head, name = "", rest] = /^((?:local|container)Env:)(\w+)(?::(.*))?$/s.exec(inner) ?? [];
  if (head === undefined) return unknown("filled in when it runs")(inner, span);
  const to = { store: "env", name } as const;
  if (rest === undefined) return { is: "reference", to, span };
  const from = inner.length - rest.length;
  const fallback: Part[] =
    rest === "" ? [] : [{ is: "literal", text: new Sealed(rest), span: [at(from), at(inner.length)] }];
  return { is: "reference", to, span, fallback };
};

/** `{{ name }}` and `{{ name | default('x') }}` of Jinja. */
const jinja: Marks["read"] = (inner, span, at) => {
  const [all, name = "", quote = "", text] =
    /^\s*([A-Za-z_][\w.]*)\s*(?:\|\s*d(?:efault)?\(\s*(["'])([^"'\\]*)\2\s*(?:,\s*\w+\s*)?\)\s*)?$/.exec(inner) ?? [];
  if (all === undefined) return unknown("filled in by a template")(inner, span);
  const to = { store: "env", name } as const;
  if (text === undefined) return { is: "reference", to, span };
  const from = inner.indexOf(quote) + 1;
  const fallback: Part[] =
    text === "" ? [] : [{ is: "literal", text: new Sealed(text), span: [at(from), at(from + text.length)] }];
  return { is: "reference", to, span, fallback };
};

// A here-document begins with the same letters.
const parameters = ["parameters.", "pipeline.", "matrix."].flatMap((name): Marks[] =>
  ["<<", "<< "].map((open) => ({ open: open + name, close: ">>", read: unknown("a parameter") })),
);

const marksOf: Readonly<Partial<Record<System, readonly Marks[]>>> = {
  "GitHub Actions": [expression],
  CircleCI: parameters,
  "Azure Pipelines": [
    expression,
    { open: "$[", close: "]", read: unknown("an expression") },
    { open: "$(", close: ")", read: variable },
  ],
  "dev container": [{ open: "${", close: "}", read: editorVariable }],
  Ansible: [
    { open: "{{", close: "}}", read: jinja },
    { open: "{%", close: "%}", read: unknown("filled in by a template") },
  ],
};

/**
 * A text with what the system fills in as holes. In GitLab's `variables` and `bake` a dollar represents a variable, in
 * a script for the shell.
 */
export function templateOf(system: System, written: Written): Template {
  const marks = marksOf[system];
  return marks ? readMarked(written, marks) : readTemplate(written);
}

/** The script of a step: what the system fills in is a hole, what the shell fills in is left to it. */
export function scriptOf(system: System, written: Written): Template {
  if (system === "GitLab CI") return readMarked(written, [{ open: "$[[", close: "]]", read: unknown("an input") }]);
  // `$(cat x)` is the shell's.
  if (system === "Azure Pipelines") return readMarked(written, [expression]);
  return templateOf(system, written);
}
