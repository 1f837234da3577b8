import type { Suspicion } from "../../detection/types.ts";
import type { Binding, Command, Value } from "../../facts/index.ts";
import { masked, showReferred } from "../../facts/shown.ts";
import { soleLiteral } from "../../facts/value.ts";
import type { World } from "../../facts/world.ts";
import { isUsable, judged, nature, secretName, shapeOf, shownBinding } from "../bindings.ts";
import { isLive } from "../containers.ts";
import { downgradeEphemeral } from "../conventions/throw-away.ts";
import type { JudgedWorld } from "../judged-world.ts";
import type { Report } from "../rule.ts";
import { isPing } from "./health-checks.ts";
import { type JudgedWord, judgedWords } from "./judged-words.ts";
import type { Key } from "./messages.ts";
import { lesser, remedy, visibleTo, whenOf } from "./visible-to.ts";

/**
 * `A=secret cmd`, `export A=secret`. URLs and fallbacks have rules of their own, and so have variables that promise a
 * file.
 */
export function* assigned(binding: Binding, world: JudgedWorld): Generator<Report<Key>> {
  if (binding.sink !== "process-env" || isLive(binding) || /_file$/i.test(binding.name)) return;
  const suspicion = world.judge.suspectBinding(binding);
  if (!isReportable(suspicion) || suspicion.confidence === "low") return;
  // `X="{"` begins a text that is put together later.
  if (soleLiteral(binding.value)?.text.matches(/^[^A-Za-z\d]{1,3}$/)) return;
  const secret = secretName(binding.name);
  const build = whenOf(binding, world) === "build";
  const inScript = binding.subject.startsWith("script:");
  const { instead, paste } = remedy(binding, world, secret, `export ${binding.name}="$(cat {file})"`);
  const report: Report<Key> = {
    at: binding,
    ...judged(suspicion),
    ...lesser(binding, world),
    key: binding.name,
    say: inScript ? "script" : "assigned",
    words: {
      nature: nature(suspicion),
      audience: visibleTo(binding, world),
      instead,
      paste: build ? `RUN --mount=type=secret,id=${secret},env=${binding.name} …` : paste,
    },
    shown: shownBinding(binding.name, binding.value),
  };
  const told = downgradeEphemeral(report, binding.value, suspicion, world);
  if (told) yield told;
}

/** Secrets among a command's words and in what it is fed. */
export function* wordReports(command: Command, world: JudgedWorld): Generator<Report<Key>> {
  for (const word of judgedWords(command, world.judge)) {
    const told = downgradeEphemeral(wordReport(command, word, world), word.value, word.suspicion, world);
    if (told) yield told;
  }
}

function wordReport(command: Command, { suspicion, ...word }: JudgedWord, world: World): Report<Key> {
  return {
    at: command,
    ...judged(suspicion),
    ...lesser(command, world),
    key: word.key,
    say: word.say === "argument" && isPing(command) ? "needless" : word.say,
    words: {
      kind: suspicion.is === "weak" ? word.kind.replace(/^a /, "a guessable ") : word.kind,
      ...fallback(word.value),
      nature: word.say === "argument" || word.say === "fallback" ? shapeOf(suspicion) : nature(suspicion),
      audience: visibleTo(command, world),
      ...remedy(command, world, word.secret, word.usage),
    },
    shown: masked(word.value),
  };
}

/** The variable whose fallback is used, and how to do without. */
function fallback(value: Value): { variable: string; required: string } {
  const at = value.findIndex((part) => part.is === "reference" && part.fallback !== undefined);
  const found = value[at];
  const name = (found?.is === "reference" && showReferred(found, at > 0)) || "the variable";
  return { variable: name, required: `\${${name}:?set ${name}}` };
}

/** A usable secret that no other rule tells: URLs and fallbacks of variables have their own. */
export function isReportable(suspicion: Suspicion): boolean {
  return isUsable(suspicion) && suspicion.by !== "url" && !suspicion.inFallback;
}
