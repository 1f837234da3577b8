import { runFix } from "../../pipeline/fix.ts";
import { fixText } from "../../reporters/fix.ts";
import type { FixArguments } from "../arguments.ts";
import type { Console } from "../reports.ts";

/**
 * Shows what can be fixed, or fixes it. The code is 1 while something is left, and 2 where something could not be read.
 */
export async function fixCommand(args: FixArguments, { cwd, print, say, color }: Console): Promise<0 | 1 | 2> {
  const { paths, write, rules, only, secretsDir, configFile } = args;
  const report = await runFix({
    cwd,
    paths,
    write,
    rules,
    ...(only !== undefined && { only }),
    ...(secretsDir !== undefined && { secretsDir }),
    ...(configFile !== undefined && { configFile }),
  });
  print(fixText(report, { color }));
  for (const { file, line, why } of report.gaps)
    say(`not checked: ${file}${line === undefined ? "" : `:${line}`} ${why}`);
  if (report.left.length > 0 || (report.fixes.length > 0 && !report.written)) return 1;
  return report.gaps.length > 0 ? 2 : 0;
}
