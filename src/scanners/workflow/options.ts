import type { Sink, Span, SubjectId } from "../../facts/index.ts";
import { readTemplateShell } from "../compose/shell.ts";
import { splitWords, type TemplateWord } from "../compose/words.ts";
import type { Entry } from "../text/yaml.ts";
import { bindPair } from "./bind.ts";
import { type SystemScan, template } from "./scan.ts";

/** Reads the options with which a container is created: `-e NAME=value`, `--health-cmd "…"`. */
export function readOptions(scan: SystemScan, subject: SubjectId, entry: Entry): void {
  const found = template(scan, entry.value);
  if (found && !scan.told.has(entry.key)) readOptionWords(scan, subject, splitWords(found), entry);
  scan.told.add(entry.key);
}

/** The same where they are words already: `runArgs` of a dev container. */
export function readOptionWords(
  scan: SystemScan,
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
    if (option === "-e" || option === "--env") bindPair(scan, subject, value, [from, to], sink, statement);
    else if (option === "--build-arg") bindPair(scan, subject, value, [from, to], "build-arg", statement);
    else if (option === "--label" || option === "-l")
      bindPair(scan, subject, value, [from, to], "container-label", statement);
    else if (option === "--health-cmd") {
      const script = { ...value, text: value.text.slice(from), at: (at: number) => value.at(from + at), holes: [] };
      const about = { subject, file: scan.file, statement, when: "health", order: value.at(from) } as const;
      if (value.holes.length === 0) scan.facts.push(...readTemplateShell(script, about));
    }
  });
}
