import { baselineCommand } from "../cli/commands/baseline.ts";
import { explain } from "../cli/commands/explain.ts";
import { imagesCommand } from "../cli/commands/images.ts";
import { lintCommand } from "../cli/commands/lint.ts";
import { rulesList } from "../cli/commands/rules.ts";
import { printable } from "../findings/printable.ts";
import { rules } from "../rules/index.ts";
import { bundleOf, type Main } from "./load.ts";
import { print, runCommand } from "./terminal.ts";

export { warm } from "./warm.ts";

/**
 * What the command line loads for all that reads files or knows rules: one module, because each further one costs a
 * millisecond or two at every start.
 */
export const main: Main = (argv, folder) =>
  runCommand(argv, folder, async (args, desk) => {
    switch (args.command) {
      case "lint":
        return lintCommand(args, { ...desk(args.color), input });
      case "fix": {
        const { fixCommand } = await import("../cli/commands/fix.ts");
        return fixCommand(args, desk(args.color));
      }
      case "baseline": {
        const { code, text } = await baselineCommand(args, process.cwd());
        print(text.split("\n").map(printable).join("\n"));
        return code;
      }
      case "rules":
        print(rulesList(rules));
        return 0;
      case "explain":
        print(explain(args.rule));
        return 0;
      case "why": {
        const { whyCommand } = await import("../cli/commands/why.ts");
        const text = await whyCommand(args, process.cwd());
        print(text.split("\n").map(printable).join("\n"));
        return 0;
      }
      case "images":
        print(await imagesCommand(args, process.cwd()));
        return 0;
      default:
        return bundleOf(args.command);
    }
  });

async function input(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}
