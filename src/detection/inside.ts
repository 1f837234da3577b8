import { type Assignment, assignments } from "./assignments.ts";
import { judgeByName } from "./by-name.ts";
import { isFinding } from "./clue.ts";
import { headerClues } from "./headers.ts";
import { innerName } from "./inner-names.ts";
import { jaasClues } from "./jaas.ts";
import { readName } from "./names.ts";
import { optionClues } from "./option-clues.ts";
import { shapeClues } from "./shapes.ts";
import type { Clue, NameReading, Range, Where } from "./types.ts";
import { bareUrlClues, passwordName, urlClues } from "./urls.ts";
import { isEmulatorKey } from "./values/emulator.ts";
import { mayHoldToken } from "./values/token.ts";
import type { Vocabulary } from "./vocabulary.ts";

// Nothing of what follows could be found without one of these.
const marks =
  "= : > -----begin ls0tls1 $2 $apr1 $argon2 $scrypt $1$ $5$ $6$ $7$ $y$ $gy$ pbkdf2 {sha {ssha {md5 {smd5 {crypt eyj basic bearer define(".split(
    " ",
  );

function mayHoldClue(text: string): boolean {
  const lower = text.toLowerCase();
  return marks.some((mark) => lower.includes(mark));
}

/**
 * Everything in a text that gives a secret away without the text's own name: known shapes, URLs, headers, assignments.
 */
export function insideClues(
  text: string,
  name: NameReading | undefined,
  where: Where,
  own: Vocabulary | undefined,
): Clue[] {
  const options = optionClues(text, name, where, own);
  const may = mayHoldClue(text);
  if (!may && !mayHoldToken(text) && !own) return options;
  const shapes: Clue[] = [
    ...options,
    ...shapeClues(text, name, where, own),
    ...(may ? [...urlClues(text, where), ...bareUrlClues(text, name, where), ...headerClues(text)] : []),
  ];
  return may
    ? withAssignments(text, shapes, where, own, name !== undefined || where.sink === "command" || !text.includes("\n"))
    : shapes;
}

/** `isValue`: the text is what something is set to, so that its first letters are no name. */
function withAssignments(
  text: string,
  shapes: readonly Clue[],
  where: Where,
  own: Vocabulary | undefined,
  isValue: boolean,
): Clue[] {
  const begins = ({ beginsLine, start }: Pick<Assignment, "beginsLine" | "start">) =>
    beginsLine && !(isValue && start === 0);
  const found = assignments(text);
  const clues = shapes.map((clue) => {
    const around = found.find(({ value }) => clue.ranges.some((range) => overlap(range, value)));
    const family = around && (readName(around.name, own).family ?? "secret");
    return family ? { ...clue, name: innerName(around.name, begins(around), family).name } : clue;
  });
  for (const [at, { name, value, parameter, beginsLine, start }] of found.entries()) {
    const next = found[at + 1]?.value;
    // A quoted document: what is assigned inside tells more than the whole.
    if (next && next[0] > value[0] && next[1] <= value[1]) continue;
    if (shapes.some((clue) => clue.ranges.some((range) => overlap(range, value)))) continue;
    // By itself it is the working directory; beside a user it is a password.
    const isPassword = /^pwd$/i.test(name) && /(?:^|[;\s,])(?:uid|user(?: ?id|name)?)\s*=/i.test(text);
    const reading = isPassword ? passwordName([name]) : readName(name, own);
    const { family } = reading;
    if (!family || reading.is !== "secret" || isEmulatorKey(text.slice(...value))) continue;
    const inner = innerName(name, begins({ beginsLine, start }), family);
    const clue = judgeByName(text.slice(...value), reading, family, inner.subject, where);
    if (!isFinding(clue)) continue;
    const ranges: Range[] = clue.ranges.map(([start]) => [value[0] + start, value[1]]);
    clues.push({ ...clue, by: parameter ? "url" : clue.by === "hash" ? "hash" : "config", ranges, name: inner.name });
  }
  return [...clues, ...jaasClues(text, where)];
}

function overlap(a: Range, b: Range): boolean {
  return a[0] < b[1] && a[1] > b[0];
}
