import { describe, expect, it, vi } from "vitest";
import type { Gap, Place } from "../../src/facts/index.ts";
import { showName } from "../../src/facts/shown.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { locate, locateGaps } from "../../src/findings/locate.ts";

function inText(file: string, start: number, end: number): Place {
  return { in: "text", file, span: [start, end], statement: [start, end] };
}

function finding(at: Place, parts: Partial<Finding> = {}): Finding {
  return {
    rule: "secret-in-env",
    say: "plain",
    severity: "high",
    confidence: "high",
    subject: "service:compose.yaml#db",
    key: "DB_PASSWORD",
    at,
    what: "what",
    instead: "instead",
    paste: [],
    related: [],
    example: false,
    ...parts,
  };
}

function gap(place: Place, why: string = "cannot tell"): Gap {
  return {
    kind: "gap",
    code: "unreadable",
    subject: "service:compose.yaml#db",
    place,
    seen: "declared",
    order: 0,
    about: [],
    why: showName(why),
  };
}

function only<T>(list: readonly T[]): T {
  const [one] = list;
  if (one === undefined || list.length !== 1) throw new Error(`expected one, got ${list.length}`);
  return one;
}

describe("regions", () => {
  const rows: Record<string, [text: string, start: number, end: number, region: string]> = {
    "the first character": ["abc", 0, 1, "1:1-1:2"],
    "a later line": ["a\nbcd\n", 3, 5, "2:2-2:4"],
    "CRLF counts once": ["a\r\nbcd\r\n", 3, 6, "2:1-2:4"],
    "a lone CR ends no line": ["a\rb\nc", 2, 3, "1:3-1:4"],
    "the byte order mark is no column": ["\ufeffabc\nd", 1, 4, "1:1-1:4"],
    "nor does it move later lines": ["\ufeffabc\nd", 5, 6, "2:1-2:2"],
    "a span that begins at the byte order mark": ["\ufeffabc", 0, 2, "1:1-1:2"],
    "columns count UTF-16 units": ["🔑=x", 3, 4, "1:4-1:5"],
    "tabs are one column": ["\t\tx", 2, 3, "1:3-1:4"],
    "over several lines": ["a\nb\nc", 0, 5, "1:1-3:2"],
    "after the last line end": ["a\n", 2, 2, "2:1-2:1"],
    "beyond the text": ["ab", 1, 99, "1:2-1:3"],
    "before the text": ["ab", -5, 1, "1:1-1:2"],
    "turned round": ["abcd", 3, 1, "1:4-1:4"],
    "no text at all": ["", 0, 0, "1:1-1:1"],
  };
  for (const [title, [text, start, end, expected]] of Object.entries(rows)) {
    it(title, () => {
      const { region } = only(locate([finding(inText("f", start, end))], () => text));
      const { startLine, startColumn, endLine, endColumn } = region;
      expect(`${startLine}:${startColumn}-${endLine}:${endColumn}`).toBe(expected);
    });
  }

  it("locates related places in other files", () => {
    const texts: Record<string, string> = { a: "x\ny", b: "1\n2\n345" };
    const related = [{ at: inText("b", 5, 6), note: "granted here" }];
    const one = only(locate([finding(inText("a", 2, 3), { related })], (file) => texts[file]));
    expect(one.relatedRegions).toEqual([
      { file: "b", region: { startLine: 3, startColumn: 2, endLine: 3, endColumn: 3 }, note: "granted here" },
    ]);
  });
});

describe("line hash", () => {
  const text = "a: 1\nb: 2\n";

  it("hashes the line where the region starts", () => {
    const [first, second, again] = locate(
      [finding(inText("f", 0, 1)), finding(inText("f", 6, 7)), finding(inText("f", 8, 9))],
      () => text,
    );
    expect(first?.lineHash).toMatch(/^[0-9a-f]+:1$/);
    expect(second?.lineHash).not.toBe(first?.lineHash);
    expect(again?.lineHash).toBe(second?.lineHash);
  });

  it("puts what is in a capture, or in a file without text, at 1:1, and has no line to hash", () => {
    const at: Place = { in: "capture", file: "inspect.json", pointer: "/0/Config/Env/1" };
    const found = locate(
      [finding(at, { key: "A" }), finding(at, { key: "B" }), finding(inText("id_rsa", 5, 9))],
      () => undefined,
    );
    expect(found.map((one) => `${one.file} ${one.region.startLine}:${one.region.endColumn}`)).toEqual([
      "inspect.json 1:1",
      "inspect.json 1:1",
      "id_rsa 1:1",
    ]);
    expect(found.map((one) => one.lineHash)).toEqual([undefined, undefined, undefined]);
  });
});

describe("which texts are read", () => {
  it("asks once for each file with something in it, and for no capture", () => {
    const textOf = vi.fn(() => "abc");
    locate([finding(inText("a", 0, 1)), finding(inText("a", 1, 2)), finding(inText("b", 0, 1))], textOf);
    expect(textOf.mock.calls).toEqual([["a"], ["b"]]);
    textOf.mockClear();
    locate([finding({ in: "capture", file: "c.json", pointer: "" })], textOf);
    expect(textOf).not.toHaveBeenCalled();
  });
});

describe("locateGaps", () => {
  it("names line and column, sorted, each once", () => {
    const gaps = [gap(inText("b", 4, 5)), gap(inText("b", 0, 1)), gap(inText("a", 2, 3)), gap(inText("b", 4, 5))];
    expect(locateGaps(gaps, () => "x\ny\nz")).toEqual([
      { file: "a", line: 2, column: 1, code: "unreadable", why: "cannot tell" },
      { file: "b", line: 1, column: 1, code: "unreadable", why: "cannot tell" },
      { file: "b", line: 3, column: 1, code: "unreadable", why: "cannot tell" },
    ]);
  });

  it("has no line for a whole file, a capture, or a file that could not be read", () => {
    const whole = locateGaps([gap(inText("f", 0, 0))], () => "x");
    const captured = locateGaps([gap({ in: "capture", file: "f", pointer: "/a" })], () => "x");
    const unread = locateGaps([gap(inText("f", 3, 4))], () => undefined);
    for (const located of [whole, captured, unread])
      expect(located).toEqual([{ file: "f", code: "unreadable", why: "cannot tell" }]);
  });
});
