import { isExampleFile } from "../../detection/example-files.ts";
import type { Binding } from "../../facts/index.ts";
import { references } from "../../facts/value.ts";
import { fileOf } from "../bindings.ts";
import type { JudgedWorld } from "../judged-world.ts";
import type { Report } from "../rule.ts";
import { buildRemedy } from "./system-remedy.ts";

type Handed = Pick<Report, "confidence" | "because" | "example" | "severity"> & {
  say: "handed" | "stored";
  words: { stored: string; system: string; paste: string };
};

/**
 * A build argument of a job, or of a target, that takes its value from a store of secrets, or has a secret's name. What
 * is called so by its looks only is harmless.
 */
export function handed(binding: Binding, world: JudgedWorld): Handed | undefined {
  const system = world.subject(binding.subject)?.system;
  if (!system || binding.value.every(({ is }) => is === "literal")) return undefined;
  const found = [...references(binding.value)].map(({ to }) => to);
  const stored = found.find(({ store }) => store === "secret")?.name;
  const argument = world.judge.suspectName(binding.name);
  const kept = stored === undefined ? undefined : world.judge.suspectName(stored);
  const common = {
    example: isExampleFile(fileOf(binding)),
    words: { stored: stored ?? "", system, paste: buildRemedy(binding, stored, system, world) },
  };
  const name = argument.is === "secret" ? argument : kept?.is === "secret" ? kept : undefined;
  if (name && (kept || argument.is === "secret")) {
    // The job's own token ends with the job.
    const lowered = stored === "GITHUB_TOKEN" && { severity: "medium" as const };
    return { ...common, ...lowered, say: "handed", confidence: name.confidence, because: name.reason };
  }
  if (!kept || saysHarmless(argument.reason) || saysHarmless(kept.reason)) return undefined;
  const because = `\`${stored}\` is kept among the secrets`;
  return { ...common, say: "stored", severity: "medium", confidence: "low", because };
}

/** Whether a name says what it holds, and that is no secret. */
function saysHarmless(reason: string): boolean {
  return !/holds (?:no|a) word for|of an unknown kind|does not say which/.test(reason);
}
