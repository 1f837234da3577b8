import { join } from "node:path";
import { initCommand } from "../cli/commands/init.ts";
import { completion } from "../cli/completion/index.ts";
import { helpText } from "../cli/help.ts";
import { bundleOf, type Main } from "./load.ts";
import { print, runCommand } from "./terminal.ts";

/** What only a set-up and somebody who asks for help need, bundled apart: no other run loads it. */
export const main: Main = (argv, folder) =>
  runCommand(argv, folder, async (args) => {
    switch (args.command) {
      case "version":
        print(`${__VERSION__}\n`);
        return 0;
      case "help":
        print(helpText(args.about));
        return 0;
      case "completion":
        print(completion(args.shell));
        return 0;
      case "init": {
        const { code, text } = initCommand(args, process.cwd(), join(folder, "cli.cjs"));
        print(text);
        return code;
      }
      default:
        return bundleOf(args.command);
    }
  });
