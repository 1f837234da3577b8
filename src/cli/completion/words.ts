import { severities } from "../../rules/rule.ts";
import { shells } from "../arguments.ts";
import { commandWords, type OptionWords, optionWords } from "../option-words.ts";
import { type CommandName, commands, type OptionName, options, optionsOf } from "../options.ts";
import { formats } from "../outputs.ts";

/** One option as a shell offers it. */
export interface OfferedOption {
  name: OptionName;
  short?: string;
  takesValue: boolean;
  what: string;
  offers: OptionWords["offers"];
}

/** One command as a shell offers it, and what comes after its options. */
export interface OfferedCommand {
  name: CommandName;
  what: string;
  options: readonly OfferedOption[];
  behind: "files" | "rules" | readonly string[];
}

/** All that there is to offer, from the tables that the arguments are read with. */
export function offered(): OfferedCommand[] {
  const [words, known] = [commandWords(), optionWords()];
  return commands.map((name) => ({
    name,
    what: words[name].short,
    options: optionsOf(name).map((one) => {
      const option = options[one];
      return {
        name: one,
        ...("short" in option && { short: option.short }),
        takesValue: option.type === "string",
        what: known[one].differs?.[name] ?? known[one].what,
        offers: known[one].offers,
      };
    }),
    behind: behind(name),
  }));
}

/** The words that a value may be, where they are few. */
export function choices(offers: OptionWords["offers"]): readonly string[] | undefined {
  if (offers === "formats") return formats;
  return offers === "severities" ? [...severities, "never"] : undefined;
}

function behind(name: CommandName): OfferedCommand["behind"] {
  if (name === "lint" || name === "fix" || name === "baseline" || name === "why") return "files";
  if (name === "explain") return "rules";
  return name === "completion" ? shells : [];
}
