import { describe, expect, it } from "vitest";
import { defaultConfig } from "../../src/config/config.ts";
import { catalogue } from "../../src/images/index.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { audit } from "../../src/pipeline/audit.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { compared, type KnownFinding } from "../../src/policy/baseline.ts";
import { rules } from "../../src/rules/index.ts";
import { scannerOf } from "../../src/scanners/index.ts";
import type { FileKind } from "../../src/scanners/kinds.ts";
import { slowGrowth } from "../support/cpu-time.ts";
import { observed } from "../support/observed.ts";
import { fragmentsOf } from "./growth/fragments.ts";
import { kinds } from "./growth/kinds.ts";
import { examples, worlds } from "./growth/worlds.ts";

type Run = () => unknown;

/** Four times as much may take ten times as long: what grows with the square takes sixteen times as long. */
const slow = (small: Run, large: Run) => slowGrowth(small, large, 10);

const characters = 3_000;
const things = 80;

/** Runs what was grown through the whole line. */
function project(files: Readonly<Record<string, string>>): Run {
  const { "engine.yaml": engine, ...rest } = files;
  if (engine === undefined) return () => lint(memoryWorkspace(rest));
  const capture = observed(engine);
  return () => audit(capture, "socket");
}

describe("every scanner ends in a time that grows with its text", () => {
  it.each(Object.keys(kinds) as FileKind[])("%s", async (kind) => {
    const { file, slots, repeated } = kinds[kind];
    const scanner = await scannerOf(kind);
    const scan =
      (text: string): Run =>
      () =>
        scanner({ file, text });
    const found: unknown[] = [];
    const longer = fragmentsOf(4 * characters);
    for (const [at, [name, text]] of fragmentsOf(characters).entries()) {
      for (const [slot, put] of slots.entries()) {
        const times = await slow(scan(put(text)), scan(put(longer[at]?.[1] ?? "")));
        if (times !== undefined) found.push({ name, slot, times });
      }
    }
    for (const [name, repeat] of Object.entries(repeated)) {
      const each = Math.max(1, (repeat(20).length - repeat(10).length) / 10);
      const count = Math.round(characters / each);
      const times = await slow(scan(repeat(count)), scan(repeat(4 * count)));
      if (times !== undefined) found.push({ name, times });
    }
    expect(found).toEqual([]);
  });
});

describe("a run ends in a time that grows with", () => {
  it.each(Object.entries(worlds))("%s", async (_, grown) => {
    expect(await slow(project(grown(things)), project(grown(4 * things)))).toBeUndefined();
  });
});

describe("every rule ends in a time that grows with its findings", () => {
  it("has an example that grows", () => expect(Object.keys(examples)).toEqual(rules.map(({ id }) => id)));
  it.each(Object.entries(examples))("%s", async (_, grown) => {
    expect(await slow(project(grown(things)), project(grown(4 * things)))).toBeUndefined();
  });
});

describe("policy ends in a time that grows with", () => {
  const file = `FROM x\n${"ENV A_PASSWORD=canary-Xk3\n".repeat(4 * things)}`;
  const linted =
    (config: object): Run =>
    () =>
      lint(memoryWorkspace({ Dockerfile: file }), { ...defaultConfig, ...config });
  const entry: KnownFinding = { file: "a", rule: "secret-in-env", key: "A", fingerprint: "0123456789abcdef" };
  const known =
    (count: number): Run =>
    () =>
      compared(
        [],
        Array.from({ length: count }, () => entry),
      );
  const many = (count: number, one: (at: number) => object) => Array.from({ length: count }, (_, at) => one(at));
  const grown: Record<string, (count: number) => Run> = {
    "equal entries of a baseline": (count) => known(50 * count),
    overrides: (count) =>
      linted({ overrides: many(count, (at) => ({ paths: [`d${at}/*`], rules: { "secret-in-env": "off" } })) }),
    ignores: (count) =>
      linted({ ignore: many(count, (at) => ({ rule: "secret-in-env", because: "a", key: `B${at}`, origin: "a" })) }),
    "patterns of names": (count) =>
      linted({
        secrets: { ...defaultConfig.secrets, names: many(count, (at) => ({ at })).map((_, at) => `B${at}.*`) },
      }),
  };
  it.each(Object.entries(grown))("%s", async (_, run) => {
    expect(await slow(run(things), run(4 * things))).toBeUndefined();
  });
});

describe("patterns of the catalogue end in a time that grows with the name", () => {
  const matchers = catalogue().flatMap(({ variablePattern, matchName }) =>
    variablePattern === undefined || !matchName ? [] : [[variablePattern, matchName] as const],
  );
  it("are some", () => expect(matchers.length).toBeGreaterThan(10));
  it.each(matchers)("%s", async (pattern, matchName) => {
    const [prefix = ""] = /[A-Z]\w*/.exec(pattern) ?? [];
    for (const piece of ["_", "A", "A_", "_KEY", `${prefix}_`]) {
      const names = (length: number) => {
        const all = [
          `${prefix}${piece.repeat(length)}!`,
          `${prefix}${piece.repeat(900 / piece.length - prefix.length)}!`,
        ];
        return () => all.map(matchName);
      };
      expect(await slow(names(5000), names(20_000))).toBeUndefined();
    }
  });
});
