import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import {
  catalogue,
  type Family,
  familyProblems,
  fileFormOf,
  lookUp,
  proofOf,
  replacementOf,
  sourceLink,
  variableOf,
} from "../../src/images/index.ts";
import { packed } from "../../src/images/packed.ts";
import { nameMatches } from "../../src/images/pattern.ts";
import { isInSpan, versionOf } from "../../src/images/version.ts";

const folder = join(import.meta.dirname, "../../src/images/catalogue");
const files = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
const written = files.flatMap((name): unknown[] => parse(readFileSync(join(folder, name), "utf8")));
const named = catalogue().map((family) => [title(family), family] as const);

function title({ image, since, until }: Family): string {
  return `${image} ${since ?? ""}…${until ?? ""}`;
}

/** A reference at a version for which the family holds. */
function referenceTo({ patterns, since, until }: Family): string {
  const name = (patterns[0] ?? "").replace("*", "anything");
  return since === undefined && until === undefined ? name : `${name}:${until ?? since}`;
}

it("ships what is written", () => {
  const shipped = packed()
    .trim()
    .split("\n")
    .map((line) => line.slice(line.indexOf("\t") + 1));
  expect(shipped.toSorted()).toEqual(written.map((one) => JSON.stringify(one)).toSorted());
});

it.each(files)("%s is sorted, and checked as a user's own families are", (name) => {
  const families: { image: string }[] = parse(readFileSync(join(folder, name), "utf8"));
  expect(families.flatMap(familyProblems)).toEqual([]);
  const images = families.map(({ image }) => image);
  expect(images).toEqual(images.toSorted());
});

it("no image is described twice at one version", () => {
  const owners = new Map<string, Family[]>();
  for (const family of catalogue()) {
    for (const pattern of family.patterns) owners.set(pattern, [...(owners.get(pattern) ?? []), family]);
  }
  for (const [pattern, families] of owners) {
    const bounds = families.flatMap(({ since, until }) => [since, until]).filter((bound) => bound !== undefined);
    for (const version of [...bounds.map(versionOf), { is: "newest" } as const]) {
      const named = version.is === "newest" ? families.filter(({ newest }) => newest) : [];
      const fitting = named.length > 0 ? named : families.filter((family) => isInSpan(version, family));
      expect(fitting.map(title), `${pattern} ${JSON.stringify(version)}`).toHaveLength(Math.min(fitting.length, 1));
    }
  }
});

it("no two wildcards meet", () => {
  const wild = catalogue().flatMap(({ patterns }) => patterns.filter((pattern) => pattern.includes("*")));
  for (const pattern of wild) {
    const meeting = wild.filter((other) => nameMatches(other, pattern.replaceAll("*", "x")));
    expect(meeting).toEqual([pattern]);
  }
});

describe.each(named)("%s", (_, family) => {
  it("is proved", () => {
    expect(family.verified).toMatch(/^(source|docs)$/);
    expect(family.sources.length).toBeGreaterThan(0);
    for (const source of family.sources) {
      expect(sourceLink(source)).toMatch(/^https:\/\/[\w.-]+\/[\w./#%?=+-]+$/);
      if ("repo" in source) expect(source.commit).toMatch(/^[0-9a-f]{7,40}$/);
    }
    expect(proofOf(family)).toBe(family.sources[0] && sourceLink(family.sources[0]));
  });

  it("is found by each of its patterns", () => {
    const found = lookUp(referenceTo(family));
    expect(found && title(found.family)).toBe(title(family));
    expect(found?.applies).toBe("yes");
  });

  it("has a replacement for each of its secrets, in which nothing is left open", () => {
    const knowledge = { family, version: { is: "newest" }, applies: "yes" } as const;
    for (const listed of [...family.secretVariables, ...family.otherVariables]) {
      const variable = listed.replace(/<[^>]+>/g, "MAIN");
      const replacement = replacementOf({ ...knowledge, family: always(family) }, variable, "the_secret");
      expect(replacement, variable).toBeDefined();
      expect(JSON.stringify(replacement)).not.toMatch(/\{(VAR|NAME|path|secret_name)\}|<\w+>|undefined/);
      expect(replacement?.path).toMatch(/^\/[\w./-]+$/);
      const how = variableOf({ ...knowledge, family: always(family) }, variable);
      if (how?.reads !== "file-variable") continue;
      expect(fileFormOf({ ...knowledge, family: always(family) }, how.fileVariable)).toMatchObject({ is: "read" });
    }
  });

  it("does not contradict itself", () => {
    const listed = [...family.secretVariables, ...family.otherVariables];
    expect(new Set(listed).size).toBe(listed.length);
    for (const variable of listed) expect([...family.noFileEquivalent, ...family.breaksIfSet]).not.toContain(variable);
    if (family.kind === "none") expect(listed).toEqual([]);
    const excepted = family.exceptions.flatMap(({ variables }) => variables);
    expect(listed).toEqual(expect.arrayContaining(excepted));
    if (family.variablePattern) {
      for (const variable of listed.filter((one) => !one.includes("<"))) {
        expect(variable).toMatch(new RegExp(family.variablePattern));
      }
    }
  });
});

/** The family without its bounds: what it says is looked at apart from when. */
function always({ since: _since, until: _until, ...family }: Family): Family {
  return { ...family, exceptions: family.exceptions.map(({ since: _, ...exception }) => exception) };
}
