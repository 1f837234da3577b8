import type { Binding, Command } from "../../facts/index.ts";
import { references } from "../../facts/value.ts";
import { plain, says } from "../../facts/words.ts";
import type { World } from "../../facts/world.ts";
import { does } from "../../programs/index.ts";
import { programName } from "../../programs/start.ts";
import type { JudgedWorld } from "../judged-world.ts";
import { traces } from "./escape-ways.ts";
import { reachesLog } from "./escapes.ts";
import { sameStatement } from "./removal.ts";
import { type HeldSecret, holdsSecret, secretsAt } from "./secret-scope.ts";

/** A command by which a shell shows the secrets in its variables. */
export interface PrintedVariable {
  /** `dumped`: all variables are printed; `named`: this one; `traced`: every command is, with its values filled in. */
  how: "dumped" | "named" | "traced";
  at: Command;
  /** The command as people write it: `env`, `set -x`. */
  by: string;
  name: string;
  /** Where the variable gets it. */
  binding: Binding;
  /** Where a trace shows it first. */
  use?: Command | Binding;
}

/** `env`, `printenv`, `export -p`, `declare -p`, `set -x`, where variables hold secrets. */
export function* printedVariables(world: JudgedWorld): Generator<PrintedVariable> {
  for (const command of world.all("command")) {
    if (command.seen === "observed" || command.when === "health") continue;
    const found = named(command, world) ?? dumped(command, world) ?? traced(command, world);
    if (found) yield found;
  }
}

function named(command: Command, world: JudgedWorld): PrintedVariable | undefined {
  const [program, variable, more] = command.words;
  if (!says(program, /^(?:\/usr)?(?:\/bin\/)?printenv$/) || more || !reachesLog(command)) return undefined;
  const held = secretsAt(command, world);
  const name = plain(variable)?.among(new Set(held.keys()));
  const binding = name === undefined ? undefined : held.get(name)?.binding;
  return binding && { how: "named", at: command, by: `printenv ${name}`, name: binding.name, binding };
}

function dumped(command: Command, world: JudgedWorld): PrintedVariable | undefined {
  const by = dumper(command);
  if (by === undefined || !isPrinted(command, world)) return undefined;
  const all = by === "declare -p" || by === "set";
  const found = [...secretsAt(command, world)].find(([, one]) => all || one.exported);
  return found && { how: "dumped", at: command, by, name: found[0], binding: found[1].binding };
}

function dumper({ words }: Command): string | undefined {
  const [program, option, more] = words;
  const name = programName(program);
  if (does(name, "prints-variables")) return option ? undefined : name;
  if (more) return undefined;
  if (says(program, /^export$/)) return !option ? "export" : says(option, /^-p$/) ? "export -p" : undefined;
  if (says(program, /^(?:declare|typeset)$/)) {
    if (says(option, /^-p$/)) return "declare -p";
    return says(option, /^-p?xp?$/) ? "declare -x" : undefined;
  }
  return says(program, /^set$/) && !option ? "set" : undefined;
}

/** What only sorts or shows all of it may be after it. */
const passing = /^(?:sort|cat|tee|uniq|more|less|nl)$/;

function isPrinted(command: Command, world: World): boolean {
  let last = command;
  for (let count = 0; last.pipedInto && count < 5; count++) {
    const [next] = last.pipedInto;
    if (!says(next, passing)) return false;
    const following = world
      .about(command.subject, "command")
      .find(({ words }) => words[0]?.span[0] === next?.span[0] && words[0]?.span[1] === next?.span[1]);
    if (!following) return false;
    last = following;
  }
  return reachesLog(last);
}

/** Follows the trace from where it is turned on to where it is turned off. */
function traced(command: Command, world: JudgedWorld): PrintedVariable | undefined {
  // After a condition it is what somebody asks for who looks for a fault.
  if (traces(command) !== true || command.conditional) return undefined;
  for (const step of stepsBehind(command, world)) {
    if (step.kind === "command" && traces(step) === false) return undefined;
    const binding = step.kind === "command" ? filledSecret(step, world) : holdsSecret(step, world) ? step : undefined;
    if (binding) return { how: "traced", at: command, by: "set -x", name: binding.name, binding, use: step };
  }
  return undefined;
}

function stepsBehind(command: Command, world: World): readonly (Command | Binding)[] {
  const end = command.subshell?.[1] ?? Number.POSITIVE_INFINITY;
  const isBehind = (fact: Command | Binding) =>
    (fact.place.in !== "text" || fact.place.span[0] < end) &&
    fact.order > command.order &&
    fact.under === command.under &&
    (command.when === "step" || sameStatement(fact, command));
  const bindings = world.about(command.subject, "binding").filter(({ sink }) => sink === "process-env");
  const steps = [...world.about(command.subject, "command"), ...bindings].filter(isBehind);
  return steps.sort((a, b) => a.order - b.order);
}

/** A variable among the words that holds a secret, also where its literal has taken its place. */
function filledSecret(command: Command, world: JudgedWorld): Binding | undefined {
  let held: ReadonlyMap<string, HeldSecret> | undefined;
  for (const { value, span } of command.words) {
    for (const { to } of references(value)) {
      if (to.store !== "env" && to.store !== "build-arg") continue;
      held ??= secretsAt(command, world);
      const found = held.get(to.name)?.binding;
      if (found) return found;
    }
    const moved = value.find((part) => part.is === "literal" && (part.span[0] < span[0] || part.span[1] > span[1]));
    if (!moved) continue;
    held ??= secretsAt(command, world);
    for (const { binding } of held.values())
      if (binding.valueSpan[0] <= moved.span[0] && moved.span[1] <= binding.valueSpan[1]) return binding;
  }
  return undefined;
}
