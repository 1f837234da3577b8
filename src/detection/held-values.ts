import type { HeldValues, Part } from "../facts/index.ts";
import { isFinding } from "./clue.ts";
import type { Detector } from "./detector.ts";

type Verdict = "secret" | "no-secret" | "unknown";

/** Whether a secret is among what a file holds. */
export function judgeHeld(held: HeldValues, file: string, detector: Detector): Verdict {
  switch (held.as) {
    case "settings":
      return amongSettings(held, file, detector);
    case "variables":
      return isAmongVariables(held, file, detector) ? "secret" : "no-secret";
    case "whole":
      return asWhole(held, file, detector);
    default:
      return inText(held, file, detector);
  }
}

const hint = /seed|key|secret|token|pass|pwd|auth|cred|priv|sign|salt|hash|cert|dsn|phrase|mnemonic|licen[cs]e|login/i;

/**
 * Numbers, switches, placeholders and references are no secret; of other settings a name with a hint in it says
 * too little.
 */
function amongSettings({ values }: HeldValues, file: string, { suspect }: Detector): Verdict {
  let verdict: Verdict = "no-secret";
  for (const { name = "", value } of values) {
    const suspicion = suspect(name, value, { file, sink: "env-file" });
    if (isFinding(suspicion)) return "secret";
    if (suspicion.is === "harmless" && hint.test(name) && !value.every(isPlain)) verdict = "unknown";
  }
  return verdict;
}

function isPlain(part: Part): boolean {
  return part.is !== "literal" || plain.some((shape) => part.text.matches(shape));
}

const plain = [
  /^(?:-?\d+(?:\.\d+)?|true|false|yes|no|on|off|null|none|localhost|production|development|staging|test|debug|info|https?)$/i,
  /^(?:[a-z][a-z+.-]*:)?\/\/[^\s@?]*$/i,
  /^\.{0,2}\/[\w./:-]*$/,
];

function isAmongVariables({ values }: HeldValues, file: string, { suspect }: Detector): boolean {
  return values.some(({ name, value }) => suspect(name, value, { file, sink: "env-file" }).is === "secret");
}

/** A file that is nothing but a password, or a key of another form. */
function asWhole({ values }: HeldValues, file: string, { suspect }: Detector): Verdict {
  const verdicts = values.map(({ name, value }) => suspect(name, value, { file, sink: "env-file" }));
  if (verdicts.some(isFinding)) return "secret";
  return verdicts.some(({ is }) => is === "placeholder") ? "no-secret" : "unknown";
}

function inText({ as, values }: HeldValues, file: string, { suspectTextParts }: Detector): Verdict {
  const found = values.flatMap(({ value }) => suspectTextParts(value, { file, sink: "config" }));
  // What a template leaves to plain words is for development.
  if (found.some(({ suspicion }) => as === "text" || suspicion.is === "secret")) return "secret";
  return as === "text" ? "unknown" : "no-secret";
}
