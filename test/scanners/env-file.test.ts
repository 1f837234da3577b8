import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literals } from "../../src/facts/value.ts";
import { scanDockerEnvFile, scanEnvFile } from "../../src/scanners/env-file/index.ts";
import type { Scanner } from "../../src/scanners/scanner.ts";
import { growth } from "../support/cpu-time.ts";
import { shownValue } from "./compose-said.ts";

const said = (scan: Scanner, text: string) =>
  scan({ file: "a/.env", text }).facts.map((fact) => {
    if (fact.kind === "binding") return `${fact.name}=${shownValue(fact.value)}`;
    if (fact.kind === "text") return `# ${fact.name}=${shownValue(fact.value)}`;
    return fact.kind === "gap" ? `gap: ${fact.why}` : fact.kind;
  });

const key = (middle: string) =>
  ["-----BEGIN EC PRIVATE", "KEY-----"].join(" ") + middle + ["-----END EC PRIVATE", "KEY-----"].join(" ");

describe("an env file as Compose reads it", () => {
  it.each([
    ["A=canary", ["A=‹canary›"]],
    ["export A=canary", ["A=‹canary›"]],
    ["export\tA = canary  \r\n", ["A=‹canary›"]],
    ["A: canary", ["A=‹canary›"]],
    ["A=", ["A="]],
    ["A=\nB=1", ["A=", "B=‹1›"]],
    ["\uFEFFA=canary", ["A=‹canary›"]],
    ["A=two words # comment", ["A=‹two words›"]],
    ["A=x#y", ["A=‹x#y›"]],
    ["A= # comment", ["A="]],
    ["A=#x", ["A=‹#x›"]],
    ["A='can # $X\\n'", ["A=‹can # $X\\n›"]],
    ["A='it\\'s'", ["A=‹it's›"]],
    ['A="can\\"ary\\n\\t\\\\ # x" # comment', ['A=‹can"ary\n\t\\ # x›']],
    ['A="\\q\\0101"', ["A=‹\\qA›"]],
    ['A="x\\$Y${Z:-d}"', ["A=‹x$Y›${Z:-‹d›}"]],
    ["A=$2b$10$canary", ["A=‹$2b$10$canary›"]],
    ["A=x$Y/${Z?}$$", ["A=‹x›${Y}‹/›${Z}‹$›"]],
    ['A="one\r\ntwo"\nB=x', ["A=‹one\ntwo›", "B=‹x›"]],
    ["A='one\n# B=two\n'", ["A=‹one\n# B=two\n›"]],
    ['A="never closed\nB=x', ["A=‹never closed›", "B=‹x›"]],
    ['A="never closed\nB="x"', ["A=‹never closed›", "B=‹x›"]],
    ["A=it's\nB='x'", ["A=‹it's›", "B=‹x›"]],
    ["PLAIN\nplain", ["PLAIN=${PLAIN}", "plain=${plain}"]],
    ["a.b-c[1]=x", ["a.b-c[1]=‹x›"]],
    ["# OLD=canary", ["# OLD=‹canary›"]],
    ["#export OLD='can ary' # x", ["# OLD=‹can ary›"]],
    ["## a comment\n# OLD=\n# see A=b", []],
    ["A={{ x }}b\n{% if y %}\n{{ z }}", ["A=?‹b›"]],
    ["some words\nA=b\nmore (words)\n\n) more\nB=c", ["gap: not NAME=value", "A=‹b›", "gap: not NAME=value", "B=‹c›"]],
    ["aB3xY9canary", ["gap: not NAME=value"]],
    [`A=${key("\nMIIcanary/+==\n")}\nB=x`, [`A=‹${key("\nMIIcanary/+==\n")}›`, "B=‹x›"]],
    ["", []],
    ["=x", ["gap: not NAME=value"]],
  ])("%j", (text, expected) => {
    expect(said(scanEnvFile, text)).toEqual(expected);
  });
});

describe("an env file as docker run reads it", () => {
  it.each([
    ["A=canary", ["A=‹canary›"]],
    ["A='quoted' # kept ", ["A=‹'quoted' # kept ›"]],
    ["A=x$Y\\n", ["A=‹x$Y\\n›"]],
    ["  A=x\r\nB=y\r\n", ["A=‹x›", "B=‹y›"]],
    ["A: b", ["gap: not NAME=value"]],
    ["A", ["A=${A}"]],
    ["A=", ["A="]],
    ["# OLD=canary", ["# OLD=‹canary›"]],
    ["export A = x", ["A=‹ x›"]],
    ["A={{ x }}", ["A=?"]],
    [`A="${key("\nMIIcanary\n")}"\nB=x`, [`A=‹"${key("\nMIIcanary\n")}"›`, "B=‹x›"]],
    ["some words", ["gap: not NAME=value"]],
  ])("%j", (text, expected) => {
    expect(said(scanDockerEnvFile, text)).toEqual(expected);
  });
});

describe("laws of the env-file scanners", () => {
  it("the subject is the file, and does not ship", () => {
    const { subjects, facts } = scanEnvFile({ file: "a/.env", text: "A=b" });
    expect(subjects.map(({ id, name, ships }) => [id, name, ships])).toEqual([["env-file:a/.env", "a/.env", false]]);
    expect(facts[0]?.subject).toBe("env-file:a/.env");
  });

  const raw = fc.oneof(
    fc.stringMatching(/^[a-z0-9./@:-]{0,8}$/).map((says) => ({ raw: says, says })),
    fc.stringMatching(/^[a-z #$"]{0,8}$/).map((says) => ({ raw: `'${says}'`, says })),
    fc.stringMatching(/^[a-z #']{0,8}$/).map((says) => ({ raw: `"${says}"`, says })),
    fc.constantFrom(
      { raw: '"a\\"\\tb"', says: 'a"\tb' },
      { raw: "pa$$w", says: "pa$w" },
      { raw: '"a\nb"', says: "a\nb" },
    ),
  );
  const line = fc.record({
    name: fc.stringMatching(/^[A-Z][A-Z0-9_]{0,5}$/),
    value: raw,
    before: fc.constantFrom("", "export ", "# A: b\n", "\n\n\t", "  "),
    after: fc.constantFrom("", " # comment", "\t", "  "),
  });

  it("spans are what was written, whatever the line ends, blanks and comments", () => {
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.boolean(), fc.boolean(), (lines, crlf, mark) => {
        const ends = (text: string) => (crlf ? text.replaceAll("\n", "\r\n") : text);
        const text =
          (mark ? "\uFEFF" : "") +
          ends(lines.map((one) => `${one.before}${one.name}=${one.value.raw}${one.after}\n`).join(""));
        const bindings = scanEnvFile({ file: ".env", text }).facts.flatMap((one) =>
          one.kind === "binding" ? [one] : [],
        );
        expect(bindings.map((one) => [one.name, shownValue(one.value).replace(/[‹›]/g, "")])).toEqual(
          lines.map((one) => [one.name, one.value.says]),
        );
        for (const [nth, found] of bindings.entries()) {
          const one = lines[nth];
          expect(text.slice(...found.valueSpan)).toBe(ends(one?.value.raw ?? ""));
          if (found.place.in === "text")
            expect(text.slice(...found.place.span)).toBe(ends(`${one?.name}=${one?.value.raw}`));
        }
      }),
      { numRuns: 400 },
    );
  });

  it("never throws and stays inside the text", () => {
    const piece = fc.constantFrom(
      "A",
      "=",
      '"',
      "'",
      "\\",
      "\n",
      "\r",
      "#",
      " ",
      "$",
      "{",
      "}",
      "{{",
      "export ",
      ":",
      "-----BEGIN ",
      "-----END ",
      "\uFEFF",
      "é",
      "\0",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.array(piece, { maxLength: 60 }).map((all) => all.join("")),
          fc.string({ unit: "binary" }),
        ),
        (text) => {
          for (const scan of [scanEnvFile, scanDockerEnvFile]) {
            for (const fact of scan({ file: ".env", text }).facts) {
              const spans = fact.place.in === "text" ? [fact.place.span, fact.place.statement] : [];
              if (fact.kind === "binding")
                spans.push(fact.valueSpan, ...[...literals(fact.value)].map(({ part }) => part.span));
              for (const [start, end] of spans) expect(start >= 0 && start <= end && end <= text.length).toBe(true);
            }
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each(["A=b\n", 'A="b\n', "A='\n", "A=${B:-\n", "-----BEGIN x\n", "# A=b\n", "a b\n", 'A="\\', "A={{\n", " "])(
    "%j takes linear time",
    (piece) => {
      const read = (text: string) => [scanEnvFile({ file: ".env", text }), scanDockerEnvFile({ file: ".env", text })];
      expect(growth(read, [piece.repeat(5000), piece.repeat(50_000)], 40)).toBeLessThan(40);
    },
  );
});
