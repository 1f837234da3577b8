import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Fact, Span, Value } from "../../src/facts/index.ts";
import { readShell } from "../../src/scanners/shell/index.ts";
import { cpuTime } from "../support/cpu-time.ts";

function read(text: string): Fact[] {
  return readShell(text, {
    subject: "script:x.sh",
    file: "x.sh",
    statement: [0, text.length],
    at: (index) => index,
    when: "build",
    order: 0,
  });
}

const pieces = [
  ...[
    "a",
    "b=c",
    "export d=e",
    "$X",
    "${Y:-z}",
    "$(cat /f)",
    "`g`",
    "'",
    '"',
    "\\",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\t",
    ";",
    "&&",
    "||",
  ],
  ...[
    "|",
    "&",
    "(",
    ")",
    "{",
    "}",
    "<<EOF\n",
    "<<-'E'\n",
    "\nEOF\n",
    "<",
    ">",
    ">>",
    "2>&1",
    "<<<",
    "#",
    "if ",
    "then ",
    "fi",
    "for ",
  ],
  ...[
    "do ",
    "done",
    "case ",
    "esac",
    "sh -c '",
    'bash -c "',
    "eval ",
    "$((",
    "))",
    "${",
    "$'",
    "[[",
    "]]",
    "\u0000",
    "\uFEFF",
    "é",
    "😀",
    "\uD800",
  ],
];
const script = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(""));

function* spans(facts: readonly Fact[]): Generator<Span> {
  for (const fact of facts) {
    if (fact.place.in === "text") yield fact.place.span;
    if (fact.kind === "binding") yield* [fact.valueSpan, ...inValue(fact.value)];
    if (fact.kind === "text") yield* inValue(fact.value);
    if (fact.kind !== "command") continue;
    for (const word of fact.words) yield* [word.span, ...inValue(word.value)];
    for (const { target } of fact.output) yield target.span;
    if (fact.input?.from === "here") yield* [fact.input.span, ...inValue(fact.input.value)];
  }
}

function* inValue(value: Value): Generator<Span> {
  for (const part of value) {
    yield part.span;
    if (part.is === "reference" && part.fallback) yield* inValue(part.fallback);
  }
}

describe("the shell reader", () => {
  it("never throws, and every span is in the text", () => {
    fc.assert(
      fc.property(fc.oneof(script, fc.string({ unit: "binary", maxLength: 200 })), (text) => {
        for (const [start, end] of spans(read(text))) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThanOrEqual(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 1500 },
    );
  });

  it("finds plain words where they are written", () => {
    const word = fc
      .stringMatching(/^[a-z][a-z0-9_./:-]{0,12}$/)
      .filter(
        (text) =>
          !/^(?:if|then|fi|do|done|for|in|case|esac|while|until|else|elif|time|eval|sh|su|function|select|coproc|trap|bash|dash|ash|ksh|zsh)$/.test(
            text,
          ),
      );
    const quote = fc.constantFrom("", "'", '"');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(word, quote), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(" ", "  ", " \\\n\t"),
        (words, gap) => {
          const text = words.map(([plain, mark]) => `${mark}${plain}${mark}`).join(gap);
          const [command] = read(text);
          const found = command?.kind === "command" ? command.words : [];
          const written = found.map(({ value }) => value.map(({ span }) => text.slice(...span)).join(""));
          expect(written).toEqual(words.map(([plain]) => plain));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("ends soon on nests and floods", () => {
    const units = [
      "$(",
      '"$(',
      "`",
      "${x:-",
      "$((",
      "<(",
      "if x; then ",
      "f() { ",
      "a | ",
      "a && ",
      "<<E\n",
      "a=(",
      "'",
      "{a,",
      "sh -c '",
      "A=b ",
      "\\\n",
    ];
    for (const unit of units) {
      const start = cpuTime();
      read(unit.repeat(Math.floor(100_000 / unit.length)));
      expect(cpuTime() - start, unit).toBeLessThan(12_000);
    }
  });
});
