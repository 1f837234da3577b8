import { describe, expect, it } from "vitest";
import { cpuTime } from "../support/cpu-time.ts";
import { saidOf, scanText } from "./compose-said.ts";

const sharedWith = (text: string) =>
  scanText(text).shared?.map(({ subject, fact }) => `${subject} ${fact.kind === "binding" && fact.name}`);

describe("anchors and merges", () => {
  it("tells a literal once, where it is written, however many services merge it", () => {
    const text =
      "x-env: &e\n  DB_PASSWORD: canary\nservices:\n  a:\n    environment:\n      <<: *e\n      X: 1\n  b:\n    environment: *e\n";
    const { facts } = scanText(text);
    expect(facts.map((fact) => [fact.subject, fact.kind === "binding" && fact.name])).toEqual([
      ["service:compose.yaml#a", "X"],
      ["service:compose.yaml#a", "DB_PASSWORD"],
    ]);
    const [, shared] = facts;
    expect(sharedWith(text)).toEqual(["service:compose.yaml#b DB_PASSWORD"]);
    expect(shared?.place.in === "text" && text.slice(...shared.place.span)).toBe("DB_PASSWORD: canary");
  });

  it("grants, mounts and settings hold for each service that merges them", () => {
    const text =
      "x-app: &app\n  image: x\n  secrets: [p]\n  tmpfs: /run\n  command: run --token canary\nservices:\n  a: *app\n  b:\n    <<: *app\n";
    expect(saidOf(text)).toEqual([
      "image ‹x›",
      "grant p run /run/secrets/p",
      "mount /run tmpfs memory rw",
      "start: ‹run› ‹--token› ‹canary›",
      "image ‹x›",
      "grant p run /run/secrets/p",
      "mount /run tmpfs memory rw",
    ]);
  });

  it("a fragment that nobody uses says nothing", () => {
    expect(saidOf("x-env: &e\n  environment:\n    DB_PASSWORD: canary\nservices:\n  a: {image: x}\n")).toEqual([
      "image ‹x›",
    ]);
  });

  it("an explicit key wins over a merged one, the first map over the second", () => {
    const text =
      "x-a: &a {A: a1, B: b1}\nx-b: &b {A: a2, B: b2, C: c2}\nservices:\n  s:\n    environment:\n      <<: [*a, *b]\n      A: own\n";
    expect(saidOf(text)).toEqual(["container-env A=‹own›", "container-env B=‹b1›", "container-env C=‹c2›"]);
  });

  it("follows an alias in a value and shows where the literal is", () => {
    const text = "x-pw: &pw canary\nservices:\n  s:\n    environment:\n      A: *pw\n";
    const [fact] = scanText(text).facts;
    if (fact?.kind !== "binding") throw new Error("no binding");
    expect(text.slice(...fact.valueSpan)).toBe("*pw");
    const [part] = fact.value;
    expect(part && text.slice(...part.span)).toBe("canary");
  });

  it("the last anchor of a name before its alias counts", () => {
    const text = "x-a: &v one\nx-b: &v two\nservices:\n  s:\n    environment:\n      A: *v\nx-c: &v three\n";
    expect(saidOf(text)).toEqual(["container-env A=‹two›"]);
  });

  it("an alias without an anchor is a gap, or unknown", () => {
    expect(saidOf("services:\n  s:\n    environment: *nope\n  t: *nope\n")).toEqual([
      "gap: an alias without an anchor",
      "gap: an alias without an anchor",
    ]);
    expect(saidOf("services:\n  s:\n    environment:\n      A: *nope\n      <<: *nope\n")).toEqual([
      "container-env A=?",
    ]);
  });

  it.each([
    "services: &s\n  a:\n    environment: *s\n",
    "services:\n  a: &a\n    <<: *a\n    environment: {A: b}\n",
    "services:\n  a: &a\n    <<: [*a, *a]\n    environment: &e\n      <<: *e\n      A: b\n",
  ])("what holds itself ends: %j", (text) => {
    expect(() => saidOf(text)).not.toThrow();
  });

  it("a bomb of aliases and one of merges end fast", () => {
    const level = (n: number) =>
      `x-${n}: &a${n} [${Array(10)
        .fill(`*a${n - 1}`)
        .join(", ")}]\n`;
    const aliases = `x-0: &a0 [canary]\n${Array.from({ length: 30 }, (_, n) => level(n + 1)).join("")}services:\n  s:\n    environment: *a30\n    command: *a30\n`;
    const merges = `x-0: &m0 {K: canary}\n${Array.from({ length: 3000 }, (_, n) => `x-${n + 1}: &m${n + 1} {<<: [*m${n}, *m${n}], K${n}: v}\n`).join("")}services:\n  s:\n    environment: *m3000\n`;
    const start = cpuTime();
    saidOf(aliases);
    expect(saidOf(merges).at(-1)).toBe("gap: merges more than is read");
    expect(cpuTime() - start).toBeLessThan(12_000);
  });
});
