import { unknownRule } from "../../config/check-config.ts";
import { rules } from "../../rules/index.ts";
import type { Example, RuleCard } from "../../rules/rule.ts";
import { wrapped } from "../wrapped.ts";

/** What `runsecrets explain` prints. */
export function explain(id: string): string {
  const rule = rules.find((one) => one.id === id);
  if (rule) return explanation(rule);
  throw unknownRule(
    id,
    rules.map((one) => one.id),
  );
}

/** A rule's page for a terminal. */
function explanation(rule: RuleCard): string {
  const lines = [`${rule.id} (${rule.severity}): ${rule.title}`, "", ...wrapped(rule.why), ""];
  for (const { bad, good } of rule.examples) {
    lines.push("Bad:", "", ...shown(bad), "Good:", "", ...shown(good));
  }
  lines.push(
    "To silence one finding, write above it:",
    "",
    `  # runsecrets-ignore ${rule.id} -- why it is meant to be here`,
  );
  return `${lines.join("\n")}\n`;
}

function shown({ files }: Example): string[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const lines = text.trimEnd().split("\n");
    return [`  ${path}`, ...lines.map((line) => `    │ ${line}`.trimEnd()), ""];
  });
}
