import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fact, Value } from "../../src/facts/index.ts";
import { literals, references } from "../../src/facts/value.ts";
import { looksLikeCompose } from "../../src/scanners/compose/index.ts";
import { growth } from "../support/cpu-time.ts";
import { scanText, shownValue } from "./compose-said.ts";

const whole = `x-env: &e
  SHARED: "can\\"ary"
services:
  db: &db
    image: postgres:\${TAG:-16}
    build: {context: ., args: [A=b, C]}
    environment:
      <<: *e
      PLAIN: canary # a comment
      FOLDED: >-
        can
        ary \${X}
      LITERAL: |
        can\tary
         more
      DOLLARS: 'it''s $$5 \${Y:-\${Z:-d}}'
      JINJA: "{{ x }}y"
    env_file: [a.env, {path: b.env}]
    secrets: [p, {source: q, target: r, mode: 0440}]
    command: sh -c 'mysql -p"canary" $$HOME'
    healthcheck: {test: ["CMD-SHELL", "x -p\${PW} canary"]}
    volumes: [./a:/b:ro, {type: tmpfs, target: /run}]
  web:
    <<: *db
    entrypoint: ["/bin/sh", "-c"]
    labels: ["a.b=c", d]
    extends: {file: x.yaml, service: y}
secrets:
  p: {file: ./p.txt}
configs:
  c: {content: "pw=canary\\n"}
include: [./other.yaml]
`;

const values = (fact: Fact): Value[] => {
  if (fact.kind === "binding" || fact.kind === "text" || fact.kind === "setting") return [fact.value];
  if (fact.kind === "command") return fact.words.map((word) => word.value);
  return fact.kind === "build" ? [fact.context] : [];
};

const check = (text: string) => {
  for (const fact of scanText(text).facts) {
    if (fact.place.in !== "text") throw new Error("no place");
    const { span, statement } = fact.place;
    const spans = [span, statement, ...(fact.kind === "binding" ? [fact.valueSpan] : [])];
    for (const value of values(fact)) {
      for (const { part } of literals(value)) spans.push(part.span);
      for (const { span: written } of references(value)) spans.push(written);
    }
    for (const [start, end] of spans) expect(start >= 0 && start <= end && end <= text.length).toBe(true);
  }
};

/** How a value is written in YAML, and what it says. */
const scalar = fc
  .oneof(
    fc.stringMatching(/^[a-z][a-z0-9./@+-]{0,8}$/).map((says) => ({ raw: says, says })),
    fc.stringMatching(/^[a-z #:{}=&*!-]{0,8}$/).map((says) => ({ raw: `'${says}'`, says })),
    fc.stringMatching(/^[a-z '"\\]{0,8}$/).map((says) => ({ raw: JSON.stringify(says), says })),
    fc.constantFrom(
      { raw: "'it''s'", says: "it's" },
      { raw: '"\\u00e9\\x41\\U0001F600!"', says: "éA😀!" },
      { raw: '"a\\\n         b"', says: "ab" },
      { raw: "|-\n        a\n         b", says: "a\n b" },
      { raw: ">-\n        a\n        b\n\n        c", says: "a b\nc" },
      { raw: "a\n        b", says: "a b" },
      { raw: "pa$$w0rd", says: "pa$w0rd" },
    ),
  )
  .filter(({ raw, says }) => !/^(?:null|~|)$/.test(raw) && !/\{[{#%]/.test(says));
const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,5}$/);
const entry = fc.record({ name, value: scalar, before: fc.constantFrom("", "# A: b\n", "\n\n", "      # x\t\n") });
const form = fc.record({ crlf: fc.boolean(), mark: fc.boolean(), end: fc.constantFrom("", "\n", "\n# end\n") });

describe("laws of the compose scanner", () => {
  it("spans are what was written, whatever the line ends and comments", () => {
    fc.assert(
      fc.property(fc.array(entry, { minLength: 1, maxLength: 6 }), form, (entries, { crlf, mark, end }) => {
        const ends = (text: string) => (crlf ? text.replaceAll("\n", "\r\n") : text);
        const lines = entries.map((one) => `${one.before}      ${one.name}: ${one.value.raw}`).join("\n");
        const text = (mark ? "\uFEFF" : "") + ends(`services:\n  a:\n    environment:\n${lines}${end}`);
        const bindings = scanText(text).facts.flatMap((fact) => (fact.kind === "binding" ? [fact] : []));
        expect(bindings.map((one) => [one.name, shownValue(one.value).replace(/[‹›]/g, "")])).toEqual(
          entries.map((one) => [one.name, one.value.says]),
        );
        for (const [nth, found] of bindings.entries()) {
          const one = entries[nth];
          expect(text.slice(...found.valueSpan)).toBe(ends(one?.value.raw ?? ""));
          if (found.place.in === "text")
            expect(text.slice(...found.place.span)).toBe(ends(`${one?.name}: ${one?.value.raw}`));
        }
        const orders = bindings.map((one) => one.order);
        expect(orders).toEqual([...orders].sort((a, b) => a - b));
      }),
      { numRuns: 250 },
    );
  });

  it("a literal without escapes is in the file as it is", () => {
    check(whole);
    for (const fact of scanText(whole).facts) {
      for (const value of values(fact)) {
        for (const { part } of literals(value)) {
          const written = whole.slice(...part.span);
          if (written.length === part.text.length) expect(part.text.equals(written)).toBe(true);
        }
      }
    }
    expect(scanText(whole).facts.length).toBeGreaterThan(25);
  });

  it("never throws, and stays inside the text, on mutated files", () => {
    const cut = fc.record({
      at: fc.nat(whole.length),
      drop: fc.nat(12),
      put: fc.oneof(
        fc.string({ maxLength: 6 }),
        fc.constantFrom(
          "*e",
          "&e ",
          "<<: *db",
          "{{",
          "%}",
          "'",
          '"',
          "|\n",
          "!reset ",
          "\t",
          "- ",
          "---\n",
          "${",
          "[",
          "{",
        ),
      ),
    });
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 8 }), (cuts) => {
        let text = whole;
        for (const { at, drop, put } of cuts) text = text.slice(0, at) + put + text.slice(at + drop);
        check(text);
        looksLikeCompose(text);
      }),
      { numRuns: 120 },
    );
  });

  it("never throws on any text", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary", maxLength: 200 }),
          fc.string({ unit: fc.constantFrom(..."{}[]:-'\"|>&*!%#@`\n\t $,?\\~"), maxLength: 60 }),
        ),
        (text) => {
          check(text);
          check(`services:\n  a:\n    environment:\n${text}`);
          looksLikeCompose(text);
        },
      ),
      { numRuns: 250 },
    );
  });

  it("says where a text is broken, and reads the rest", () => {
    const text =
      "services:\n  a:\n    environment:\n      A: canary\n  b:\n   - x\n  bad: [\nsecrets:\n  p: {file: canary.txt}\n";
    const { facts } = scanText(text);
    expect(facts.some((fact) => fact.kind === "binding" && fact.name === "A")).toBe(true);
    const gaps = facts.filter((fact) => fact.kind === "gap");
    expect(gaps).toHaveLength(1);
    expect(gaps[0]?.why).toMatch(/^not valid YAML here \([A-Z_]+\)$/);
    expect(gaps[0]?.about).toContain("grant");
  });

  it("what is too large or too deep is a gap", () => {
    const why = (text: string) => scanText(text).facts.flatMap((fact) => (fact.kind === "gap" ? [fact.why] : []));
    expect(why("a: b\n".repeat(210_000))).toEqual(["too large to be read"]);
    expect(why(`services: ${"[".repeat(20_000)}`)).toHaveLength(1);
  });

  const services = (count: number) =>
    Array.from({ length: count }, (_, n) =>
      whole.slice(whole.indexOf("  db:"), whole.indexOf("  web:")).replaceAll("db", `s${n}`),
    ).join("");
  it.each<[string, (count: number) => string]>([
    ["services", (count) => `${whole.slice(0, whole.indexOf("  db:"))}${services(count / 20)}`],
    [
      "variables",
      (count) =>
        `services:\n  a:\n    environment:\n${Array.from({ length: count }, (_, n) => `      A${n}: \${B${n}:-c}\n`).join("")}`,
    ],
    ["a command", (count) => `services:\n  a:\n    command: ${"${X} 'a' ".repeat(count)}\n`],
    ["an escaped text", (count) => `services:\n  a:\n    environment:\n      A: "${'\\"${X}'.repeat(count)}"\n`],
    ["a folded text", (count) => `services:\n  a:\n    environment:\n      A: >\n${"        a ${X}\n".repeat(count)}`],
    [
      "marks of templates",
      (count) => `services:\n  a:\n    environment:\n${"      {% if x %}\n      A: {{ b }}{{\n".repeat(count)}`,
    ],
    [
      "aliases of one large service",
      (count) =>
        `x: &x\n  environment:\n${"    A: b\n".repeat(count)}services:\n${Array.from({ length: count / 10 }, (_, n) => `  s${n}: *x\n`).join("")}`,
    ],
  ])("time grows with the text: %s", (_title, make) => {
    const read = (text: string) => [scanText(text), looksLikeCompose(text)];
    expect(growth(read, [make(1000), make(8000)], 40)).toBeLessThan(40);
  });
});
