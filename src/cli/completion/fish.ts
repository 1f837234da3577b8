import { choices, type OfferedCommand, type OfferedOption } from "./words.ts";

/** For fish 3 and newer. */
export function fishCompletion(commands: readonly OfferedCommand[]): string {
  const lines = commands.flatMap((command) => [
    `complete -c runsecrets -n __fish_use_subcommand -a ${command.name} -d ${quoted(command.what)}`,
    ...behind(command),
    ...command.options.map((option) => `complete -c runsecrets -n ${seen(command.name)} ${spec(option)}`),
  ]);
  return `# fish completion for runsecrets
complete -c runsecrets -f
complete -c runsecrets -n __fish_use_subcommand -s h -l help -d 'what a command takes'
complete -c runsecrets -n __fish_use_subcommand -l version -d 'the version'
${lines.join("\n")}
`;
}

const rules = `'(runsecrets rules 2>/dev/null | string replace -r " .*" "")'`;

function behind({ name, behind }: OfferedCommand): string[] {
  const start = `complete -c runsecrets -n ${seen(name)}`;
  if (behind === "files") return [`${start} -F`];
  if (behind === "rules") return [`${start} -a ${rules}`];
  return behind.length > 0 ? [`${start} -a ${quoted(behind.join(" "))}`] : [];
}

function spec({ name, short, takesValue, what, offers }: OfferedOption): string {
  const words = choices(offers);
  const value = words
    ? ` -xa ${quoted(words.join(" "))}`
    : offers === "files"
      ? " -rF"
      : offers === "rules"
        ? ` -xa ${rules}`
        : " -x";
  return `${short === undefined ? "" : `-s ${short} `}-l ${name}${takesValue ? value : ""} -d ${quoted(what)}`;
}

function seen(command: string): string {
  return `'__fish_seen_subcommand_from ${command}'`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}
