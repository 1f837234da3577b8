import { type Command as CommandNode, forEachChild, type Pipeline, parse, type Script, type SyntaxNode } from "unbash";
import type { Command, Place, Span, Word } from "../../facts/index.ts";
import { assigned, defaulted, environmentWords, quotedExports } from "./assignments.ts";
import { isCondition, onCondition } from "./conditions.ts";
import { tooManyHeredocs } from "./heredoc-limit.ts";
import { innerText } from "./inner.ts";
import { inputOf, outputOf } from "./redirects.ts";
import { deepest, recordGap, type Scope, type ShellScan } from "./scope.ts";
import { cleaned, type ShellSource, spanOf } from "./source.ts";
import { wordOf } from "./value.ts";
import { writtenFile } from "./written-file.ts";

/** Reads a text as a script, and what is wrong with it as lost. */
export function walkText(text: ShellSource, around: Omit<Scope, "source">, scan: ShellScan): void {
  const source = cleaned(text);
  const scope: Scope = { ...around, source };
  const cut = tooManyHeredocs(source.text);
  if (cut !== undefined) recordGap(scan, spanOf(source, cut, source.text.length));
  const script = parse(source.text.slice(0, cut));
  walk(script, scope, scan);
}

function walk(node: SyntaxNode, scope: Scope, scan: ShellScan): void {
  switch (node.type) {
    case "Script":
      walkScript(node, scope, scan);
      return;
    case "Statement":
      walk(node.command, ownStatement(node, scope, scan), scan);
      return;
    case "Pipeline":
      walkPipeline(node, scope, scan);
      return;
    case "Redirected": {
      const input = inputOf(node.redirects, scope, scan);
      const output = outputOf(node.redirects, scope, scan);
      for (const redirect of node.redirects) walkInside(redirect, scope, scan);
      walk(node.command, { ...scope, output, ...(input && { feed: { input } }) }, scan);
      return;
    }
    case "Command":
      emitCommand(node, scope, scan);
      return;
    case "If":
    case "Elif":
      forEachChild(node, (child) => walk(child, child === node.clause ? scope : onCondition(scope), scan));
      return;
    case "CaseItem":
      walkInside(node, onCondition(scope), scan);
      return;
    case "AndOr":
      for (const [index, command] of node.commands.entries())
        walk(command, index > 0 && isCondition(node, index) ? onCondition(scope) : scope, scan);
      return;
    case "Subshell":
      walkInside(node, { ...scope, subshell: spanOf(scope.source, node.pos, node.end) }, scan);
      return;
    case "CommandExpansion":
    case "ProcessSubstitution":
    case "ArithmeticCommandExpansion":
    case "ArithmeticExpansion":
    case "ParameterExpansion":
      walkSubstitution(node, scope, scan);
      return;
    default:
      walkInside(node, scope, scan);
  }
}

function walkInside(node: SyntaxNode, scope: Scope, scan: ShellScan): void {
  forEachChild(node, (child) => walk(child, scope, scan));
}

/**
 * A script with a source of its own (backticks with escapes) has no offsets in the text: all of it is where the
 * substitution is.
 */
function walkScript(
  node: Script & { errors?: readonly { pos: number }[] | undefined },
  scope: Scope,
  scan: ShellScan,
): void {
  const [error] = node.errors ?? [];
  if (error) recordGap(scan, spanOf(scope.source, error.pos, lineEnd(scope.source.text, error.pos)));
  for (const statement of node.commands) walk(statement, scope, scan);
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}

function ownStatement(node: { pos: number; end: number }, scope: Scope, scan: ShellScan): Scope {
  if (!scan.base.ownStatements || scope.depth > 0 || scan.nested > 0) return scope;
  return { ...scope, statement: spanOf(scope.source, node.pos, node.end) };
}

function walkSubstitution(node: SyntaxNode, scope: Scope, scan: ShellScan): void {
  if (scope.depth >= deepest) {
    recordGap(scan, spanOf(scope.source, node.pos, node.end));
    return;
  }
  const { pipedInto: _, feed: __, ...around } = scope;
  const inside: Scope = { ...around, captured: true, output: [], depth: scope.depth + 1 };
  const own = "script" in node ? node.script?.source : undefined;
  if (own === undefined) {
    walkInside(node, inside, scan);
    return;
  }
  const whole = spanOf(scope.source, node.pos, node.end);
  walkInside(node, { ...inside, source: { text: own, at: () => whole[0], whole } }, scan);
}

function walkPipeline(node: Pipeline, scope: Scope, scan: ShellScan): void {
  const { commands } = node;
  commands.forEach((command, index) => {
    const before = commands[index - 1];
    const next = commands[index + 1];
    const { feed, pipedInto, ...around } = scope;
    const input =
      before?.type === "Command" ? { from: "pipe" as const, words: wordsOf(before, scope, scan) } : undefined;
    const into = next ? (next.type === "Command" ? wordsOf(next, scope, scan) : undefined) : pipedInto;
    const fed = index === 0 ? feed : { input };
    walk(
      command,
      {
        ...around,
        ...(fed && { feed: fed }),
        ...(into && { pipedInto: into }),
        ...(next && { captured: true, output: [] }),
      },
      scan,
    );
  });
}

function wordsOf(node: CommandNode, scope: Scope, scan: ShellScan): readonly Word[] {
  const known = scan.words.get(node);
  if (known) return known;
  const words = [...(node.name ? [node.name] : []), ...node.args].map((one) => wordOf(one, scope, scan));
  scan.words.set(node, words);
  return words;
}

function emitCommand(node: CommandNode, scope: Scope, scan: ShellScan): void {
  const words = wordsOf(node, scope, scan);
  const inner = scan.nested < 4 ? innerText(node, scope) : undefined;
  for (const child of [...node.prefix, ...(node.name ? [node.name] : []), ...node.suffix]) {
    if (child !== inner?.node) walkInside(child, scope, scan);
  }
  const bindings = [
    ...assigned(node, scope, scan),
    ...defaulted(node, scope, scan),
    ...quotedExports(node, words),
    ...environmentWords(words),
  ];
  for (const { span, ...bound } of bindings) {
    scan.facts.push({ kind: "binding", sink: "process-env", ...bound, ...seen(span, scope, scan) });
  }
  const input = inputOf(node.redirects, scope, scan) ?? scope.feed?.input;
  // A group's input is told once, by the command that reads it first.
  if (scope.feed) scope.feed.input = undefined;
  if (words.length > 0) {
    const command: Command = {
      kind: "command",
      when: scan.base.when,
      words,
      ...(input && { input }),
      output: outputOf(node.redirects, scope, scan),
      captured: scope.captured,
      ...(scope.pipedInto && { pipedInto: scope.pipedInto }),
      ...(node.name?.value === "set" && scope.conditional && { conditional: true }),
      ...(node.name?.value === "set" && scope.subshell && { subshell: scope.subshell }),
      ...seen(spanOf(scope.source, node.pos, node.end), scope, scan),
    };
    scan.facts.push(command);
    const text = scan.base.when === "build" ? writtenFile(command) : undefined;
    if (text) scan.facts.push(text);
  }
  if (!inner) return;
  const { source: _, ...around } = scope;
  const run = () => {
    scan.nested++;
    walkText(inner.source, around, scan);
    scan.nested--;
  };
  if (inner.last) scan.last.push(run);
  else run();
}

function seen(
  span: Span,
  scope: Scope,
  { base }: ShellScan,
): { subject: typeof base.subject; seen: "declared"; order: number; place: Place } {
  return {
    subject: base.subject,
    seen: "declared",
    order: base.order,
    place: { in: "text", file: base.file, span, statement: scope.statement },
  };
}
