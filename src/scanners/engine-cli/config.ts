import { says } from "../../facts/words.ts";
import { base, type Line } from "./line.ts";
import { plainName } from "./pair.ts";

/**
 * `docker config create NAME -`: what is written beside it, in a here-document or before the pipe, is the config's
 * content.
 */
export function readConfig(line: Line): void {
  const { input } = line.command;
  const own = line.invocation.args.filter((word) => !says(word, /^--/));
  const name = own.at(-2) && plainName(own.at(-2)?.value ?? []);
  if (!says(own.at(-1), /^(?:-|\/dev\/stdin)$/) || !input) return;
  const said = input.from === "here" ? { value: input.value, span: input.span } : undefined;
  const printed = input.from === "pipe" && says(input.words[0], /^(?:echo|printf)$/) ? input.words.slice(1) : [];
  for (const { value, span } of said ? [said] : printed) {
    const text = { kind: "text", sink: "config", name: name ?? "the config", value } as const;
    line.scan.facts.push({ ...text, ...base(line, line.command.subject, { span }) });
  }
}
