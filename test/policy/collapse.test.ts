import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collapse } from "../../src/policy/collapse.ts";
import { cpuTime } from "../support/cpu-time.ts";
import { found, relatedAt, shuffled } from "../support/findings.ts";

const rules = (findings: Parameters<typeof collapse>[0]) => collapse(findings).map((finding) => finding.rule);

describe("one region, one finding", () => {
  it("keeps the more specific rule, with the highest severity", () => {
    const [only, ...rest] = collapse([
      found("secret-in-env", [10, 40], { severity: "critical" }),
      found("secret-in-url", [20, 30], { severity: "medium" }),
    ]);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ rule: "secret-in-url", severity: "critical", at: { span: [20, 30] } });
  });

  it("keeps two secrets of one statement, though a wider finding is over both", () => {
    const wide = found("secret-in-command", [0, 100]);
    const narrow = [found("secret-in-command", [10, 20]), found("secret-in-command", [30, 40])];
    expect(collapse([wide, ...narrow]).map((one) => one.at)).toEqual(narrow.map((one) => one.at));
  });

  it("keeps neighbours that touch", () => {
    const neighbours = [found("secret-in-env", [10, 20]), found("secret-in-env", [20, 30])];
    expect(collapse([...neighbours, found("secret-in-env", [0, 40])])).toEqual(neighbours);
    expect(rules([found("secret-in-env", [10, 20]), found("secret-in-env", [20, 30])])).toHaveLength(2);
  });

  it("keeps what other rules say at the same place", () => {
    expect(rules([found("secret-in-env", [10, 20]), found("file-variable-conflict", [10, 20])])).toHaveLength(2);
  });

  it("keeps every file that one COPY brings", () => {
    const files = [".env", "id_rsa"].map((key) => found("secret-in-layer", [0, 8], { key }));
    expect(collapse(files).map((one) => one.key)).toEqual([".env", "id_rsa"]);
    const removed = found("secret-removed-too-late", [0, 8], { key: ".env" });
    expect(collapse([...files, removed]).map((one) => [one.rule, one.key])).toEqual([
      ["secret-in-layer", "id_rsa"],
      ["secret-removed-too-late", ".env"],
    ]);
  });

  it("does not mix up files", () => {
    expect(
      rules([found("secret-in-env", [0, 9]), found("secret-in-url", [0, 9], { file: "other.yaml" })]),
    ).toHaveLength(2);
  });

  it("merges twins of any rule, anyone they are about", () => {
    const twins = ["a", "b"].map((name) => found("unused-secret", [0, 5], { subject: `service:compose.yaml#${name}` }));
    expect(collapse(twins.toReversed())).toEqual([expect.objectContaining({ subject: "service:compose.yaml#a" })]);
  });

  it("takes an empty span for one position", () => {
    expect(rules([found("secret-in-env", [10, 10]), found("secret-in-url", [5, 11])])).toEqual(["secret-in-url"]);
  });
});

describe("a related place", () => {
  const source = (related = [relatedAt("compose.yaml", [50, 80])]) =>
    found("secret-in-env-file", [0, 10], { file: ".env", related });

  it("takes in the finding there, and the places related to that", () => {
    const used = found("secret-in-env", [60, 80], { severity: "critical", related: [relatedAt("Dockerfile", [1, 2])] });
    const [only, ...rest] = collapse([used, source()]);
    expect(rest).toEqual([]);
    expect(only).toMatchObject({ rule: "secret-in-env-file", severity: "critical" });
    expect(only?.related.map(({ at }) => at.file)).toEqual(["compose.yaml", "Dockerfile"]);
  });

  it("leaves a more specific finding there only", () => {
    expect(rules([source(), found("secret-default", [60, 70])])).toEqual(["secret-in-env-file", "secret-default"]);
  });

  it("goes on through a chain, and ends in a circle", () => {
    const chain = [
      found("secret-in-env", [0, 5], { related: [relatedAt("compose.yaml", [10, 15])] }),
      found("secret-in-env", [10, 15], { related: [relatedAt("compose.yaml", [20, 25])] }),
      found("secret-in-env", [20, 25], { related: [relatedAt("compose.yaml", [0, 5])] }),
    ];
    const [only, ...rest] = collapse(chain);
    expect(rest).toEqual([]);
    expect(only?.at).toMatchObject({ span: [0, 5] });
    expect(only?.related).toHaveLength(2);
  });
});

describe("laws", () => {
  const names = [
    "secret-in-url",
    "secret-in-layer",
    "secret-in-command",
    "secret-in-env-file",
    "secret-in-env",
    "unused-secret",
  ];
  const place = fc.tuple(fc.constantFrom(".env", "compose.yaml"), fc.nat(30), fc.nat(12));
  const finding = fc
    .record({
      rule: fc.constantFrom(...names),
      place,
      key: fc.constantFrom("A", "B"),
      severity: fc.constantFrom("low" as const, "high" as const),
      related: fc.array(place, { maxLength: 2 }),
    })
    .map(({ rule, place: [file, start, length], key, severity, related }) =>
      found(rule, [start, start + length], {
        file,
        key,
        severity,
        related: related.map(([other, from, size]) => relatedAt(other, [from, from + size])),
      }),
    );

  it("the order of the input changes nothing", () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 14 }), fc.nat(), (findings, seed) => {
        expect(collapse(shuffled(findings, seed))).toEqual(collapse(findings));
      }),
      { numRuns: 500 },
    );
  });

  it("nothing is left to merge by region, and the worst severity stays", () => {
    fc.assert(
      fc.property(fc.array(finding, { maxLength: 14 }), (findings) => {
        const once = collapse(findings);
        expect(once.some((one) => one.severity === "high")).toBe(findings.some((one) => one.severity === "high"));
        for (const one of once)
          expect(findings).toContainEqual(expect.objectContaining({ rule: one.rule, at: one.at }));
        expect(collapse(once).length).toBeLessThanOrEqual(once.length);
      }),
      { numRuns: 300 },
    );
  });

  it("ten thousand findings of one file take no more than a moment", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => found("secret-in-env", [at * 10, at * 10 + 8]));
    const started = cpuTime();
    expect(collapse(many)).toHaveLength(10_000);
    expect(cpuTime() - started).toBeLessThan(8000);
  });
});
