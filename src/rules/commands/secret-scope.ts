import type { Detector } from "../../detection/detector.ts";
import type { Binding, Command, Fact, SubjectId, System, Value } from "../../facts/index.ts";
import { head, plain, says } from "../../facts/words.ts";
import type { World } from "../../facts/world.ts";
import { isUsable } from "../bindings.ts";
import type { JudgedWorld } from "../judged-world.ts";
import { sameStatement } from "./removal.ts";

/**
 * Systems that put `***` in the place of what their own store gave, as long as nobody changes it. GitLab does so only
 * for variables that are marked as masked.
 */
const masking: ReadonlySet<System> = new Set(["GitHub Actions", "Azure Pipelines", "CircleCI", "Jenkins"]);

/** A secret in a variable, and whether the programs that are started get it, too. */
export interface HeldSecret {
  binding: Binding;
  exported: boolean;
}

/** The secrets that variables hold when a command runs, by their names. */
export function secretsAt(command: Command, world: JudgedWorld): ReadonlyMap<string, HeldSecret> {
  const held = new Map<string, HeldSecret>();
  for (const binding of bindingsAround(command.subject, world)) {
    if (!isSetFor(binding, command)) continue;
    if (holdsSecret(binding, world)) held.set(binding.name, { binding, exported: isExported(binding, command, world) });
    else held.delete(binding.name);
  }
  return held;
}

/**
 * Whether a log would tell something new where this is bound: a secret that is written here and that nobody would
 * guess, or one by its name that comes from
 * elsewhere and that no system hides.
 */
export function holdsSecret(binding: Binding, world: JudgedWorld): boolean {
  const suspicion = world.judge.suspectBinding(binding);
  if (isUsable(suspicion)) return suspicion.is === "secret" && suspicion.confidence !== "low";
  if (suspicion.is !== "reference" || binding.value.length === 0 || namesFolder(binding.value)) return false;
  return isSecretName(binding.name, world.judge) && !isHidden(binding.value, binding.subject, world);
}

/** `C_PWD=$PWD`. */
function namesFolder(value: Value): boolean {
  return value.some((part) => part.is === "reference" && /^(?:OLD)?PWD$/.test(part.to.name));
}

function isSecretName(name: string, { suspectName }: Detector): boolean {
  const judgement = suspectName(name);
  return judgement.is === "secret" && judgement.confidence !== "low";
}

/** Whether a value comes as it is from the store of a system that hides it. */
function isHidden(value: Value, subject: SubjectId, world: World): boolean {
  const system = world.subject(subject)?.system;
  if (system === undefined || !masking.has(system)) return false;
  return value.every((part) => part.is === "literal" || (part.is === "reference" && part.to.store !== "file"));
}

/** The subject's own, and those of the file around a job, in their order. */
function bindingsAround(subject: SubjectId, world: World): readonly Binding[] {
  const file = subject.startsWith("job:") ? (subject.split("#")[0] as SubjectId) : subject;
  const outer = file === subject ? [] : world.about(file, "binding").filter(({ sink }) => sink === "job-env");
  return [...outer, ...world.about(subject, "binding")];
}

function isSetFor(binding: Binding, command: Command): boolean {
  switch (binding.sink) {
    case "container-env":
      return binding.under === undefined || binding.under === "environment";
    case "job-env":
      return binding.under === undefined || binding.under === command.under;
    case "process-env":
      return isOfShell(binding, command) && binding.order < command.order && !isWithin(binding, command);
    case "image-env":
    case "build-arg":
      return binding.order < command.order;
    default:
      return false;
  }
}

/** A step, a line of a Makefile and a RUN have a shell of their own each. */
function isOfShell(binding: Binding, command: Command): boolean {
  if (command.when === "step") return binding.under === undefined || binding.under === command.under;
  return sameStatement(binding, command);
}

/** `A=b cmd`: this command only has it. */
function isWithin({ place }: Fact, command: Command): boolean {
  if (place.in !== "text" || command.place.in !== "text") return false;
  const [start, end] = command.place.span;
  return start <= place.span[0] && place.span[1] <= end;
}

/** What is no variable of the shell only; what `export`, `declare -x` and `set -a` hand on. */
function isExported(binding: Binding, command: Command, world: World): boolean {
  if (binding.sink !== "process-env") return true;
  const name = new Set([binding.name]);
  return world.about(command.subject, "command").some((one) => {
    if (one.order >= command.order || !isOfShell(binding, one)) return false;
    const [program, ...words] = one.words;
    if (says(program, /^set$/)) return words.some((word) => says(word, /^-[a-z]*a[a-z]*$|^allexport$/));
    const exports =
      says(program, /^export$/) ||
      (says(program, /^(?:declare|typeset|local)$/) && words.some((word) => head(word)?.matches(/^-[a-zA-Z]*x/)));
    return exports && (isWithin(binding, one) || words.some((word) => plain(word)?.among(name) !== undefined));
  });
}
