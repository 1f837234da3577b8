import type { Command, Fact, Word } from "../../facts/index.ts";
import { readShell } from "../../scanners/shell/index.ts";
import { type About, literal, seenAt } from "./about.ts";

const shells = /^(?:.*\/)?(?:ba|da|a|z|k|mk)?sh$/;
const wrappers = /^(?:.*\/)?(?:env|exec|tini|dumb-init|docker-init|busybox|gosu|su-exec|--)$/;

/** The arguments of a command that an engine starts. A script after `sh -c` is read as the shell reads it. */
export function readWords(about: About, when: Command["when"], words: readonly string[], pointer: string): Fact[] {
  if (words.length === 0) return [];
  const script = scriptIndex(words);
  const facts: Fact[] = script === undefined ? [] : readScript(about, when, words[script] ?? "", pointer);
  if (script !== undefined && words.length <= script + 1) return facts;
  const others = script === undefined ? words : words.filter((_, index) => index !== script);
  return [...facts, command(about, when, others, pointer)];
}

/** `Healthcheck.Test`: its first word says what the rest is. */
export function readHealthcheck(about: About, [first, ...rest]: readonly string[], pointer: string): Fact[] {
  if (first === "CMD-SHELL") return readScript(about, "health", rest[0] ?? "", pointer);
  return first === "CMD" ? readWords(about, "health", rest, pointer) : [];
}

/** A text that a shell runs. */
export function readScript(about: About, when: Command["when"], text: string, pointer: string): Fact[] {
  const base = { subject: about.subject, file: about.file, statement: [0, text.length] as const, when, order: 0 };
  const place = seenAt(about, pointer).place;
  return readShell(text, { ...base, at: (index) => index }).map((fact) => ({ ...fact, seen: "observed", place }));
}

function command(about: About, when: Command["when"], words: readonly string[], pointer: string): Command {
  let start = 0;
  const read = words.map((text): Word => {
    const word: Word = { value: literal(text, start), span: [start, start + text.length] };
    start += text.length + 1;
    return word;
  });
  return { kind: "command", ...seenAt(about, pointer), when, words: read, output: [], captured: false };
}

/** Where the script is in `sh -c script` and `bash -eo pipefail -c script`. */
function scriptIndex(words: readonly string[]): number | undefined {
  let index = 0;
  while (index < 4 && wrappers.test(words[index] ?? "")) index++;
  if (!shells.test(words[index] ?? "")) return undefined;
  for (index++; /^[-+][a-zA-Z-]+$/.test(words[index] ?? ""); index++) {
    const option = words[index] ?? "";
    if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(option)) return index + 1;
    if (/^[-+][a-zA-Z]*o$/.test(option)) index++;
  }
  return undefined;
}
