import { explainLine, type LineExplanation } from "../../pipeline/explain-line.ts";

/** What `runsecrets why` was asked to do. */
export interface WhyArguments {
  command: "why";
  file: string;
  line: number;
  configFile?: string;
}

/** What `runsecrets why` prints: from the facts on a line to what became of each finding. */
export async function whyCommand({ file, line, configFile }: WhyArguments, cwd: string): Promise<string> {
  const settings = { cwd, ...(configFile !== undefined && { configFile }) };
  return `${page(await explainLine(file, line, settings)).join("\n")}\n`;
}

function page({ facts, findings }: LineExplanation): string[] {
  if (facts.length === 0 && findings.length === 0) return ["nothing was seen on this line"];
  return [
    ...facts.flatMap(({ fact, subject, judgement, rules }) => [
      fact,
      `  about      ${subject}`,
      ...(judgement === undefined ? [] : [`  judged     ${judgement}`]),
      `  looked at  by ${rules.length === 0 ? "rules that look at the whole only" : rules.join(", ")}`,
    ]),
    ...findings.flatMap(({ rule, what, policy }) => ["", `${rule}: ${what}`, `  policy     ${policy}`]),
  ];
}
