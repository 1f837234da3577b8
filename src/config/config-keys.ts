import { type Severity, severities } from "../rules/rule.ts";
import type { FailOn } from "./config.ts";

/** The words a configuration may hold: what reads one and the schema for editors are both made of them. */
export const keys = [
  "rules",
  "overrides",
  "baseline",
  "fail-on",
  "exclude",
  "examples",
  "ignore",
  "images",
  "secrets",
  "swarm",
];
export const overrideKeys = ["paths", "rules"];
export const wordKeys = ["names", "not-names", "values", "not-values"] as const;
export const ignoreKeys = ["rule", "path", "subject", "key", "because", "until"];
export const examples = ["off", "note", "full"] as const;
export const failOns: readonly FailOn[] = [...severities, "never"];
export const ruleSettings: readonly (Severity | "off")[] = ["off", ...severities];
