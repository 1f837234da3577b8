import type { Severity } from "../rules/rule.ts";

/** The three steps that SARIF and GitHub's annotations know (GitHub calls the last one `notice`). */
export const levels = {
  critical: "error",
  high: "error",
  medium: "warning",
  low: "warning",
  info: "note",
} as const satisfies Record<Severity, "error" | "warning" | "note">;
