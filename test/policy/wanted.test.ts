import { expect, it } from "vitest";
import { type Config, defaultConfig } from "../../src/policy/config.ts";
import { graded, wanted } from "../../src/policy/wanted.ts";
import { found } from "../support/findings.ts";

const example = found("secret-in-env", [0, 5], { example: true });
const real = found("secret-in-env", [9, 12]);

it.each<[Config["examples"], string[]]>([
  ["off", ["high"]],
  ["note", ["info", "high"]],
  ["full", ["high", "high"]],
])("examples: %s", (examples, severities) => {
  const config = { ...defaultConfig, examples };
  expect(graded(wanted([example, real], config), config).map((one) => one.severity)).toEqual(severities);
});

it("rules that are off, or weigh more", () => {
  const config = { ...defaultConfig, rules: { "secret-in-env": "off", "secret-in-url": "critical" } } as const;
  const url = found("secret-in-url", [0, 5], { severity: "low" });
  expect(wanted([real, url], config)).toEqual([url]);
  expect(graded([url], config)[0]?.severity).toBe("critical");
});

it("a note stays a note, whatever its rule weighs", () => {
  const config = { ...defaultConfig, examples: "note", rules: { "secret-in-env": "critical" } } as const;
  expect(graded([example], config)[0]?.severity).toBe("info");
});
