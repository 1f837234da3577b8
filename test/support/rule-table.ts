import { describe, expect, it } from "vitest";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";
import type { Rule } from "../../src/rules/rule.ts";
import { marked } from "./marked.ts";
import { sightingsOf } from "./sightings.ts";

export interface Row {
  /** Path to text; `«...»` marks what must be underlined. */
  files: Readonly<Record<string, string>>;
  /** The message, several in the order of the marks, or `quiet`. */
  says: string | readonly string[];
  tracked?: readonly string[];
  /** Permissions by path. */
  modes?: Readonly<Record<string, number>>;
  severity?: string;
  key?: string;
  /** The files of the places that the first finding relates to. */
  related?: readonly string[];
}

/** Runs one rule over each row, and demands that each of its messages is reported by some row. */
export function ruleTable(rule: Rule, rows: Readonly<Record<string, Row>>): void {
  describe(rule.id, () => {
    const said = new Set<string>();
    for (const [title, row] of Object.entries(rows)) {
      it(title, async () => {
        const { files, spans } = marked(row.files);
        const sightings = await sightingsOf(files, new Set(row.tracked ?? []), row.modes);
        const findings = applyRules([rule], new JudgedWorld(sightings)).sort(byPlace);
        const expected = row.says === "quiet" ? [] : [row.says].flat();
        expect(findings.map((one) => one.say)).toEqual(expected);
        for (const one of findings) said.add(one.say);
        const places = findings.map((one) =>
          one.at.in === "text" ? { file: one.at.file, span: one.at.span } : one.at,
        );
        if (spans.length > 0)
          expect(places).toEqual(
            spans.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.span[0] - b.span[0])),
          );
        if (row.severity) expect(findings.map((one) => one.severity)).toEqual(findings.map(() => row.severity));
        if (row.key) expect(findings[0]?.key).toBe(row.key);
        if (row.related) expect(findings[0]?.related.map(({ at }) => at.in === "text" && at.file)).toEqual(row.related);
      });
    }
    it("says each of its messages in some row", () => {
      expect([...said].sort()).toEqual(Object.keys(rule.messages).sort());
    });
  });
}

function byPlace(
  a: { at: import("../../src/facts/index.ts").Place },
  b: { at: import("../../src/facts/index.ts").Place },
): number {
  if (a.at.in !== "text" || b.at.in !== "text") return 0;
  return a.at.file < b.at.file ? -1 : a.at.file > b.at.file ? 1 : a.at.span[0] - b.at.span[0];
}
