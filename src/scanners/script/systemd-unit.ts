import type { Scanner } from "../scanner.ts";
import type { ScriptText } from "../shell/script.ts";
import { fileSighting } from "./file-sighting.ts";

const entry = /^(?:\uFEFF)?(Exec(?:Start|Stop|Reload)(?:Pre|Post)?|ExecCondition|Environment)[ \t]*=[ \t]*/;

/**
 * Reads a unit: what it starts, and the environment it sets. Its quotes are a shell's; a letter in front of a command
 * says how it is run.
 */
export const scanSystemdUnit: Scanner = ({ file, text }) => {
  const texts: ScriptText[] = [];
  for (let start = 0; start < text.length; ) {
    let end = lineEnd(text, start);
    while (end < text.length && /\\\r?$/.test(text.slice(Math.max(start, end - 2), end))) end = lineEnd(text, end + 1);
    const line = text.slice(start, end);
    const [all = "", key] = entry.exec(line) ?? [];
    const prefix = key === "Environment" ? 0 : (/^[-@:+!]*/.exec(line.slice(all.length))?.[0].length ?? 0);
    const from = start + all.length + prefix;
    if (key !== undefined) texts.push(textOf(key, text.slice(from, end), from, [start, end]));
    start = end + 1;
  }
  return fileSighting(file, texts);
};

function textOf(key: string, command: string, from: number, statement: readonly [number, number]): ScriptText {
  const { order, verb } = { order: from, verb: key === "Environment" ? "export " : "" };
  // What the system starts knows neither pipes nor separators: they are words like others.
  const text = verb + withoutSeparators(command);
  return { text, at: (index) => from + Math.max(0, index - verb.length), order, statement };
}

/** What is between the last two quotes is left as it is. */
function withoutSeparators(command: string): string {
  const replaced = (text: string) => text.replace(/[;&|<>()]/g, "_");
  const last = command.lastIndexOf('"');
  if (last < 0) return replaced(command);
  const open = last === 0 ? 0 : command.lastIndexOf('"', last - 1) + 1;
  return replaced(command.slice(0, open)) + command.slice(open, last) + replaced(command.slice(last));
}

function lineEnd(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
