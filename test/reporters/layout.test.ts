import { describe, expect, it } from "vitest";
import { Sealed } from "../../src/facts/sealed.ts";
import { columns, excerpt, wrapped } from "../../src/reporters/layout.ts";

describe("columns", () => {
  const rows: Record<string, number> = { "": 0, "abc #1": 6, 日本: 4, "e\u0301": 1, "🔑x": 3, "•": 1, "│ é": 3 };
  for (const [text, width] of Object.entries(rows)) it(`${text}: ${width}`, () => expect(columns(text)).toBe(width));
});

describe("wrapped", () => {
  it("keeps a text that fits, and any text where there is no width", () => {
    expect(wrapped("one two", 7)).toEqual(["one two"]);
    expect(wrapped("one two".repeat(50), undefined)).toHaveLength(1);
  });

  it("breaks at spaces and never inside a word", () => {
    expect(wrapped("one two /a/very/long/path three", 8)).toEqual(["one two", "/a/very/long/path", "three"]);
  });
});

describe("excerpt", () => {
  const rows: Record<string, [shown: string, row: string, marks: string]> = {
    "a long value": [`KEY: ${new Sealed("canary-value").mask()}`, "KEY: c•••••••", "     ^^^^^^^^ 12 characters"],
    "a short value": [`-${new Sealed("abc").mask()}-`, "-••••••••-", " ^^^^^^^^ 3 characters"],
    "a single letter": [new Sealed("a").mask(), "••••••••", "^^^^^^^^ 1 character"],
    "quotes around it": ['KEY="h••••••• (12)"', 'KEY="h•••••••"', "     ^^^^^^^^ 12 characters"],
    "a short value in quotes": ['"•••••••• (3)"', '"••••••••"', " ^^^^^^^^ 3 characters"],
    "two masks": ["h••••••• (12) @ h••••••• (5)", "h••••••• @ h•••••••", "^^^^^^^^   ^^^^^^^^ 12 and 5 characters"],
    "a mask after wide characters": ["日=h••••••• (12)", "日=h•••••••", "   ^^^^^^^^ 12 characters"],
    "a number in brackets": ["f (12)", "f (12)", ""],
    "bullets of the file's own": ["•••••••• x", "•••••••• x", ""],
    "nothing masked": ["COPY . .", "COPY . .", ""],
  };
  for (const [title, [shown, row, marks]] of Object.entries(rows)) {
    it(title, () => expect(excerpt(shown, 80)).toEqual({ row, marks }));
  }

  it("cuts a long row around its mask", () => {
    const { row, marks } = excerpt(`${"a".repeat(300)}h••••••• (12)${"b".repeat(300)}`, 60);
    expect([...row].length).toBeLessThanOrEqual(60);
    expect(row).toMatch(/^…a+h•••••••b+…$/);
    expect(marks.length - marks.trimStart().length).toBe(row.indexOf("h"));
  });

  it.each([20, 41, 60])("cuts by columns, not by letters, to %s", (room) => {
    const wide = "日本".repeat(60);
    for (const text of [`${wide}h••••••• (12)${wide}`, `${wide}h••••••• (12)`, `a${wide}`, `h••••••• (12)${wide}`]) {
      const { row, marks } = excerpt(text, room);
      expect(columns(row)).toBeLessThanOrEqual(room);
      expect(columns(row)).toBeGreaterThan(room - 4);
      expect(marks.length).toBeLessThanOrEqual(room);
      if (text.includes("•")) expect(marks).toMatch(/^ *\^{8}(?: 12 characters)?$/);
    }
  });

  it("cuts a row of fewer letters than columns", () => expect(columns(excerpt("日".repeat(30), 40).row)).toBe(39));

  it("cuts a long row without a mask at its end", () => {
    expect(excerpt("a".repeat(100), 10)).toEqual({ row: `${"a".repeat(9)}…`, marks: "" });
  });

  it("cuts before a mask at the very end", () => {
    expect(excerpt(`${"a".repeat(100)}h••••••• (12)`, 40).row).toMatch(/^…a+h•••••••$/);
  });
});
