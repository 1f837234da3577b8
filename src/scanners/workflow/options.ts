import type { Sink, Span, SubjectId } from "../../facts/fact.ts";
import { readTemplateShell } from "../compose/shell.ts";
import { splitWords, type TemplateWord } from "../compose/words.ts";
import type { Entry } from "../text/yaml.ts";
import { bindPair } from "./bind.ts";
import { type Reading, template } from "./reading.ts";

/** Reads the options with which a container is created: `-e NAME=value`, `--health-cmd "…"`. */
export function readOptions(reading: Reading, subject: SubjectId, entry: Entry): void {
  const found = template(reading, entry.value);
  if (found && !reading.told.has(entry.key)) readOptionWords(reading, subject, splitWords(found), entry);
  reading.told.add(entry.key);
}

/** The same where they are words already: `runArgs` of a dev container. */
export function readOptionWords(
  reading: Reading,
  subject: SubjectId,
  words: readonly TemplateWord[],
  { span: statement }: { span: Span },
  sink: Sink = "job-env",
): void {
  words.forEach((word, index) => {
    const [, option = "", equals] = /^(-e(?!=)|--?[a-z-]+)(=?)/s.exec(word.text) ?? [];
    if (option === "") return;
    const inside = equals === "=" || (option === "-e" && word.text.length > 2);
    const value = inside ? word : words[index + 1];
    const from = inside ? option.length + (equals?.length ?? 0) : 0;
    if (!value) return;
    const to = value.text.length;
    if (option === "-e" || option === "--env") bindPair(reading, subject, value, [from, to], sink, statement);
    else if (option === "--build-arg") bindPair(reading, subject, value, [from, to], "build-arg", statement);
    else if (option === "--label" || option === "-l")
      bindPair(reading, subject, value, [from, to], "container-label", statement);
    else if (option === "--health-cmd") {
      const script = { ...value, text: value.text.slice(from), at: (at: number) => value.at(from + at), holes: [] };
      const about = { subject, file: reading.file, statement, when: "health", order: value.at(from) } as const;
      if (value.holes.length === 0) reading.facts.push(...readTemplateShell(script, about));
    }
  });
}
