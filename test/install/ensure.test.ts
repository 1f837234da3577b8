import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lockedPart } from "../../scripts/locked-part.mjs";
import { freshClone } from "../support/clone.ts";

const root = join(import.meta.dirname, "../..");
const read = (file: string) => JSON.parse(readFileSync(join(root, file), "utf8"));

it("a build installs only what it needs, and builds the same as with everything", { timeout: 600_000 }, () => {
  const clone = freshClone();
  const { code, output } = clone.run(process.execPath, "scripts/ensure.mjs");
  expect(code, output).toBe(0);
  for (const name of ["vitest", "knip", "@biomejs", "@microsoft"])
    expect(existsSync(join(clone.root, "node_modules", name))).toBe(false);
  const built = (folder: string) => readdirSync(join(folder, "dist")).filter((name) => /\.(?:c?js)$/.test(name));
  expect(built(clone.root)).toEqual(built(root));
  for (const name of built(root))
    expect(readFileSync(join(clone.root, "dist", name)).equals(readFileSync(join(root, "dist", name)))).toBe(true);
  // A second run has nothing to do.
  expect(clone.run(process.execPath, "scripts/ensure.mjs")).toEqual({ code: 0, output: "" });
  expect(clone.git("status", "--short")).toBe("");
});

it("what a build needs is locked like everything else", () => {
  const lock = read("package-lock.json");
  const { buildDependencies, devDependencies } = read("package.json");
  expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(buildDependencies));
  const { packages } = lockedPart(lock, buildDependencies);
  for (const [path, { integrity, version }] of Object.entries(packages)) {
    if (path !== "")
      expect({ integrity, version }).toEqual({ integrity: expect.any(String), version: lock.packages[path].version });
  }
  expect(Object.keys(packages).length).toBeLessThan(Object.keys(lock.packages).length / 2);
});

it("the lock file records no download address", () => {
  expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toMatch(/"resolved"|https?:\/\/registry/);
});
