import type {
  Fact,
  FactKind,
  Gap,
  GapCode,
  Link,
  OpenLink,
  Shared,
  Span,
  Subject,
  SubjectId,
  TextPlace,
} from "../../facts/index.ts";
import { type Own, say } from "../../facts/shown.ts";
import { readTemplate, type Template } from "../text/interpolation.ts";
import type { Yaml } from "../text/yaml.ts";

/** One compose file while it is read: what is known of it, and what was found so far. */
export interface ComposeScan {
  file: string;
  yaml: Yaml;
  project: SubjectId;
  facts: Fact[];
  subjects: Map<SubjectId, Subject>;
  links: Map<string, Link>;
  open: OpenLink[];
  /**
   * Nodes whose literals were told, as what, and the facts they gave: an anchor's literals are told once, however many
   * services use them.
   */
  told: Map<unknown, Map<string, readonly Fact[]>>;
  /** What was told before, about another service. */
  shared: Shared[];
}

/** What every fact of one place shares. */
export interface Base {
  subject: SubjectId;
  place: TextPlace;
  seen: "declared";
  order: number;
}

export type Kind = Exclude<FactKind, "gap">;

export const everyKind: readonly Kind[] = [
  "binding",
  "secret",
  "grant",
  "mount",
  "command",
  "build",
  "text",
  "setting",
  "join",
];

/** Order grows with the place in the file. */
export function base(scan: ComposeScan, subject: SubjectId, span: Span, statement: Span = span): Base {
  return { subject, place: { in: "text", file: scan.file, span, statement }, seen: "declared", order: span[0] };
}

const mostShared = 200_000;

/** Tells the node's literals as `what`, or, where they were told before, that they hold for this subject too. */
export function tellOnce(scan: ComposeScan, subject: SubjectId, node: unknown, what: string, tell: () => void): void {
  const { told, facts, shared } = scan;
  const known = told.get(node) ?? new Map<string, readonly Fact[]>();
  told.set(node, known);
  const before = known.get(what);
  if (!before) {
    const start = facts.length;
    tell();
    known.set(what, facts.slice(start));
    return;
  }
  for (const fact of before) if (fact.subject !== subject && shared.length < mostShared) shared.push({ subject, fact });
}

/** Says that something was not read. */
export function gap<Why extends string>(
  scan: ComposeScan,
  subject: SubjectId,
  span: Span,
  about: readonly Kind[],
  code: GapCode,
  why: Why & Own<Why>,
): Gap {
  const said: Gap = { kind: "gap", ...base(scan, subject, span), about, code, why: say<Why>(why) };
  scan.facts.push(said);
  return said;
}

export function link(scan: ComposeScan, from: SubjectId, to: SubjectId, because: Link["because"]): void {
  scan.links.set(`${from} ${because} ${to}`, { from, to, because });
}

/** A scalar with its variables; nothing for null and for collections. */
export function template(scan: ComposeScan, node: unknown): Template | undefined {
  const written = scan.yaml.scalar(node);
  return written && readTemplate(written);
}

/** The value of an entry of a map. */
export function child(scan: ComposeScan, node: unknown, name: string): unknown {
  return scan.yaml.entries(node).find((entry) => entry.name === name)?.value;
}
