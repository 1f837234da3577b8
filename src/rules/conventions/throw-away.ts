import { isWordy, namesNearbyHost } from "../../detection/nearby.ts";
import type { Suspicion } from "../../detection/types.ts";
import type { Binding, Command, Fact, Span, Value } from "../../facts/index.ts";
import type { Sealed } from "../../facts/sealed.ts";
import { literals, references, soleLiteral } from "../../facts/value.ts";
import type { World } from "../../facts/world.ts";
import { fileOf } from "../bindings.ts";
import { companions } from "../commands/removal.ts";
import type { Report } from "../rule.ts";

/**
 * A job starts a database beside itself, gives it a password, connects and throws both away. Plain words there are told
 * to nobody; what looks like more
 * than that is told with low severity. Known tokens and keys are none of this.
 */
export function downgradeEphemeral<Told extends Report>(
  report: Told,
  value: Value,
  suspicion: Suspicion,
  world: World,
): Told | undefined {
  if (report.at.subject.startsWith("module:")) return ofDeveloper(report, value, suspicion);
  const inJob = report.at.subject.startsWith("job:") || world.subject(report.at.subject)?.ephemeral === true;
  if (!inJob || suspicion.by === "token" || suspicion.by === "private-key") return report;
  const [span] = suspicion.spans;
  const secret = span && sealedAt(value, span);
  if (!secret || !isBesideJob(report.at, value, secret, world)) return report;
  return isWordy(secret) ? undefined : { ...report, severity: "low" };
}

/**
 * A program connects to the database of anyone who develops it: plain words on their own machine open nothing else.
 */
function ofDeveloper<Told extends Report>(report: Told, value: Value, suspicion: Suspicion): Told | undefined {
  const isLocal = report.at.kind === "binding" && report.at.under === "local";
  if (!isLocal && (suspicion.by !== "url" || !nearby(value))) return report;
  const [span] = suspicion.spans;
  const secret = span && sealedAt(value, span);
  return !secret || isWordy(secret) ? undefined : { ...report, severity: "low" };
}

const sameMachine = /@(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1\]?)(?:[:/]|$)/i;

function nearby(value: Value): boolean {
  return [...literals(value)].some(({ part }) => part.text.matches(sameMachine));
}

function isBesideJob(fact: Fact, value: Value, secret: Sealed, world: World): boolean {
  if (isForContainer(fact, world) || namesNearbyHost(value)) return true;
  const given = givenBeside(fileOf(fact), world);
  if (fact.kind === "binding" && given.names.has(fact.name)) return true;
  if (given.texts.some((text) => text.equals(secret))) return true;
  const commands = fact.kind === "command" ? [fact] : companions(fact, world);
  return commands.some(connectsHere);
}

function isForContainer(fact: Fact, world: World): boolean {
  if (world.subject(fact.subject)?.ephemeral) return true;
  return fact.kind === "binding" && fact.sink === "container-env" && fact.subject.startsWith("job:");
}

function connectsHere({ words }: Command): boolean {
  return words.some(({ value }) => namesNearbyHost(value));
}

interface Given {
  texts: readonly Sealed[];
  /** Variables that a service container takes its values from. */
  names: ReadonlySet<string>;
}

const known = new WeakMap<World, Map<string, Given>>();

/** What the containers beside the jobs of a file are given. */
function givenBeside(file: string, world: World): Given {
  const files = known.get(world) ?? new Map<string, Given>();
  known.set(world, files);
  const before = files.get(file);
  if (before) return before;
  const bindings = world
    .subjectsIn(file)
    .flatMap(({ id }) => world.about(id, "binding"))
    .filter((binding: Binding) => isForContainer(binding, world));
  const given: Given = {
    texts: bindings.flatMap(({ value }) => soleLiteral(value)?.text ?? []),
    names: new Set(bindings.flatMap(({ value }) => [...references(value)].map(({ to }) => to.name))),
  };
  files.set(file, given);
  return given;
}

/** The part of a value that is written at a place of the file. */
function sealedAt(value: Value, [start, end]: Span): Sealed | undefined {
  for (const { part } of literals(value)) {
    const [from, to] = part.span;
    if (start < from || end > to) continue;
    const exact = to - from === part.text.length;
    return exact ? part.text.slice(start - from, end - from) : part.text;
  }
  return undefined;
}
