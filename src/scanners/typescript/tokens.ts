import type { Fact, Sighting, Span } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { say } from "../../facts/shown.ts";
import type { Source } from "../scanner.ts";

const access =
  /\b(?:process\.env|import\.meta\.env|Bun\.env)(?:\.([A-Za-z_]\w*)|\[(["'])([A-Za-z_]\w*)\2\])(?:\s{0,20}(?:\|\||\?\?)\s{0,20}(["'])((?:(?!\4)[^\\\n]){0,500})\4)?/g;

/**
 * A program that no parser understands: what is written plainly is seen all the same, and the rest is a gap, unless
 * another language fills it in first.
 */
export function scanTokens({ file, text }: Source): Sighting {
  const module = `module:${file}` as const;
  const whole = { in: "text", file, span: [0, 0], statement: [0, 0] } as const;
  const facts: Fact[] = [];
  for (const match of text.matchAll(access)) {
    const [all, dotted, , quoted, quote, fallback] = match;
    const name = dotted ?? quoted ?? "";
    const from = all.startsWith("import") ? "build-arg" : "env";
    const span: Span = [match.index, match.index + all.length];
    const about = {
      subject: module,
      place: { in: "text", file, span, statement: span },
      seen: "declared",
      order: span[0],
    } as const;
    facts.push({ kind: "read", from, name, ...about });
    if (!quote || !fallback) continue;
    const inner: Span = [span[1] - 1 - fallback.length, span[1] - 1];
    const literal = { is: "literal", text: new Sealed(fallback), span: inner } as const;
    const value = [{ is: "reference", to: { store: from, name }, span, fallback: [literal] }] as const;
    facts.push({ kind: "binding", sink: "source", name, value, valueSpan: span, ...about });
  }
  if (!isTemplate(text)) {
    const why = say("no program that can be read: only what is written plainly in it was seen");
    facts.push({
      kind: "gap",
      about: ["binding", "read", "command"],
      code: "malformed",
      why,
      subject: module,
      place: whole,
      seen: "declared",
      order: 0,
    });
  }
  return { facts, subjects: [{ id: module, name: file, ships: false, place: whole }], links: [] };
}

/** Filled in by a template language, or written with Flow's types, which only its own tools understand. */
function isTemplate(text: string): boolean {
  return /\{\{|\{%|<%|@flow|__[A-Z]+__|^<{7} /m.test(text);
}
