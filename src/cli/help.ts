import { type CommandWords, commandWords, type OptionWords, optionWords } from "./option-words.ts";
import { type CommandName, commands, type OptionName, options, optionsOf } from "./options.ts";
import { wrapped } from "./wrapped.ts";

const width = 120;

/** A word for people, and what it is. */
type Row = readonly [string, string];

/** What `--help` prints. */
export function helpText(about?: CommandName): string {
  return `${(about === undefined ? overview() : page(about)).join("\n")}\n`;
}

function overview(): string[] {
  const words = commandWords();
  const rows = commands.map((name): Row => [usage(name, words[name]), words[name].short]);
  return [
    "runsecrets: finds Docker secrets that are outside /run/secrets, and says how to move them",
    "",
    ...columns([
      ...rows,
      ["", ""],
      ["runsecrets COMMAND --help", "what a command takes"],
      ["runsecrets --version", ""],
    ]),
  ];
}

function page(command: CommandName): string[] {
  const words = commandWords()[command];
  const known = optionWords();
  const own = optionsOf(command).filter((name) => name !== "help" && name !== "version");
  // A command that prints no report has no colours to leave out.
  const shown = own.filter((name) => name !== "no-color" || own.includes("format"));
  const rows = [
    ...(words.rows ?? []),
    ...shown.map((name): Row => [flags(name, known[name]), known[name].differs?.[command] ?? known[name].what]),
  ];
  const parts = [columns(rows), words.remarks ?? [], ...Object.entries(words.sections ?? {}).map(section)];
  return [
    ...wrapped(`${usage(command, words)}: ${words.long}`, width),
    ...parts.flatMap((part) => (part.length > 0 ? ["", ...part] : [])),
  ];
}

/** `runsecrets lint [path…]` */
function usage(command: CommandName, { takes }: CommandWords): string {
  return `runsecrets ${command}${takes === undefined ? "" : ` ${takes}`}`;
}

function section([title, lines]: [string, readonly string[]]): string[] {
  return [title, ...lines.map((line) => `  ${line}`)];
}

/** `-f, --format NAME[=FILE]` */
function flags(name: OptionName, { value }: OptionWords): string {
  const option = options[name];
  const short = "short" in option ? `-${option.short}, ` : "    ";
  return `${short}--${name}${value === undefined ? "" : ` ${value}`}`;
}

function columns(rows: readonly Row[]): string[] {
  const left = 4 + Math.max(...rows.map(([word]) => word.length));
  return rows.flatMap(([word, what]) =>
    wrapped(what, width - left).map((line, at) => `${(at === 0 ? `  ${word}` : "").padEnd(left)}${line}`.trimEnd()),
  );
}
