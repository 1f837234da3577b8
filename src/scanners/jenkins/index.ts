import type { Part, Span } from "../../facts/index.ts";
import { splitWords } from "../compose/words.ts";
import type { Scanner } from "../scanner.ts";
import { partsOf } from "../text/interpolation.ts";
import { readYaml } from "../text/yaml.ts";
import { bind, bindPair } from "../workflow/bind.ts";
import { readOptionWords } from "../workflow/options.ts";
import { begin, type SystemScan } from "../workflow/scan.ts";
import { readShellText } from "../workflow/script.ts";
import { type Quoted, type Token, tokens } from "./tokens.ts";

const mostText = 2 * 1024 * 1024;

/**
 * Reads a Jenkinsfile: what is assigned to a name, what `withEnv` binds, shell steps, the options with which images are
 * built and run.
 */
export const scanJenkinsfile: Scanner = ({ file, text }) => {
  const scan = begin(file, "Jenkins", readYaml(""), "job");
  const all = [...tokens(text.slice(0, mostText))];
  for (let index = 0; index < all.length; index++) readAt(scan, all, index);
  return { facts: scan.facts, subjects: [...scan.subjects.values()], links: [] };
};

const shells = new Set(["sh"]);
const containers = new Set(["build", "run", "withRun", "inside"]);
const parameters = new Set(["string", "password", "text"]);

function readAt(scan: SystemScan, all: readonly Token[], index: number): void {
  const token = all[index];
  if (token?.is !== "word") return;
  const next = all[index + 1];
  if (next?.is === "sign" && next.text === "=" && !isSign(all[index - 1], "="))
    readAssignment(scan, token, all[index + 2]);
  else if (shells.has(token.text)) readStep(scan, all, index);
  else if (token.text === "withEnv") {
    for (const { text } of inCall(all, index).flatMap(texts)) {
      bindPair(scan, scan.whole, text, [0, text.text.length], "job-env", text.span);
    }
  } else if (containers.has(token.text) && isSign(all[index - 1], ".")) {
    for (const { text } of inCall(all, index).flatMap(texts)) {
      const words = splitWords(text);
      readOptionWords(scan, scan.whole, words, text, "container-env");
    }
  } else if (parameters.has(token.text)) readParameter(scan, inCall(all, index));
}

/** `NAME = 'text'`, in `environment {}` or anywhere else. */
function readAssignment(scan: SystemScan, { text: name, span: [start] }: Token & { is: "word" }, value?: Token): void {
  if (value?.is !== "text") return;
  const { text } = value;
  bind(scan, scan.whole, [start, text.span[1]], {
    name,
    sink: "job-env",
    value: partsOf(text),
    valueSpan: text.span,
  });
}

/** `sh 'text'`, `sh("text")`, `sh(script: """text""", returnStdout: true)`. */
function readStep(scan: SystemScan, all: readonly Token[], index: number): void {
  const first = all[index + 1];
  const script =
    first?.is === "text"
      ? first.text
      : isSign(first, "(") || first?.text === "script"
        ? scriptIn(all, index)
        : undefined;
  if (script) readShellText(scan, scan.whole, script);
}

function scriptIn(all: readonly Token[], index: number): Quoted | undefined {
  const inside = isSign(all[index + 1], "(") ? inCall(all, index) : all.slice(index + 1, index + 12);
  const [first] = inside;
  if (first?.is === "text") return first.text;
  return named(inside, "script")?.text;
}

/** `string(name: 'NAME', defaultValue: 'text')`. */
function readParameter(scan: SystemScan, inside: readonly Token[]): void {
  const name = named(inside, "name")?.text.text;
  const value = named(inside, "defaultValue");
  if (name === undefined || !value) return;
  const span: Span = value.span;
  const reference: Part = { is: "reference", to: { store: "env", name }, span, fallback: partsOf(value.text) };
  bind(scan, scan.whole, span, { name, sink: "job-env", value: [reference], valueSpan: span });
}

/** The text after `name:`. */
function named(inside: readonly Token[], name: string): (Token & { is: "text" }) | undefined {
  const at = inside.findIndex(
    (token, index) => token.is === "word" && token.text === name && isSign(inside[index + 1], ":"),
  );
  const found = at < 0 ? undefined : inside[at + 2];
  return found?.is === "text" ? found : undefined;
}

const mostArguments = 400;

/** The tokens between the parentheses of a call, nested calls included. */
function inCall(all: readonly Token[], index: number): readonly Token[] {
  if (!isSign(all[index + 1], "(")) return [];
  let depth = 0;
  for (let at = index + 1; at < all.length && at - index < mostArguments; at++) {
    if (isSign(all[at], "(")) depth++;
    else if (isSign(all[at], ")") && --depth === 0) return all.slice(index + 2, at);
  }
  return [];
}

function texts(token: Token): (Token & { is: "text" })[] {
  return token.is === "text" ? [token] : [];
}

function isSign(token: Token | undefined, text: string): boolean {
  return token?.is === "sign" && token.text === text;
}
