import type { Fact, Word } from "../../facts/index.ts";
import type { Sealed } from "../../facts/sealed.ts";
import { type About, step } from "./about.ts";
import { readEnv } from "./bindings.ts";
import { readWords } from "./commands.ts";
import { at, type Json, listIn, strings } from "./json.ts";

/**
 * What the processes of a container hold in their environment and their arguments, beyond what its inspect output says
 * already: one secret is one finding,
 * where it was written.
 */
export function readLive(about: About, inspect: Json, processes: Sealed | undefined): Fact[] {
  if (!processes) return [];
  const config = at(inspect, "Config");
  const live = listIn(processes);
  const environment = new Set(live.flatMap((one) => strings(one.environ)));
  for (const entry of strings(at(config, "Env"))) environment.delete(entry);
  const bindings = readEnv(about, "process-env", [...environment], "").map((binding) => ({
    ...binding,
    place: { ...binding.place, pointer: `/proc/environ/${step(binding.name)}` },
  }));

  const written = ["Entrypoint", "Cmd"].flatMap((name) => strings(at(config, name))).join("\n");
  const told = new Set<string>();
  const commands = live.flatMap((one, index) => {
    const words = strings(one.cmdline);
    if (told.has(words.join("\0"))) return [];
    told.add(words.join("\0"));
    // What its settings say is told of them: a script's words come back as those of the programs it starts.
    if (words.every((word) => written.includes(word))) return [];
    return readWords(about, "start", words, `/proc/cmdline/${index}`).map((fact) => withoutKnown(fact, written));
  });
  return [...bindings, ...commands];
}

/**
 * What a program is passed on from its settings was told of them, and is left out of its words; names of options stay,
 * for what follows them.
 */
function withoutKnown(fact: Fact, written: string): Fact {
  if (fact.kind !== "command") return fact;
  const words = fact.words.map((word, index): Word => {
    const before = textOf(fact.words[index - 1]);
    const text = textOf(word);
    const carries = text.startsWith("-") ? /^--?[^=]+=|^-[A-Za-z][^-]{5}/.test(text) : /^-[^-]|^--./.test(before);
    if (!(carries || text.includes("://")) || !isTold(text, before, written)) return word;
    return { ...word, value: [{ is: "unknown", why: "as its settings say", span: word.span }] };
  });
  return { ...fact, words };
}

/** A script that reads a file into an option's value is told where it is written. */
function isTold(text: string, before: string, written: string): boolean {
  if (written.includes(text)) return true;
  const option = /^--[^=]+=|^-[A-Za-z]/.exec(text)?.[0] ?? before;
  return /\$\((?:cat |<)/.test(written) && written.includes(option);
}

function textOf(word: Word | undefined): string {
  const [part] = word?.value ?? [];
  return part?.is === "literal" ? part.text.open((text) => text) : "";
}
