import { expect, it } from "vitest";
import { type Config, defaultConfig, layered } from "../../src/config/config.ts";
import { applySeverities, filterEnabled } from "../../src/policy/rule-filter.ts";
import { found } from "../support/findings.ts";

const example = found("secret-in-env", [0, 5], { example: true });
const real = found("secret-in-env", [9, 12]);

it.each<[Config["examples"], string[]]>([
  ["off", ["high"]],
  ["note", ["info", "high"]],
  ["full", ["high", "high"]],
])("examples: %s", (examples, severities) => {
  const config = { ...defaultConfig, examples };
  expect(applySeverities(filterEnabled([example, real], config), config).map((one) => one.severity)).toEqual(
    severities,
  );
});

it("rules that are off, or weigh more", () => {
  const config = { ...defaultConfig, rules: { "secret-in-env": "off", "secret-in-url": "critical" } } as const;
  const url = found("secret-in-url", [0, 5], { severity: "low" });
  expect(filterEnabled([real, url], config)).toEqual([url]);
  expect(applySeverities([url], config)[0]?.severity).toBe("critical");
});

it("a note stays a note, whatever its rule weighs", () => {
  const config = { ...defaultConfig, examples: "note", rules: { "secret-in-env": "critical" } } as const;
  expect(applySeverities([example], config)[0]?.severity).toBe("info");
});

it("the last override that names a rule holds for its files, and what is set beside the file for all", () => {
  const overrides = [
    { paths: ["*.yaml"], rules: { "secret-in-env": "critical" } },
    { paths: ["/compose.yaml"], rules: { "secret-in-env": "low" } },
    { paths: ["*", "!compose.yaml"], rules: { "secret-in-env": "info" } },
    { paths: ["compose.*"], rules: { "secret-in-url": "off" } },
  ] as const;
  const config = layered(defaultConfig, { rules: { "secret-in-url": "info" }, overrides });
  const url = found("secret-in-url", [0, 5]);
  const judged = (one: Config) => applySeverities(filterEnabled([real, url], one), one).map(({ severity }) => severity);
  expect(real.at.file).toBe("compose.yaml");
  expect(judged(config)).toEqual(["low"]);
  expect(judged(layered(config, { rules: { "secret-in-env": "medium", "secret-in-url": "high" } }))).toEqual([
    "medium",
    "high",
  ]);
});

it("an override silences what is reported of comments, too", () => {
  const config = { ...defaultConfig, overrides: [{ paths: ["*"], rules: { "bad-suppression": "off" } }] } as const;
  expect(applySeverities([found("bad-suppression", [0, 5])], config)).toEqual([]);
});
