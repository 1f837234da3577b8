import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Location, Log, Run } from "sarif";
import { describe, expect, it } from "vitest";
import type { RunReport } from "../../src/findings/report.ts";
import { sarifReporter } from "../../src/reporters/sarif.ts";
import { severities } from "../../src/rules/rule.ts";
import { located, manyFindings, onLine, ruleNamed, runReport } from "../support/run-report.ts";
import { audited, sarifStories } from "../support/sarif-stories.ts";

const schema = JSON.parse(readFileSync(new URL("../../fixtures/schemas/sarif-2.1.0.json", import.meta.url), "utf8"));
const ajv = new Ajv2020({ strict: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function log(report: RunReport): Log {
  return JSON.parse(sarifReporter(report));
}

function onlyRun(report: RunReport): Run {
  const [run, ...rest] = log(report).runs;
  if (!run || rest.length > 0) throw new Error("a file holds one run");
  return run;
}

describe("the schema", () => {
  for (const [title, report] of Object.entries(sarifStories)) {
    it(`holds for ${title}`, () => {
      validate(log(report));
      expect(validate.errors).toBeNull();
    });
  }

  it("is not a formality", () => {
    expect(validate({ version: "2.1.0", runs: [{ tool: { driver: {} } }] })).toBe(false);
  });
});

describe("GitHub's limits", () => {
  it("keeps the 25,000 worst of 30,000 results, and says so", () => {
    const report = runReport({ findings: manyFindings(30_000) });
    const whole = log(report);
    expect(validate(whole)).toBe(true);
    const run = whole.runs[0];
    expect(run?.results).toHaveLength(25_000);
    const kept = new Map(severities.map((one) => [one, 0]));
    for (const result of run?.results ?? []) {
      const severity = result.properties?.severity;
      kept.set(severity, (kept.get(severity) ?? 0) + 1);
    }
    expect(Object.fromEntries(kept)).toEqual({ critical: 6000, high: 6000, medium: 6000, low: 6000, info: 1000 });
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text)).toEqual([
      "30,000 findings were made; the 25,000 most severe ones are listed.",
    ]);
  });

  it("keeps a file below 10 MB compressed, the worst first, and says so twice", () => {
    // Noise does not compress: each of these takes some 3 kB.
    let state = 1;
    const next = () => {
      state = (state * 48271) % 2147483647;
      return 33 + (state % 90);
    };
    const noise = () => Array.from({ length: 4000 }, next);
    const findings = manyFindings(5000).map((one) => ({ ...one, what: String.fromCharCode(...noise()) }));
    const said: string[] = [];
    const text = sarifReporter(runReport({ findings }), { notice: (line) => said.push(line) });
    expect(gzipSync(text).length).toBeLessThanOrEqual(10_000_000);
    const [run] = (JSON.parse(text) as Log).runs;
    const kept = run?.results?.length ?? 0;
    expect(kept).toBeGreaterThan(1500);
    expect(run?.results?.slice(0, 1000).every(({ properties }) => properties?.severity === "critical")).toBe(true);
    const notice = `5,000 findings were made; the ${kept.toLocaleString("en")} most severe ones are listed.`;
    expect(run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(notice);
    expect(said).toEqual([`SARIF: ${notice}`]);
  });

  it("keeps 25,000 of an audit's 30,000 results", () => {
    const whole = log(audited(30_000));
    expect(validate(whole)).toBe(true);
    expect(whole.runs[0]?.results).toHaveLength(25_000);
  });

  it("names a thousand things that were not checked, and how many there were", () => {
    const gaps = Array.from({ length: 1200 }, (_, at) => ({
      file: `${at}.env`,
      code: "too-large" as const,
      why: "larger than 1 MB",
    }));
    const notices = onlyRun(runReport({ gaps })).invocations?.[0]?.toolExecutionNotifications ?? [];
    expect(notices).toHaveLength(1001);
    expect(notices[0]?.message.text).toBe("1,200 things were not checked; the first 1,000 are listed.");
  });

  it("keeps a result to a thousand locations", () => {
    const relatedRegions = Array.from({ length: 1500 }, (_, at) => ({
      file: "a",
      region: onLine(at + 1),
      note: "used",
    }));
    const result = onlyRun(runReport({ findings: [located({ relatedRegions })] })).results?.[0];
    expect(result?.relatedLocations).toHaveLength(999);
  });

  it("keeps words and tags short", () => {
    const rule = onlyRun(sarifStories["a rule with long words"] ?? runReport()).tool.driver.rules?.[0];
    expect(rule?.shortDescription?.text.length).toBeLessThanOrEqual(1024);
    expect(rule?.fullDescription?.text.length).toBeLessThanOrEqual(1024);
    expect(rule?.properties?.tags).toHaveLength(20);
  });
});

describe("rules", () => {
  const rules = severities.map((severity) => ruleNamed(`of-${severity}`, { severity }));
  const written = onlyRun(runReport({ rules })).tool.driver.rules ?? [];

  it("lists all of them, fired or not", () => {
    expect(written.map(({ id, name }) => `${id} ${name}`)).toEqual([
      "of-info OfInfo",
      "of-low OfLow",
      "of-medium OfMedium",
      "of-high OfHigh",
      "of-critical OfCritical",
    ]);
  });

  it("gives each severity a number that GitHub reads as the same", () => {
    const gitHub = (number: unknown) => {
      if (number === undefined) return "info";
      expect(number).toEqual(expect.any(String));
      const score = Number(number);
      if (score > 9) return "critical";
      if (score >= 7 && score <= 8.9) return "high";
      return score >= 4 && score <= 6.9 ? "medium" : "low";
    };
    expect(written.map(({ properties }) => gitHub(properties?.["security-severity"]))).toEqual([...severities]);
    expect(written.map((rule) => rule.defaultConfiguration?.level)).toEqual([
      "note",
      "warning",
      "warning",
      "error",
      "error",
    ]);
  });

  it("gives a finding that is more or less severe than its rule one of its own, below it", () => {
    const findings = severities.map((severity) => located({ severity, rule: "of-high", key: severity }));
    const run = onlyRun(runReport({ rules: [ruleNamed("of-high")], findings }));
    expect(run.tool.driver.rules?.map(({ id, properties }) => `${id} ${properties?.["security-severity"]}`)).toEqual([
      "of-high 8.0",
      "of-high/critical 9.5",
      "of-high/medium 5.5",
      "of-high/low 3.0",
      "of-high/info undefined",
    ]);
    for (const { ruleId, ruleIndex, level, properties } of run.results ?? []) {
      const rule = run.tool.driver.rules?.[ruleIndex ?? -1];
      expect(rule?.id).toBe(ruleId);
      expect(rule?.defaultConfiguration?.level).toBe(level);
      expect(ruleId).toBe(properties?.severity === "high" ? "of-high" : `of-high/${properties?.severity}`);
    }
  });

  it("tags them for GitHub's filters", () => {
    const tagged = onlyRun(runReport({ rules: [ruleNamed("x", { tags: ["CWE-22", "docker", "security"] })] }));
    expect(tagged.tool.driver.rules?.[0]?.properties?.tags).toEqual(["security", "external/cwe/cwe-022", "docker"]);
  });

  it("shows how it should be, fenced by more backticks than the text holds, and never how it should not", () => {
    const examples = [{ bad: { files: { ".env": "A=canary" } }, good: { files: { "a.md": "```\nx\n````\n" } } }];
    const help = onlyRun(runReport({ rules: [ruleNamed("x", { examples })] })).tool.driver.rules?.[0]?.help;
    expect(help?.markdown).toContain("`a.md`\n\n`````\n```\nx\n````\n`````\n");
    expect(help?.text).toContain("a.md:\n\n    ```\n    x\n    ````\n");
    expect(JSON.stringify(help)).not.toContain("canary");
  });
});

describe("an audit's results", () => {
  const [undeclared, declared] = onlyRun(audited(2)).results?.toSorted((a) => (a.relatedLocations ? 1 : -1)) ?? [];
  const uri = (place?: Location) => place?.physicalLocation?.artifactLocation?.uri;

  it("are at the line that declares the container, with what the engine answered beside it", () => {
    expect(uri(declared?.locations?.[0])).toBe("deploy/compose.yaml");
    expect(declared?.locations?.[0]?.physicalLocation?.region?.startLine).toBe(2);
    expect(declared?.relatedLocations?.map(uri)).toEqual(["engine/container/shop_1.1"]);
  });

  it("are at a path of the engine's where none does, and name the place in its answer", () => {
    expect(uri(undeclared?.locations?.[0])).toBe("engine/container/shop_0.1");
    expect(undeclared?.locations?.[0]?.logicalLocations?.map((one) => one.fullyQualifiedName)).toEqual([
      "container:shop_0",
      "container:shop_0#/inspect/Config/Env/0",
    ]);
  });

  it("have a category of their own", () => {
    expect(onlyRun(audited(0)).automationDetails?.id).toBe("runsecrets/audit/");
    expect(onlyRun(runReport()).automationDetails?.id).toBe("runsecrets/lint/");
  });
});

describe("results", () => {
  it("points at its rule, line and related places, with GitHub's fingerprint and ours", () => {
    const result = onlyRun(sarifStories["one finding"] ?? runReport()).results?.[0];
    expect(result).toMatchSnapshot();
  });

  it("says what to do as text and as Markdown, in which nothing of a file is a mark", () => {
    const what = "the key <b> of `a*b*` is_plain_text at https://x.example";
    const findings = [located({ what, instead: "grant it", paste: ["a: ```", "b: `c`"] })];
    expect(onlyRun(runReport({ findings })).results?.[0]?.message).toEqual({
      text: `${what}. Fix: grant it.\n  a: \`\`\`\n  b: \`c\``,
      markdown:
        "the key \\<b\\> of `a*b*` is\\_plain\\_text at https\\://x.example. Fix: grant it.\n\n" +
        "````\na: ```\nb: `c`\n````",
    });
  });

  it("points at a descriptor even where no rule made the finding", () => {
    const run = onlyRun(sarifStories["a finding that no rule made"] ?? runReport());
    expect(run.tool.driver.rules?.[run.results?.[0]?.ruleIndex ?? -1]?.id).toBe("suppression-without-reason");
  });

  it("writes paths as relative references that lead back to the file", () => {
    const run = onlyRun(sarifStories["hostile names"] ?? runReport());
    const uris = run.results?.map((result) => result.locations?.[0]?.physicalLocation?.artifactLocation);
    expect(uris?.map((one) => one?.uri).sort()).toMatchSnapshot();
    const read = uris?.map((one) => (one?.uriBaseId ? decodeURIComponent(one.uri ?? "") : one?.uri));
    expect(read).toContain("with:colon/and?query#fragment.yaml");
    expect(read).toContain("file:///etc/absolute.env");
  });

  it("makes links of our own only", () => {
    const run = onlyRun(sarifStories["hostile names"] ?? runReport());
    for (const { message } of run.results ?? []) {
      expect(message.text?.match(/\]\((.*?)\)/g)).toEqual(["](1)"]);
      expect(message.markdown?.match(/[^\\]\]\((.*?)\)/g)).toHaveLength(1);
    }
  });

  it("has no snippet, no time and no absolute path of the machine", () => {
    const written = sarifReporter(sarifStories["one finding"] ?? runReport());
    expect(written).not.toMatch(/snippet|contextRegion|TimeUtc|workingDirectory/);
    expect(written).not.toContain(process.cwd());
  });
});

it("says what was not checked, and is the same whatever the order and the time", () => {
  const report = sarifStories["one finding"] ?? runReport();
  const [invocation] = onlyRun(report).invocations ?? [];
  expect(invocation?.executionSuccessful).toBe(true);
  expect(invocation?.toolExecutionNotifications?.map(({ level, message }) => `${level} ${message.text}`)).toEqual([
    "warning Not checked: compose.yaml includes base.yaml (remote).",
    "warning Not checked: big.env larger than 1 MB.",
  ]);
  const findings = manyFindings(100);
  expect(log(runReport({ findings: findings.toReversed(), elapsedMs: 1 }))).toEqual(log(runReport({ findings })));
});
