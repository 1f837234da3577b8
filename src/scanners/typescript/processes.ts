import type { Command, Fact, Sighting, Value, Word } from "../../facts/index.ts";
import { withHoles } from "../compose/shell.ts";
import { readEngineCommands } from "../engine-cli/index.ts";
import { readScript } from "../shell/script.ts";
import { carriedBy } from "./carried.ts";
import { base, type Code } from "./code.ts";
import { declaredAs, soleDeclared } from "./resolve.ts";
import { templateOf } from "./templates.ts";
import { bare, calleeName, keyName, type Node } from "./tree.ts";
import { nth, valuesIn } from "./values.ts";

const direct = /(?:^|\.)(?:spawn|spawnSync|execFile|execFileSync|execFileAsync|execa|execaSync|execFilePromise)$/;
const byShell =
  /^(?:(?:child_process|childProcess|cp|shell|sh|shelljs|execa)\.)?(?:exec|execSync|execAsync|execPromise|execaCommand|execaCommandSync)$|^execa\.command$/;
const tags: ReadonlySet<string> = new Set(["$", "execa", "Bun.$", "sh"]);

/** The programs that a program starts: their words, or the text that a shell reads. */
export function readProcesses(code: Code): void {
  for (const node of code.tree.nodes) {
    if (node.type === "TaggedTemplateExpression" && tags.has(tagName(node.tag))) readText(node.quasi, code);
    if (node.type !== "CallExpression") continue;
    const name = ownName(node.callee, code);
    const [first, second] = node.arguments;
    if (!first) continue;
    if (byShell.test(name)) readText(first, code);
    else if (direct.test(name)) readWords(node, first, second, code);
  }
}

/** A function, or the method of something that has a name: `/x/.exec(text)` starts no program. */
function ownName(node: Node, code: Code): string {
  const callee = bare(node);
  const name = calleeName(callee);
  if (name !== "exec" || callee.type !== "MemberExpression") return name;
  return /child_process/.test(code.text.slice(...callee.object.range)) ? name : "";
}

/** `` $`…` `` and `` $({ … })`…` ``. */
function tagName(tag: Node): string {
  const one = bare(tag);
  return calleeName(one.type === "CallExpression" ? one.callee : one);
}

function readText(node: Node, code: Code): void {
  const one = bare(node);
  const declared = declaredAs(one, code);
  for (const text of declared.length > 0 ? declared : [one]) readScriptIn(text, node, code);
}

function readScriptIn(text: Node, node: Node, code: Code): void {
  const script = templateOf(text, code);
  if (!script) return;
  const texts = {
    text: script.text,
    at: script.at,
    order: script.at(0),
    statement: base(code, code.module, node).place.statement,
  };
  const sighting = readScript(texts, { subject: code.module, file: code.file });
  keep({ ...sighting, facts: [...withHoles(sighting.facts, script)] }, code);
  tellArguments(node, programOf(sighting.facts), code);
}

function programOf(facts: readonly Fact[]): string {
  for (const fact of facts) {
    const part = fact.kind === "command" ? fact.words[0]?.value[0] : undefined;
    if (part?.is === "literal") return part.text.open((text) => /^[\w./-]{1,40}$/.exec(text)?.[0] ?? "a program");
  }
  return "a program";
}

function readWords(call: Node, program: Node, args: Node | undefined, code: Code): void {
  const one = args && bare(args);
  const declared = one ? declaredAs(one, code) : [];
  const lists = declared.length > 0 || !one ? declared : [one];
  for (const list of lists.length > 0 ? lists : [undefined]) {
    const words = [program, ...(list ? elementsOf(list, code, 0) : [])];
    keep(readEngineCommands(code.file, commandsOf(words, call, code)), code);
    if (list) tellArguments(list, keyName(program, true) ?? "a program", code);
  }
}

/** One command, or as many as a word has values: each of them is in one. */
function commandsOf(words: readonly Node[], call: Node, code: Code): Command[] {
  const values = words.map((one) => (one.type === "SpreadElement" ? [unknown(one)] : valuesIn(one, code)));
  const many = Math.max(...values.map(({ length }) => length));
  return Array.from({ length: many }, (_, index) => ({
    kind: "command",
    when: "step",
    words: words.map((one, at): Word => ({ value: nth(values[at] ?? [], index), span: one.range })),
    output: [],
    captured: true,
    ...base(code, code.module, call),
  }));
}

function unknown(node: Node): Value {
  return [{ is: "unknown", why: "an expression", span: node.range }];
}

/** The elements of a list; lists of the same file that are spread into it are followed. */
function elementsOf(list: Node, code: Code, depth: number): Node[] {
  if (list.type !== "ArrayExpression") return [];
  return list.elements.flatMap((one) => {
    if (one?.type !== "SpreadElement") return one ?? [];
    const inner = soleDeclared(one.argument, code) ?? bare(one.argument);
    return inner.type === "ArrayExpression" && depth < 4 ? elementsOf(inner, code, depth + 1) : [one];
  });
}

/** What of the environment becomes an argument of another program. */
function tellArguments(node: Node, by: string, code: Code): void {
  const to = { is: "argument", by } as const;
  for (const { from, name, node: read } of carriedBy(node, code)) {
    if (name === undefined) continue;
    code.facts.push({ kind: "read", from, name, to, ...base(code, code.module, read) });
  }
}

function keep({ facts, subjects }: Sighting, code: Code): void {
  code.facts.push(...facts);
  for (const subject of subjects) code.subjects.set(subject.id, subject);
}
