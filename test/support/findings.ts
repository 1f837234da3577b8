import type { Span } from "../../src/facts/index.ts";
import type { Finding } from "../../src/findings/finding.ts";

/** A finding in `compose.yaml` with whatever the test cares about, and plain words for the rest. */
export function found(
  rule: string,
  span: Span,
  parts: Partial<Finding> & { file?: string; statement?: Span } = {},
): Finding {
  const { file = "compose.yaml", statement = span, ...rest } = parts;
  return {
    rule,
    say: "plain",
    severity: "high",
    confidence: "high",
    subject: `service:${file}#db`,
    key: "PASSWORD",
    at: { in: "text", file, span, statement },
    what: "what is wrong",
    instead: "what to do",
    paste: [],
    related: [],
    example: false,
    ...rest,
  };
}

/** A place that another finding is told to be related to. */
export function relatedAt(file: string, span: Span, note = "it is used here"): Finding["related"][number] {
  return { at: { in: "text", file, span, statement: span }, note };
}

/** The same things in another order, the same one for the same seed. */
export function shuffled<T>(things: readonly T[], seed: number): T[] {
  const left = [...things];
  const out: T[] = [];
  let state = seed;
  while (left.length > 0) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    out.push(...left.splice(state % left.length, 1));
  }
  return out;
}
