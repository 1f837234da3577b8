import type { Fact } from "../../facts/index.ts";
import { say } from "../../facts/shown.ts";
import type { ShellBase, ShellScan } from "./scope.ts";
import { walkText } from "./walk.ts";

export type { ShellBase } from "./scope.ts";

/** Longer texts are read up to here. */
const longest = 256 * 1024;

/** Reads a text of the shell (a RUN, a compose command, a script): its commands, what it binds, the files it writes. */
export function readShell(text: string, base: ShellBase): Fact[] {
  const scan: ShellScan = { base, facts: [], nested: 0, last: [], words: new Map() };
  const head = text.slice(0, longest);
  const at = (index: number) => base.at(Math.min(index, text.length));
  if (text.length > longest) scan.lost = [at(longest), at(text.length)];
  try {
    const around = { statement: base.statement, captured: false, output: [], depth: 0 };
    walkText({ text: head, at }, around, scan);
    for (const run of scan.last) run();
  } catch {
    scan.lost ??= [at(0), at(text.length)];
  }
  if (scan.lost) {
    scan.facts.push({
      kind: "gap",
      about: ["command", "binding"],
      code: "malformed",
      why: say("a part of this shell text could not be read"),
      subject: base.subject,
      seen: "declared",
      order: base.order,
      place: { in: "text", file: base.file, span: scan.lost, statement: base.statement },
    });
  }
  return ordered(scan.facts, base.order);
}

function ordered(facts: readonly Fact[], first: number): Fact[] {
  const step = 1 / (facts.length + 1);
  return facts.map((fact, index) => ({ ...fact, order: first + index * step }));
}
