import { once } from "../facts/once.ts";
import { accounts } from "./entries/accounts.ts";
import { brokers } from "./entries/brokers.ts";
import { databases } from "./entries/databases.ts";
import { downloads } from "./entries/downloads.ts";
import { packages } from "./entries/packages.ts";
import { shell } from "./entries/shell.ts";
import { starters } from "./entries/starters.ts";
import type { Deed, ProgramEntry } from "./entry.ts";

/** Each program once. Options that any program may have (`--password=x`) are not here. */
export const entries: readonly ProgramEntry[] = [
  ...accounts,
  ...brokers,
  ...databases,
  ...downloads,
  ...packages,
  ...shell,
  ...starters,
];

const byName = once(() => new Map(entries.flatMap((entry) => entry.names.map((name) => [name, entry] as const))));
const unknown: ProgramEntry = { names: [] };

/** The names of all programs that are known. */
export const knownPrograms: () => ReadonlySet<string> = once(() => new Set(byName().keys()));

/** What is known of a program by this name; an entry without names where nothing is. */
export function entryOf(name: string): ProgramEntry {
  return byName().get(name) ?? unknown;
}

/** Whether a program by this name does one of these things. */
export function does(name: string | undefined, ...deeds: readonly Deed[]): boolean {
  const known = name === undefined ? undefined : entryOf(name).does;
  return known?.some((deed) => deeds.includes(deed)) ?? false;
}
