import { commandWords, optionWords } from "./option-words.ts";
import { commands, options, optionsOf } from "./options.ts";

/** `man runsecrets`, in the macros of man(7). */
export function manPage(version: string): string {
  const [words, known] = [commandWords(), optionWords()];
  const lines = [
    `.TH RUNSECRETS 1 "" "runsecrets ${version}" "User Commands"`,
    ".SH NAME",
    "runsecrets \\- finds Docker secrets that are outside /run/secrets, and says how to move them",
    ".SH SYNOPSIS",
    ...commands.flatMap((name) => [
      ...(name === commands[0] ? [] : [".br"]),
      `.B runsecrets ${escaped(name)}`,
      ...(words[name].takes ? [`.RI ${quoted(words[name].takes)}`] : []),
    ]),
    ".SH COMMANDS",
  ];
  for (const name of commands) {
    const { long, takes, rows = [], remarks = [], sections = {} } = words[name];
    lines.push(`.SS ${quoted(`${name}${takes ? ` ${takes}` : ""}`)}`, sentence(long));
    for (const [row, what] of rows) lines.push(".TP", `.I ${quoted(row)}`, escaped(what));
    for (const option of optionsOf(name)) {
      const shape = options[option];
      const short = "short" in shape ? `\\-${shape.short}, ` : "";
      const value = known[option].value ? ` \\fI${escaped(known[option].value)}\\fR` : "";
      const what = known[option].differs?.[name] ?? known[option].what;
      lines.push(".TP", `\\fB${short}\\-\\-${escaped(option)}\\fR${value}`, escaped(what));
    }
    for (const remark of remarks) lines.push(".PP", escaped(remark));
    for (const [title, rows] of Object.entries(sections)) {
      lines.push(".PP", sentence(title).replace(/\.$/, ":"), ".nf", ...rows.map((row) => `  ${escaped(row)}`), ".fi");
    }
  }
  lines.push(
    ".SH FILES",
    ".TP",
    ".I runsecrets.yaml, .config/runsecrets.yaml, package.json",
    "The configuration; in package.json it is the key runsecrets.",
    ".TP",
    ".I .runsecrets\\-baseline.json",
    "The findings that are known.",
    ".SH ENVIRONMENT",
    ".TP",
    ".B NO_COLOR, FORCE_COLOR, FORCE_HYPERLINK",
    "No colour; colour, and links, whatever the terminal is.",
    ".TP",
    ".B DOCKER_HOST, DOCKER_CONTEXT",
    "Which engine audit asks.",
  );
  return `${lines.join("\n")}\n`;
}

function sentence(text: string): string {
  return `${escaped(text.charAt(0).toUpperCase() + text.slice(1))}.`;
}

/** A line must not begin with what troff takes for a request. */
function escaped(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replaceAll("…", "\\[u2026]")
    .replace(/^([.'])/, "\\&$1");
}

function quoted(text: string): string {
  return `"${escaped(text).replaceAll('"', "\\(dq")}"`;
}
