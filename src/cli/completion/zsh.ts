import { choices, type OfferedCommand, type OfferedOption } from "./words.ts";

/** For zsh, with compinit loaded: as a file `_runsecrets` in `fpath`, or sourced. */
export function zshCompletion(commands: readonly OfferedCommand[]): string {
  return `#compdef runsecrets
_runsecrets_rules() {
  local -a rules
  rules=(\${(f)"$(runsecrets rules 2>/dev/null | cut -d' ' -f1)"})
  compadd "$@" -a rules
}
_runsecrets() {
  local curcontext=$curcontext state line
  local -A opt_args
  local -a commands
  commands=(
${commands.map(({ name, what }) => `    ${quoted(`${name}:${what}`)}`).join("\n")}
  )
  _arguments -C '(- *)'{-h,--help}'[what a command takes]' '(- *)--version[the version]' '1: :->command' '*:: :->rest'
  case $state in
    command) _describe command commands;;
    rest)
      case $words[1] in
${commands.map(commandCase).join("\n")}
      esac;;
  esac
}
if [[ $funcstack[1] == _runsecrets ]]; then _runsecrets "$@"; else compdef _runsecrets runsecrets; fi
`;
}

function commandCase({ name, options, behind }: OfferedCommand): string {
  const rest =
    behind === "files"
      ? ["'*:file:_files'"]
      : behind === "rules"
        ? ["'1:rule:_runsecrets_rules'"]
        : behind.length > 0
          ? [quoted(`1:word:(${behind.join(" ")})`)]
          : [];
  const lines = [...options.flatMap(specs), ...rest].map((spec) => `          ${spec}`);
  return `        ${name}) _arguments -s -S \\\n${lines.join(" \\\n")};;`;
}

function specs({ name, short, takesValue, what, offers }: OfferedOption): string[] {
  const words = choices(offers);
  const action = words
    ? `(${words.join(" ")})`
    : offers === "files"
      ? "_files"
      : offers === "rules"
        ? "_runsecrets_rules -S="
        : " ";
  const text = `[${what.replace(/[[\]\\:]/g, "\\$&")}]`;
  const long = quoted(`*--${name}${takesValue ? "=" : ""}${text}${takesValue ? `:value:${action}` : ""}`);
  return short === undefined
    ? [long]
    : [long, quoted(`*-${short}${takesValue ? "+" : ""}${text}${takesValue ? `:value:${action}` : ""}`)];
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
