import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkConfig } from "../../src/config/check-config.ts";
import { defaultConfig } from "../../src/config/config.ts";
import { compiledImages } from "../../src/config/own-images.ts";
import { complete, lookUp, variableOf } from "../../src/images/index.ts";
import { nameMatches, variableFits } from "../../src/images/pattern.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint } from "../../src/pipeline/lint.ts";

const escaped = (text: string) => text.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&");
/** What the patterns mean, in a form that is slow on hostile ones. */
const referenceName = (pattern: string, name: string) =>
  new RegExp(`^${escaped(pattern).replaceAll("\\*", "[^/]+")}$`).test(name);
const referenceFit = (listed: string, name: string) =>
  listed === name ? "" : new RegExp(`^${escaped(listed).replace(/<[^<>]*>|\\\*/g, "(.+)")}$`).exec(name)?.[1];

const letters = (...all: string[]) =>
  fc.array(fc.constantFrom(...all), { maxLength: 9 }).map((parts) => parts.join(""));

describe("patterns of names", () => {
  it("of images fit what they mean", () => {
    const property = fc.property(letters("a", "b", "/", "*", "."), letters("a", "b", "/", "."), (pattern, name) => {
      expect(nameMatches(pattern, name)).toBe(referenceName(pattern, name));
    });
    fc.assert(property, { numRuns: 5000 });
  });

  it("of variables fit what they mean, and the first part is as wide as it can be", () => {
    const property = fc.property(letters("A", "_", "*", "<a>", "<b>", "."), letters("A", "_", "B"), (listed, name) => {
      const wild = /[<*]/.test(listed);
      expect(variableFits(listed, name)).toBe(wild || listed === name ? referenceFit(listed, name) : undefined);
    });
    fc.assert(property, { numRuns: 5000 });
  });

  // Each of these never ends where it is compiled to a pattern that goes back.
  it.each(["a", "<a>", "*", "*a", "a*", "/*", "*/a", "<a>_", "<", "*<a>"])("%s many times ends", (part) => {
    for (const end of ["", "b", "_Z"]) {
      const pattern = part.repeat(2000) + end;
      for (const name of ["a".repeat(5000), "a_".repeat(5000), "a/".repeat(5000)]) {
        nameMatches(pattern, name);
        variableFits(pattern, name);
      }
    }
  });
});

describe("patterns of the configuration", () => {
  const image = { image: "a/b", kind: "suffix-file", scope: "pattern" };
  const run = (families: object[], compose: string) => {
    const config = { ...defaultConfig, ...checkConfig({ images: families }, { rules: [], at: () => "x.yaml:3" }) };
    return lint(memoryWorkspace({ "compose.yaml": compose }), config);
  };
  const service = (name: string, variable: string) =>
    `services:\n  a:\n    image: ${name}\n    environment:\n      ${variable}: canary-Xk3v9Q\n`;

  it("end, whatever they are", async () => {
    const hostile = { ...image, patterns: [`${"*a".repeat(24)}b`], "variable-pattern": "^(([A-Z]+)+)+_FILE_x$" };
    await run([{ ...image, "variable-pattern": "(A*)*$" }, hostile], service("a".repeat(120), "A".repeat(60)));
    await run([hostile], service("a/b", `${"A".repeat(59)}_PASSWORD`));
    const listed = { ...image, scope: "list", "secret-variables": ["<a><b><c><d><e><f><g><h>_Z"] };
    await run([listed], service("a/b", `${"A".repeat(59)}_PASSWORD`));
  }, 20_000);

  it("give the part that their group takes", async () => {
    const written = complete({ ...image, "variable-pattern": "^APP_(.+)_KEY$", replacement: "APP_{NAME}_PATH={path}" });
    const [family] = await compiledImages({ images: [written] });
    const knowledge = lookUp("a/b", family ? [family] : []);
    const found = (name: string) => knowledge && variableOf(knowledge, name);
    expect(found("APP_DB_KEY")).toMatchObject({ reads: "file-variable", fileVariable: "APP_DB_PATH" });
    expect(found("APP_KEY")).toBeUndefined();
  });

  it("that RE2 does not know are named by their place, without their text", async () => {
    const rejected = run([{ ...image, "variable-pattern": "(?=canary)" }], service("a/b", "X"));
    await expect(rejected).rejects.toThrow(/^x\.yaml:3: `variable-pattern` holds a pattern that RE2 does not know$/);
  });
});
