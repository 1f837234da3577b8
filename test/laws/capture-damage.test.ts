import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readEngine } from "../../src/runtime/readers/index.ts";
import { captureOf, captures, readCapture, textOf } from "../support/captures.ts";

/** Keys without which nothing is missing, each with the reason. `*` is any one name; a path covers all below it. */
const unneeded: Record<string, string> = {
};

type Holder = Record<string, unknown>;

describe("what is taken out of a capture is missed", () => {
  for (const name of captures()) {
    const text = textOf(readCapture(name));
    const base = told(text);
    const whole = JSON.parse(text);
    const groups = new Map<string, [Holder, string][]>();
    for (const [path, holder, key] of keys(whole)) {
      if (path.lastIndexOf("/") === 0 || path.startsWith("/engine/")) continue;
      groups.set(path, [...(groups.get(path) ?? []), [holder, key]]);
    }

    it(`${name}: each key, of all things that have it`, () => {
      const silent: string[] = [];
      for (const [path, places] of groups) {
        const before = places.map(([holder, key]) => holder[key]);
        for (const [holder, key] of places) delete holder[key];
        try { if (isSilent(base, told(JSON.stringify(whole)))) silent.push(path); } catch (e) { silent.push(`${path} THROWS ${e}`); }
        places.forEach(([holder, key], index) => {
          holder[key] = before[index];
        });
      }
      console.log(name, groups.size, silent);
    }, 120_000);
  }
});

/** The facts of a capture without its gaps, and its gaps. */
function told(text: string): { facts: Set<string>; gaps: Set<string> } {
  const facts = readEngine(captureOf(text)).flatMap((one) => one.facts);
  const [gaps, others] = [facts.filter(({ kind }) => kind === "gap"), facts.filter(({ kind }) => kind !== "gap")];
  return { facts: new Set(others.map(shown)), gaps: new Set(gaps.map(shown)) };
}

/** A fact is lost, and no gap says so. */
function isSilent(before: ReturnType<typeof told>, after: ReturnType<typeof told>): boolean {
  const isLost = [...before.facts].some((fact) => !after.facts.has(fact));
  return isLost && ![...after.gaps].some((gap) => !before.gaps.has(gap));
}

function shown(fact: object): string {
  return JSON.stringify(fact, (key, value) => (key === "order" ? undefined : value));
}

/** Every key, and where it is: members of lists go by one name. */
function* keys(node: unknown, path = ""): Generator<[string, Holder, string]> {
  if (typeof node !== "object" || node === null) return;
  for (const [key, value] of Object.entries(node)) {
    const here = Array.isArray(node) ? path : key === "sealed" ? path : `${path}/${key}`;
    if (!Array.isArray(node) && key !== "sealed") yield [here, node as Holder, key];
    yield* keys(value, here);
  }
}
