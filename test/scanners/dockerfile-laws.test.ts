import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fact, Span, Value } from "../../src/facts/index.ts";
import { scanDockerfile } from "../../src/scanners/dockerfile/index.ts";
import { growth } from "../support/cpu-time.ts";
import { shown } from "./dockerfile-said.ts";

const scan = (text: string) => scanDockerfile({ file: "Dockerfile", text });

/** How a piece of a value is written, and what it says. */
const piece = fc.oneof(
  fc.stringMatching(/^[a-z0-9./_:-]{1,6}$/).map((text) => ({ raw: text, says: text })),
  fc.stringMatching(/^[a-z #='{}-]{0,6}$/).map((text) => ({ raw: `"${text}"`, says: text })),
  fc.stringMatching(/^[a-z $#"\\]{0,6}$/).map((text) => ({ raw: `'${text}'`, says: text })),
  fc.constantFrom(
    { raw: "\\ x", says: " x" },
    { raw: "\\$", says: "$" },
    { raw: "a\\\nb", says: "ab" },
    { raw: '"x\\\n# c\n y"', says: "x y" },
    { raw: "${x}", says: "${x}" },
    { raw: "$x-", says: "${x}-" },
    { raw: '"${x:-d e}"', says: "${x:-d e}" },
  ),
);
const value = fc
  .array(piece, { minLength: 1, maxLength: 4 })
  .map((pieces) => ({ raw: pieces.map(({ raw }) => raw).join(""), says: pieces.map(({ says }) => says).join("") }));
const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,5}$/);
const between = fc.constantFrom(" ", "\t", "  \t ", " \\\n  ", "\t\\ \t\n# A=b \\\n\n\t", " \\\n  # x\n  # y\n ");
const pairs = fc.array(fc.record({ name, value, before: between }), { minLength: 1, maxLength: 5 });
const around = fc.constantFrom("", "# ENV NOT=here\n", "\n\n", "RUN a <<E && b\nENV NOT=here\nE\n", "USER u\n");
const instruction = fc.record({ keyword: fc.constantFrom("ENV", "LABEL", "ARG", "env", "ONBUILD ENV"), pairs, around });
const form = fc.record({ crlf: fc.boolean(), mark: fc.boolean(), end: fc.boolean() });

const says = (of: Value) => shown(of).replace(/[‹›]/g, "");
const placed = ({ place }: Fact): { span: Span; statement: Span } =>
  place.in === "text" ? place : { span: [-1, -1], statement: [-1, -1] };

describe("laws of the Dockerfile scanner", () => {
  it("spans are what was written, whatever the line ends, blanks and comments", () => {
    fc.assert(
      fc.property(fc.array(instruction, { minLength: 1, maxLength: 4 }), form, (all, { crlf, mark, end }) => {
        const ends = (text: string) => (crlf ? text.replaceAll("\n", "\r\n") : text);
        const lines = all.map(
          (one) =>
            one.around +
            one.keyword +
            one.pairs.map((pair) => `${pair.before}${pair.name}=${pair.value.raw}`).join("") +
            (one.keyword.endsWith("ENV") ? "" : "\t"),
        );
        const text = (mark ? "\uFEFF" : "") + ends(`FROM x\n${lines.join("\n")}${end ? "\n" : ""}`);
        const bindings = scan(text).facts.flatMap((fact) => (fact.kind === "binding" ? [fact] : []));
        const expected = all.flatMap((one) => one.pairs);
        expect(bindings.map((one) => [one.name, says(one.value)])).toEqual(
          expected.map((one) => [one.name, one.value.says]),
        );
        for (const [nth, found] of bindings.entries()) {
          const written = expected[nth];
          expect(text.slice(...placed(found).span)).toBe(ends(`${written?.name}=${written?.value.raw}`));
          expect(text.slice(...found.valueSpan)).toBe(ends(written?.value.raw ?? ""));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("never throws, and stays inside the file, on any text", () => {
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), sound), { numRuns: 2000 });
  });

  it("never throws on what is nearly a Dockerfile", () => {
    const token = fc.constantFrom(
      ..."FROM x|ENV |ARG |RUN |COPY |ONBUILD |CMD |SHELL |HEALTHCHECK CMD |--mount=|type=secret|,id=|--from=|\n|\r\n|\r|\\\n|\\|`|# escape=`\n".split(
        "|",
      ),
      ..."#| |\t|\f|\"|'|$|${|}|:-|:+|#|%|/|=|<<|<<-|EOF|\nEOF\n|[|]|,|{{|}}|A|\u00a0|\u2028|\uFEFF|\0|é|😀|\ud800".split(
        "|",
      ),
    );
    fc.assert(
      fc.property(
        fc.array(token, { maxLength: 40 }).map((tokens) => tokens.join("")),
        sound,
      ),
      { numRuns: 2000 },
    );
  });

  it("never throws on a Dockerfile that was damaged", () => {
    const damage = fc.record({ at: fc.nat(), cut: fc.nat(12), put: fc.string({ unit: "binary", maxLength: 3 }) });
    fc.assert(
      fc.property(fc.array(damage, { minLength: 1, maxLength: 5 }), (all) => {
        let text = whole;
        for (const { at, cut, put } of all) {
          const start = at % text.length;
          text = text.slice(0, start) + put + text.slice(start + cut);
        }
        sound(text);
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[string, (lines: number) => string]>([
    ["ENV with variables", (lines) => "ENV X=$Y Z=${A:-b}\n".repeat(lines)],
    ["one ENV", (lines) => `ENV ${"A=b \\\n# c\n".repeat(lines / 2)}`],
    ["one LABEL in one line", (lines) => `LABEL ${"a=b ".repeat(lines)}`],
    ["one RUN", (lines) => `RUN a ${"\\\n && b".repeat(lines / 8)}`],
    ["flags", (lines) => `RUN ${"--mount=type=secret,id=a ".repeat(lines / 4)} a`],
    ["options of a mount", (lines) => `RUN --mount=${"id=a,".repeat(lines)}type=secret a`],
    [
      "here-documents without end",
      (lines) => [...Array(lines / 4).keys()].map((nth) => `COPY <<E${nth} /x\n`).join(""),
    ],
    [
      "here-documents in one line",
      (lines) => `COPY ${[...Array(lines / 4).keys()].map((nth) => `<<E${nth} `).join("")}/x\n`,
    ],
    ["the body of a here-document", (lines) => `COPY <<E /x\n${"a $X\n".repeat(lines)}E\n`],
    [
      "stages",
      (lines) => [...Array(lines / 2).keys()].map((nth) => `FROM s${nth - 1} AS s${nth}\nARG A${nth}\n`).join(""),
    ],
    ["fallbacks in fallbacks", (lines) => `ENV A=${"${A:-".repeat(lines)}`],
    ["braces", (lines) => `ENV A=${"{{ ".repeat(lines)}`],
    ["strings of the JSON form", (lines) => `CMD [${'"a\\n",'.repeat(lines)}"b"]`],
    ["quotes", (lines) => `ENV A=${`"'`.repeat(lines)}`],
    ["lines that continue with nothing", (lines) => "\\\n".repeat(lines)],
  ])("time grows with the size: %s", (_, make) => {
    const text = (lines: number) => `FROM x\n${make(lines)}`;
    expect(growth(scan, [text(2000), text(20_000)], 40)).toBeLessThan(40);
  });
});

const whole = [
  "# syntax=docker/dockerfile:1",
  "ARG V=1",
  "FROM --platform=$BUILDPLATFORM x:${V:-2} AS a",
  "ARG T U=$V",
  'ENV A="b c" D=${E:-$T} \\',
  "  # comment",
  "  F='g'",
  "RUN --mount=type=secret,id=t,target=/t a <<EOF && b \\",
  "  c",
  "body $X",
  "EOF",
  "COPY <<-'E1' <<E2 /x/",
  "\ta",
  "\tE1",
  "b $T",
  "E2",
  'CMD ["sh", "-c", "a \\"b\\" \\u0041"]',
  "FROM a",
  "COPY --from=a /b /c",
  "ONBUILD RUN d",
  'SHELL ["pwsh"]',
  "HEALTHCHECK CMD e",
].join("\n");

function sound(text: string): void {
  const { facts, subjects, links } = scan(text);
  const ids = new Set(subjects.map(({ id }) => id));
  for (const fact of facts) {
    const { span, statement } = placed(fact);
    if (!ids.has(fact.subject)) expect(fact.subject).toBe("among the subjects");
    if (fact.kind === "gap") expect(fact.why).not.toContain("could not be parsed");
    const outside = [span, ...wordsOf(fact)].filter((one) => !inside(one, statement));
    if (outside.length > 0 || !inside(statement, [0, text.length])) expect({ text, fact, outside }).toBe("inside");
  }
  for (const { from, to } of links) expect([...ids]).toEqual(expect.arrayContaining([from, to]));
}

function wordsOf(fact: Fact): Span[] {
  if (fact.kind === "command") return fact.words.map(({ span }) => span);
  if (fact.kind === "copy") return [...fact.sources, fact.target].map(({ span }) => span);
  if (fact.kind === "binding") return [fact.valueSpan, ...fact.value.map(({ span }) => span)];
  return "value" in fact ? fact.value.map(({ span }) => span) : [];
}

function inside([start, end]: Span, [from, to]: Span): boolean {
  return from <= start && start <= end && end <= to;
}
