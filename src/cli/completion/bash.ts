import { choices, type OfferedCommand, type OfferedOption } from "./words.ts";

/** For bash 4 and newer, without the package bash-completion. */
export function bashCompletion(commands: readonly OfferedCommand[]): string {
  return `# bash completion for runsecrets
_runsecrets() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= word
  local -a words=("\${COMP_WORDS[@]:1:COMP_CWORD-1}")
  # In \`--option=value\` the sign is a word of its own.
  if [[ $cur == "=" ]]; then cur=; elif [[ $prev == "=" ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for word in "\${words[@]}"; do
    case $word in ${commands.map(({ name }) => name).join("|")}) command=$word; break;; esac
  done
  COMPREPLY=()
  case $command:$prev in
${commands.flatMap(valueCases).join("\n")}
  esac
  case $command in
    '') COMPREPLY=($(compgen -W '${[...commands.map(({ name }) => name), "--help", "--version"].join(" ")}' -- "$cur"));;
${commands.map(commandCase).join("\n")}
  esac
}
_runsecrets_files() {
  compopt -o filenames 2>/dev/null
  local line
  while IFS= read -r line; do COMPREPLY+=("$line"); done < <(compgen -f -- "$1")
}
_runsecrets_rules() {
  COMPREPLY=($(compgen -W "$("\${COMP_WORDS[0]}" rules 2>/dev/null | cut -d' ' -f1)" "\${@:2}" -- "$1"))
}
complete -F _runsecrets runsecrets
`;
}

function valueCases({ name, options }: OfferedCommand): string[] {
  return options
    .filter(({ takesValue }) => takesValue)
    .map((option) => {
      const flags = flagsOf(option).map((flag) => `${name}:${flag}`);
      return `    ${flags.join("|")}) ${value(option)}return;;`;
    });
}

function value({ offers }: OfferedOption): string {
  const words = choices(offers);
  if (words) return `COMPREPLY=($(compgen -W '${words.join(" ")}' -- "$cur")); `;
  if (offers === "files") return '_runsecrets_files "$cur"; ';
  return offers === "rules" ? 'compopt -o nospace 2>/dev/null; _runsecrets_rules "$cur" -S =; ' : "";
}

function commandCase({ name, options, behind }: OfferedCommand): string {
  const flags = options.flatMap(flagsOf).join(" ");
  const rest =
    behind === "files"
      ? '_runsecrets_files "$cur"'
      : behind === "rules"
        ? '_runsecrets_rules "$cur"'
        : `COMPREPLY=($(compgen -W '${behind.join(" ")}' -- "$cur"))`;
  return `    ${name}) if [[ $cur == -* ]]; then COMPREPLY=($(compgen -W '${flags}' -- "$cur")); else ${rest}; fi;;`;
}

function flagsOf({ name, short }: OfferedOption): string[] {
  return [`--${name}`, ...(short === undefined ? [] : [`-${short}`])];
}
