import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkConfig } from "../../src/config/check-config.ts";
import { ignoreKeys, keys, overrideKeys, wordKeys } from "../../src/config/config-keys.ts";
import { configSchema } from "../../src/config/schema.ts";
import { UserError } from "../../src/errors.ts";
import { familyProblems } from "../../src/images/index.ts";
import { rules } from "../../src/rules/index.ts";

const shipped = JSON.parse(readFileSync(join(import.meta.dirname, "../../runsecrets.schema.json"), "utf8"));
const validate = formats.default(new Ajv2020({ allErrors: false, strictTypes: false })).compile(shipped);
const ids = rules.map((rule) => rule.id);

function accepted(data: unknown): boolean {
  try {
    checkConfig(data, { rules: ids, at: () => "x" });
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

interface Node {
  properties?: Record<string, Node>;
  anyOf?: Node[];
  enum?: unknown[];
  type?: string | string[];
  items?: Node;
  required?: string[];
  additionalProperties?: Node | boolean;
  pattern?: string;
  format?: string;
}

const stray = fc.constantFrom<unknown>(null, "", "canary", "off", 7, true, [], {}, ["canary"], { canary: "x" }, "  ");

/** What a node allows, with now and then something it may not. */
function fitting(node: Node): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 40, arbitrary: honest(node) }, { weight: 1, arbitrary: stray });
}

function honest(node: Node): fc.Arbitrary<unknown> {
  if (node.anyOf) return fc.oneof(...node.anyOf.map(honest));
  if (node.enum) return fc.constantFrom(...node.enum);
  if (node.properties) return filled(node, node.properties);
  if (node.type === "object")
    return fc.dictionary(fc.constantFrom("A", "B_FILE"), fc.constantFrom("/a", "/run/secrets/b", "c", ""), {
      maxKeys: 2,
    });
  if (node.items) return fc.array(fitting(node.items), { maxLength: 2 });
  if (node.type === "null") return fc.constant(null);
  if (node.format === "date")
    return fc.constantFrom("2026-12-31", "2024-02-29", "2026-02-29", "2026-13-01", "26-1-1", "2026-06-31");
  if (node.pattern?.includes("d")) return fc.constantFrom("1", "3.8", "2.", "v1", "10.20.30");
  return fc.constantFrom("canary", "a/*", "!b", "A.*", "off");
}

function filled(node: Node, properties: Record<string, Node>): fc.Arbitrary<unknown> {
  const needed = new Set(node.required);
  const fields = Object.entries(properties).map(([key, one]) => [
    key,
    fc.option(fitting(one), { nil: undefined, freq: 40 }),
  ]);
  // Many keys at once would nearly always hold something that is wrong.
  const some = fc.tuple(fc.record(Object.fromEntries(fields)), fc.array(fc.nat(60), { maxLength: 5 }));
  const odd = fc.oneof({ weight: 40, arbitrary: fc.constant("") }, fc.constantFrom("ruels", "toString", "path"));
  return fc.tuple(some, odd).map(([[all, chosen], extra]) => {
    const keys = Object.keys(all as object);
    const kept = keys.filter((key, at) => needed.has(key) || chosen.some((one) => one % keys.length === at));
    const entries = kept.map((key) => [key, Reflect.get(all as object, key)]);
    return Object.fromEntries(
      [...entries, ...(extra === "" ? [] : [[extra, "x"]])].filter(([, value]) => value !== undefined),
    );
  });
}

describe("the schema that ships", () => {
  it("is made from the code", () => expect(shipped).toEqual(configSchema(rules)));

  it("accepts what a run accepts, and nothing else", () => {
    let [right, wrong] = [0, 0];
    fc.assert(
      fc.property(honest(shipped), (data) => {
        const ours = accepted(data);
        if (ours) right++;
        else wrong++;
        expect({ data, valid: validate(data) }).toEqual({ data, valid: ours });
      }),
      { numRuns: 20_000 },
    );
    // Neither side only would show a difference.
    expect(Math.min(right, wrong), `${right} ${wrong}`).toBeGreaterThan(1500);
  });

  const inner = (key: string): Node => shipped.properties[key].anyOf[0];
  const image = inner("images").items;
  const keysOf = (node: Node | undefined) => Object.keys(node?.properties ?? {}).sort();
  const nope = { canary: 1 };
  it.each<[string, Node | undefined, readonly string[]]>([
    ["the top", shipped, keys],
    ["overrides", inner("overrides").items, overrideKeys],
    ["ignore", inner("ignore").items, ignoreKeys],
    ["secrets", inner("secrets"), wordKeys],
    ["images", image, known({ ...nope })],
    ["images.except", image?.properties?.except?.items, known({ except: [nope] })],
    ["images.sources", image?.properties?.sources?.items?.anyOf?.[0], known({ sources: [nope] })],
    ["images.sources", image?.properties?.sources?.items?.anyOf?.[1], known({ sources: [{ url: "u", ...nope }] })],
  ])("knows every key of %s", (_, node, ours) => expect(keysOf(node)).toEqual([...ours].sort()));
});

/** The keys that an image of the user's own may have where this one has a wrong one. */
function known(parts: object): readonly string[] {
  return familyProblems({ image: "a", kind: "none", ...parts }).find(({ end }) => end === "key")?.near?.known ?? [];
}
