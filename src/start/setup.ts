import { join } from "node:path";
import { helpText } from "../cli/help.ts";
import { completion } from "../completion/index.ts";
import { initCommand } from "../init/init-command.ts";
import { bundleOf, type Main } from "./load.ts";
import { attended, print } from "./terminal.ts";

/** What only a set-up and somebody who asks for help need, bundled apart: no other run loads it. */
export const main: Main = (argv, folder) =>
  attended(argv, folder, async (args) => {
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
