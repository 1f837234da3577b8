import { UserError } from "../errors.ts";
import { groupBy } from "../facts/group-by.ts";
import { didYouMean } from "../facts/nearest.ts";
import { compareText } from "../findings/places.ts";
import { jsonText } from "../findings/printable.ts";
import type { LocatedFinding } from "../findings/report.ts";

/** One known finding. Holds no line, no value, and of the value at most sixteen bits. */
export interface KnownFinding {
  file: string;
  rule: string;
  key: string;
  /** Of rule, message, key and subject, without the file: that may be renamed. */
  fingerprint: string;
  /** Changes when the value does; absent where no value is written. */
  check?: string;
}

const shapes: Readonly<Record<keyof KnownFinding, RegExp>> = {
  file: /^/,
  rule: /^[a-z][a-z0-9-]{0,63}$/,
  key: /^/,
  fingerprint: /^[0-9a-f]{16}$/,
  check: /^[0-9a-f]{4}$/,
};

/** A finding as a baseline knows it. */
export function known({ file, rule, say, subject, key, check }: LocatedFinding): KnownFinding {
  const fingerprint = process
    .getBuiltinModule("node:crypto")
    .createHash("sha256")
    .update(JSON.stringify([rule, say, pathless(subject), key]))
    .digest("hex")
    .slice(0, 16);
  return { file, rule, key, fingerprint, ...(check !== undefined && { check }) };
}

/** `service:#db` of `service:compose.yaml#db`, `env-file:` of `env-file:.env`. */
function pathless(subject: string): string {
  const kind = subject.slice(0, subject.indexOf(":") + 1);
  const name = subject.lastIndexOf("#");
  return name === -1 ? kind : kind + subject.slice(name);
}

/**
 * What a baseline does not hold, and what it holds that is there no more. Each entry represents one finding: first in
 * its own file, then in one of another name.
 */
export function compared(
  findings: readonly LocatedFinding[],
  baseline: readonly KnownFinding[],
): { fresh: LocatedFinding[]; gone: KnownFinding[] } {
  const entries = new Map(baseline.map((entry, index) => [index, entry]));
  const all = findings.map((finding) => ({ finding, entry: known(finding) }));
  const byFile = taken(all, entries, (entry) => JSON.stringify([entry.fingerprint, entry.check, entry.file]));
  const left = taken(byFile, entries, ({ fingerprint, check }) => JSON.stringify([fingerprint, check]));
  return { fresh: left.map(({ finding }) => finding), gone: [...entries.values()] };
}

/** Takes out what has an entry, and the entry with it. */
function taken<T extends { entry: KnownFinding }>(
  all: readonly T[],
  entries: Map<number, KnownFinding>,
  idOf: (entry: KnownFinding) => string,
): T[] {
  const indexes = groupBy(entries, ([, entry]) => idOf(entry));
  // Taken from the end, where that costs nothing: the first entry goes first.
  for (const list of indexes.values()) list.reverse();
  return all.filter(({ entry }) => {
    const [index] = indexes.get(idOf(entry))?.pop() ?? [];
    return index === undefined || !entries.delete(index);
  });
}

/** One entry a line, sorted, so that two branches seldom touch the same lines. */
export function baselineText(entries: readonly KnownFinding[]): string {
  const lines = entries.map((entry) => `    ${jsonText(entry)}`).sort(compareText);
  return `{\n  "format": 1,\n  "findings": [${lines.length > 0 ? `\n${lines.join(",\n")}\n  ` : ""}]\n}\n`;
}

/** Reads a baseline. Errors name places and keys, never what is there. */
export function parseBaseline(name: string, text: string): KnownFinding[] {
  const data = parsed(name, text);
  const top = object(data, name);
  for (const key of Object.keys(top))
    if (!["format", "findings"].includes(key)) unknownKey(name, key, ["format", "findings"]);
  const { format, findings } = top;
  if (format !== 1) throw new UserError(`${name}: \`format\` must be 1`, "write it anew with `runsecrets baseline`");
  if (!Array.isArray(findings)) throw new UserError(`${name}: \`findings\` must be a list`);
  return findings.map((entry, index) => knownFinding(entry, `${name}: finding ${index + 1}`));
}

function parsed(name: string, text: string): unknown {
  if (/^(?:<{7}|={7}|>{7})/m.test(text))
    throw new UserError(
      `${name} holds a conflict of a merge`,
      "keep the lines of both sides, with commas between them, or write it anew with `runsecrets baseline`",
    );
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    // The parser's own message quotes the text.
    throw new UserError(`${name} is not valid JSON`, "write it anew with `runsecrets baseline`");
  }
}

function knownFinding(data: unknown, at: string): KnownFinding {
  const entry = object(data, at);
  const keys = Object.keys(shapes) as (keyof KnownFinding)[];
  for (const key of Object.keys(entry)) if (!keys.some((one) => one === key)) unknownKey(at, key, keys);
  for (const key of keys) {
    const value = entry[key];
    if (value === undefined && key === "check") continue;
    if (typeof value !== "string" || !shapes[key].test(value))
      throw new UserError(`${at}: \`${key}\` is not as it was written`);
  }
  return entry as unknown as KnownFinding;
}

function object(data: unknown, at: string): Record<string, unknown> {
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return data as Record<string, unknown>;
  throw new UserError(`${at} must hold keys and values`);
}

function unknownKey(at: string, key: string, keys: readonly string[]): never {
  const shown = /^[A-Za-z][\w-]{0,39}$/.test(key) ? key : "(not shown)";
  throw new UserError(`${at}: unknown key ${shown}`, didYouMean(key, keys, `known are ${keys.join(", ")}`));
}
