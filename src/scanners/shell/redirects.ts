import type { HereDoc, Redirection } from "unbash";
import type { Command, Value } from "../../facts/index.ts";
import type { Output, Scope, ShellScan } from "./scope.ts";
import { spanOf } from "./source.ts";
import { bodyValue, eachLine, wordOf } from "./value.ts";

/** Where output goes after these redirections, from where the group around sends it. */
export function outputOf(redirects: readonly Redirection[], scope: Scope, scan: ShellScan): readonly Output[] {
  let output = scope.output;
  for (const redirect of redirects) {
    if (redirect.type !== "Redirect" || !redirect.target) continue;
    const fd = redirect.descriptor?.type === "FileDescriptor" ? redirect.descriptor.value : 1;
    const { operator, target } = redirect;
    if (operator === ">&" && /^\d$/.test(target.value)) {
      output = duplicated(output, fd, Number(target.value));
      continue;
    }
    if (!operator.includes(">") || operator === "<>") continue;
    const word = wordOf(target, scope, scan);
    const append = operator.endsWith(">>");
    const both = operator.startsWith("&") || operator === ">&";
    const fds = both ? ([1, 2] as const) : fd === 1 || fd === 2 ? ([fd] as const) : [];
    output = [
      ...output.filter((one) => !fds.some((other) => other === one.fd)),
      ...fds.map((one) => ({ target: word, append, fd: one })),
    ];
  }
  return output;
}

/** The last redirection of the standard input that says what comes in. */
export function inputOf(redirects: readonly Redirection[], scope: Scope, scan: ShellScan): Command["input"] {
  let input: Command["input"];
  for (const redirect of redirects) {
    if (redirect.descriptor?.type === "FileDescriptor" && redirect.descriptor.value !== 0) continue;
    if (redirect.type === "HereDoc") input = { from: "here", ...body(redirect, scope, scan) };
    else if (redirect.type === "HereString" && redirect.target)
      input = { from: "here", ...wordOf(redirect.target, scope, scan) };
    else if (redirect.type === "Redirect" && redirect.operator === "<" && redirect.target)
      input = { from: "file", path: wordOf(redirect.target, scope, scan) };
  }
  return input;
}

function body(doc: HereDoc, scope: Scope, scan: ShellScan): { value: Value; span: readonly [number, number] } {
  const { pos, end, text, parts } = doc.body;
  const value = parts ? bodyValue(parts, scope, scan) : eachLine(text, pos, end, scope);
  return { value, span: spanOf(scope.source, pos, end) };
}

/** `2>&1` sends one stream where the other goes now. */
function duplicated(output: readonly Output[], fd: number, to: number): readonly Output[] {
  if ((fd !== 1 && fd !== 2) || fd === to) return output;
  const kept = output.filter((one) => one.fd !== fd);
  const target = output.find((one) => one.fd === to);
  return target ? [...kept, { ...target, fd }] : kept;
}
