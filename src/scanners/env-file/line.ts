import type { Binding, Fact, Sighting, Span, SubjectId, Value } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { say } from "../../facts/shown.ts";

/** What one statement of an env file says. */
export type Line =
  | { is: "binding"; name: string; value: Value; span: Span; valueSpan: Span }
  /** A name only: the value comes from the environment the file is used in. */
  | { is: "name"; name: string; span: Span }
  /** An assignment after a comment sign. */
  | { is: "commented"; name: string; value: Value; span: Span; statement: Span }
  | { is: "unreadable"; span: Span };

/** Turns the statements of an env file into facts about it. */
export function sightingOf(file: string, lines: Iterable<Line>): Sighting {
  const subject: SubjectId = `env-file:${file}`;
  const facts: Fact[] = [];
  let lost: Span | undefined;
  const about = (span: Span, statement = span) => {
    const place = { in: "text", file, span, statement } as const;
    return { subject, place, seen: "declared", order: span[0] } as const;
  };
  const sayLost = () => {
    if (lost)
      facts.push({ kind: "gap", ...about(lost), about: ["binding"], code: "malformed", why: say("not NAME=value") });
    lost = undefined;
  };
  for (const line of lines) {
    // Neighbours that cannot be read are one gap: a script called .env is not a hundred.
    if (line.is === "unreadable") {
      lost = [lost?.[0] ?? line.span[0], line.span[1]];
      continue;
    }
    if (line.is !== "commented") sayLost();
    if (line.is === "commented") {
      const { name, value, span, statement } = line;
      facts.push({ kind: "text", ...about(span, statement), sink: "comment", name, value });
    } else facts.push({ kind: "binding", ...about(line.span), ...bound(line), sink: "env-file" });
  }
  sayLost();
  const start: Span = [0, 0];
  const place = { in: "text", file, span: start, statement: start } as const;
  return { facts, subjects: [{ id: subject, name: file, ships: false, place }], links: [] };
}

function bound(line: Extract<Line, { is: "binding" | "name" }>): Pick<Binding, "name" | "value" | "valueSpan"> {
  if (line.is === "binding") return { name: line.name, value: line.value, valueSpan: line.valueSpan };
  const { name, span } = line;
  return { name, value: [{ is: "reference", to: { store: "env", name }, span }], valueSpan: [span[1], span[1]] };
}

const commented = /^([#\s]*(?:export[ \t]+)?)([A-Za-z_][\w.-]*)[ \t]*=[ \t]*(\S.*)$/;

/** Reads a comment that is nothing but an assignment: `# OLD_TOKEN=…`. */
export function commentedLine(text: string, start: number, end: number): Line | undefined {
  const found = commented.exec(text.slice(start, end).trimEnd());
  const [whole, before, name, raw] = found ?? [];
  if (!whole || before === undefined || !name || !raw) return;
  const rawStart = start + whole.length - raw.length;
  const quote = /^["']/.exec(raw)?.[0];
  const closing = quote ? raw.indexOf(quote, 1) : -1;
  const inner = quote && closing > 0 ? raw.slice(1, closing) : raw.replace(/[ \t]#.*$/, "").trimEnd();
  const innerStart = quote && closing > 0 ? rawStart + 1 : rawStart;
  if (inner === "") return;
  const nameStart = start + before.length;
  const span: Span = [innerStart, innerStart + inner.length];
  const value: Value = [{ is: "literal", text: new Sealed(inner), span }];
  return {
    is: "commented",
    name,
    value,
    span: [nameStart, closing > 0 ? span[1] + 1 : span[1]],
    statement: [start, start + whole.length],
  };
}

/** Whether a line is the work of a template, and nothing in it is to be read. */
export function isTemplateLine(line: string): boolean {
  return /\{\{|\{%|\{#|<%/.test(line);
}
