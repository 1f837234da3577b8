import { describe, expect, it } from "vitest";
import { fingerprint } from "../../src/findings/fingerprint.ts";
import { located, onLine } from "../support/run-report.ts";

describe("fingerprint", () => {
  it("stays when lines move, and changes with rule, message, subject or key", () => {
    const plain = fingerprint(located());
    expect(plain).toMatch(/^[0-9a-f]{64}$/);
    expect(fingerprint(located({ region: onLine(6), severity: "low", what: "other words" }))).toBe(plain);
    const changed = [{ rule: "x" }, { say: "x" }, { subject: "script:x" as const }, { key: "x" }];
    expect(new Set([plain, ...changed.map((parts) => fingerprint(located(parts)))]).size).toBe(5);
  });

  it("does not confuse parts that run into each other or hold separators", () => {
    const print = (rule: string, say: string) => fingerprint(located({ rule, say }));
    for (const separator of ["", "\0", "\n", ",", '","']) {
      expect(print(`a${separator}b`, "c")).not.toBe(print("a", `b${separator}c`));
    }
  });
});
