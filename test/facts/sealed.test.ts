import { format, inspect } from "node:util";
import { describe, expect, it } from "vitest";
import { Sealed } from "../../src/facts/sealed.ts";

const sealed = new Sealed("orchid-canary");

describe("Sealed", () => {
  it("cannot be turned into a string by accident", () => {
    const outputs = [
      String(sealed),
      `${sealed}`,
      JSON.stringify({ sealed, list: [sealed] }),
      inspect({ deep: { sealed } }, { depth: 9, showHidden: true }),
      format("%s %o %O %j", sealed, sealed, sealed, sealed),
      Object.entries(sealed).join(),
      new Error(`broken ${sealed}`).stack,
      JSON.stringify(structuredClone({ ...sealed })),
    ];
    for (const output of outputs) expect(output).not.toContain("canary");
  });

  it("can be matched, compared and measured", () => {
    expect(sealed.length).toBe(13);
    expect(sealed.matches(/^orchid/)).toBe(true);
    expect(sealed.equals("orchid-canary")).toBe(true);
    expect(sealed.equals(new Sealed("orchid"))).toBe(false);
  });

  it("matches anew each time, whatever the pattern remembers", () => {
    const pattern = /canary/g;
    expect([sealed.matches(pattern), sealed.matches(pattern)]).toEqual([true, true]);
  });

  it("masks all but the first character and the length", () => {
    expect(sealed.mask()).toBe("o••••••• (13)");
    expect(new Sealed("abc").mask()).toBe("•••••••• (3)");
    expect(new Sealed("\u001b[31mred").mask()).toBe("•••••••• (8)");
  });

  it("says which known text it is, and where a pattern is, and stays sealed when cut", () => {
    const sealed = new Sealed("--password=canary");
    expect(sealed.among(new Set(["a", "--password=canary"]))).toBe("--password=canary");
    expect(sealed.among(new Set(["a"]))).toBeUndefined();
    expect(sealed.search(/=/g)).toEqual([10, 11]);
    expect(sealed.search(/#/)).toBeUndefined();
    expect(sealed.slice(11).equals("canary")).toBe(true);
    expect(String(sealed.slice(11))).toBe("[sealed]");
  });
});
