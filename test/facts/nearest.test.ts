import { describe, expect, it } from "vitest";
import { didYouMean, nearest } from "../../src/facts/nearest.ts";

const ids = ["secret-in-env", "secret-in-env-file", "secret-default", "unused-secret"];

describe("nearest", () => {
  it.each([
    ["secret-in-envv", "secret-in-env"],
    ["secret-in-evn", "secret-in-env"],
    ["SECRET-IN-ENV", "secret-in-env"],
    ["secert-default", "secret-default"],
    ["unused-secrets", "unused-secret"],
  ])("%s is nearest to %s", (word, expected) => expect(nearest(word, ids)).toBe(expected));

  it.each(["", "x", "hadolint", "password", "s".repeat(100_000)])("%.20s is near nothing", (word) => {
    expect(nearest(word, ids)).toBeUndefined();
  });

  it("counts a swap of neighbours as one step", () => expect(nearest("ab", ["ba", "zz"])).toBe("ba"));
  it("asks, or says what else to do", () => {
    expect(didYouMean("hihg", ["low", "high"], "")).toBe("did you mean high?");
    expect(didYouMean("zzzzzz", ["low", "high"], "known are low, high")).toBe("known are low, high");
  });
});
