import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hostileDocument, leakOf } from "../support/hostile-documents.ts";
import { leakOfRun } from "../support/no-value.ts";

/** Another one each time; `SEED=… npx vitest run test/laws/no-value.test.ts` tries the same documents again. */
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 31));
const documents = 20_000;

describe(`no output holds a value, wherever it is written (seed ${seed})`, () => {
  it(`of ${documents} hostile documents`, { timeout: 600_000 }, async () => {
    let nth = 0;
    const tried = fc.asyncProperty(hostileDocument, async (document) => {
      expect(await leakOfRun(document, nth++)).toBeUndefined();
    });
    await fc.assert(tried, { numRuns: documents, seed });
  });

  it("a piece of six letters is a leak, in any case", () => {
    expect(leakOf("GkQjvWxzhMn", "`…gkqjvw…`")).toBeDefined();
    expect(leakOf("GkQjvWxzhMn", "`…gkqjv…`")).toBeUndefined();
    expect(leakOf("GkQjvWxzhMn", `Basic ${btoa("GkQjvWxzhMn")}`)).toBeDefined();
  });
});
