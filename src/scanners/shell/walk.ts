import { type Command as CommandNode, forEachChild, type Pipeline, parse, type Script, type SyntaxNode } from "unbash";
import type { Command, Place, Span, Word } from "../../facts/fact.ts";
import { assigned, defaulted, environmentWords, quotedExports } from "./assignments.ts";
import { isCondition, onCondition } from "./conditions.ts";
import { tooManyHeredocs } from "./heredoc-limit.ts";
import { innerText } from "./inner.ts";
import { inputOf, outputOf } from "./redirects.ts";
import { deepest, lose, type Reading, type Scope } from "./scope.ts";
import { cleaned, type ShellSource, spanOf } from "./source.ts";
import { wordOf } from "./value.ts";
import { writtenFile } from "./written-file.ts";

/** Reads a text as a script, and what is wrong with it as lost. */
export function walkText(text: ShellSource, around: Omit<Scope, "source">, reading: Reading): void {
  const source = cleaned(text);
  const scope: Scope = { ...around, source };
  const cut = tooManyHeredocs(source.text);
  if (cut !== undefined) lose(reading, spanOf(source, cut, source.text.length));
  const script = parse(source.text.slice(0, cut));
  walk(script, scope, reading);
}

function walk(node: SyntaxNode, scope: Scope, reading: Reading): void {
  switch (node.type) {
    case "Script":
      walkScript(node, scope, reading);
      return;
    case "Statement":
      walk(node.command, ownStatement(node, scope, reading), reading);
      return;
    case "Pipeline":
      walkPipeline(node, scope, reading);
      return;
    case "Redirected": {
      const input = inputOf(node.redirects, scope, reading);
      const output = outputOf(node.redirects, scope, reading);
      for (const redirect of node.redirects) walkInside(redirect, scope, reading);
      walk(node.command, { ...scope, output, ...(input && { feed: { input } }) }, reading);
      return;
    }
    case "Command":
      emitCommand(node, scope, reading);
      return;
    case "If":
    case "Elif":
      forEachChild(node, (child) => walk(child, child === node.clause ? scope : onCondition(scope), reading));
      return;
    case "CaseItem":
      walkInside(node, onCondition(scope), reading);
      return;
    case "AndOr":
      for (const [index, command] of node.commands.entries())
        walk(command, index > 0 && isCondition(node, index) ? onCondition(scope) : scope, reading);
      return;
    case "Subshell":
      walkInside(node, { ...scope, subshell: spanOf(scope.source, node.pos, node.end) }, reading);
      return;
    case "CommandExpansion":
    case "ProcessSubstitution":
    case "ArithmeticCommandExpansion":
    case "ArithmeticExpansion":
    case "ParameterExpansion":
      walkSubstitution(node, scope, reading);
      return;
    default:
      walkInside(node, scope, reading);
  }
}

function walkInside(node: SyntaxNode, scope: Scope, reading: Reading): void {
  forEachChild(node, (child) => walk(child, scope, reading));
}

/** A script with a source of its own (backticks with escapes) has no offsets in the text: all of it stands where the substitution stands. */
function walkScript(
  node: Script & { errors?: readonly { pos: number }[] | undefined },
  scope: Scope,
  reading: Reading,
): void {
  const [error] = node.errors ?? [];
  if (error) lose(reading, spanOf(scope.source, error.pos, lineEnd(scope.source.text, error.pos)));
  for (const statement of node.commands) walk(statement, scope, reading);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function ownStatement(node: { pos: number; end: number }, scope: Scope, reading: Reading): Scope {
  if (!reading.base.ownStatements || scope.depth > 0 || reading.nested > 0) return scope;
  return { ...scope, statement: spanOf(scope.source, node.pos, node.end) };
}

function walkSubstitution(node: SyntaxNode, scope: Scope, reading: Reading): void {
  if (scope.depth >= deepest) {
    lose(reading, spanOf(scope.source, node.pos, node.end));
    return;
  }
  const { pipedInto: _, feed: __, ...around } = scope;
  const inside: Scope = { ...around, captured: true, output: [], depth: scope.depth + 1 };
  const own = "script" in node ? node.script?.source : undefined;
  if (own === undefined) {
    walkInside(node, inside, reading);
    return;
  }
  const whole = spanOf(scope.source, node.pos, node.end);
  walkInside(node, { ...inside, source: { text: own, at: () => whole[0], whole } }, reading);
}

function walkPipeline(node: Pipeline, scope: Scope, reading: Reading): void {
  const { commands } = node;
  commands.forEach((command, index) => {
    const before = commands[index - 1];
    const next = commands[index + 1];
    const { feed, pipedInto, ...around } = scope;
    const input =
      before?.type === "Command" ? { from: "pipe" as const, words: wordsOf(before, scope, reading) } : undefined;
    const into = next ? (next.type === "Command" ? wordsOf(next, scope, reading) : undefined) : pipedInto;
    const fed = index === 0 ? feed : { input };
    walk(
      command,
      {
        ...around,
        ...(fed && { feed: fed }),
        ...(into && { pipedInto: into }),
        ...(next && { captured: true, output: [] }),
      },
      reading,
    );
  });
}

function wordsOf(node: CommandNode, scope: Scope, reading: Reading): readonly Word[] {
  const known = reading.words.get(node);
  if (known) return known;
  const words = [...(node.name ? [node.name] : []), ...node.args].map((one) => wordOf(one, scope, reading));
  reading.words.set(node, words);
  return words;
}

function emitCommand(node: CommandNode, scope: Scope, reading: Reading): void {
  const words = wordsOf(node, scope, reading);
  const inner = reading.nested < 4 ? innerText(node, scope) : undefined;
  for (const child of [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix]) {
    if (child !== inner?.node) walkInside(child, scope, reading);
  }
  const bindings = [
    ...assigned(node, scope, reading),
    ...defaulted(node, scope, reading),
    ...quotedExports(node, words),
    ...environmentWords(words),
  ];
  for (const { span, ...bound } of bindings) {
    reading.facts.push({ kind: "binding", sink: "process-env", ...bound, ...seen(span, scope, reading) });
  }
  const input = inputOf(node.redirects, scope, reading) ?? scope.feed?.input;
  // A group's input is told once, by the command that reads it first.
  if (scope.feed) scope.feed.input = undefined;
  if (words.length > 0) {
    const command: Command = {
      kind: "command",
      when: reading.base.when,
      words,
      ...(input && { input }),
      output: outputOf(node.redirects, scope, reading),
      captured: scope.captured,
      ...(scope.pipedInto && { pipedInto: scope.pipedInto }),
      ...(node.name?.value === "set" && scope.conditional && { conditional: true }),
      ...(node.name?.value === "set" && scope.subshell && { subshell: scope.subshell }),
      ...seen(spanOf(scope.source, node.pos, node.end), scope, reading),
    };
    reading.facts.push(command);
    const text = reading.base.when === "build" ? writtenFile(command) : undefined;
    if (text) reading.facts.push(text);
  }
  if (!inner) return;
  const { source: _, ...around } = scope;
  const run = () => {
    reading.nested++;
    walkText(inner.source, around, reading);
    reading.nested--;
  };
  if (inner.last) reading.last.push(run);
  else run();
}

function seen(
  span: Span,
  scope: Scope,
  { base }: Reading,
): { subject: typeof base.subject; seen: "declared"; order: number; place: Place } {
  return {
    subject: base.subject,
    seen: "declared",
    order: base.order,
    place: { in: "text", file: base.file, span, statement: scope.statement },
  };
}
