import type { Command, Fact, Part, Value, Word } from "../../facts/index.ts";
import { soleLiteral } from "../../facts/value.ts";
import { plain, says } from "../../facts/words.ts";

/** A value with more parts than this is not carried on: each use would make it longer. */
const mostParts = 8;

/**
 * Follows the variables of a script to the literals they hold: `PW=x; docker run -e DB_PASSWORD=$PW` binds `x`, where
 * it is written. What is set
 * before the use counts; what is set once, after it, may have been set by the time a function runs.
 */
export function followed(facts: readonly Fact[], around: ReadonlyMap<string, Value> = new Map()): Fact[] {
  const known = new Map<string, Value | undefined>(around);
  const later = setOnce(facts, around);
  const lookUp = (name: string) => (known.has(name) ? known.get(name) : later.get(name));
  return facts.map((fact) => {
    const one = resolvedFact(fact, lookUp);
    if (one.kind === "binding" && one.sink === "process-env") known.set(one.name, carried(one.value, one.name));
    if (one.kind === "command") for (const name of forgotten(one)) known.set(name, undefined);
    return one;
  });
}

function setOnce(facts: readonly Fact[], around: ReadonlyMap<string, Value>): Map<string, Value> {
  const found = new Map<string, Value | undefined>();
  for (const fact of facts) {
    if (fact.kind === "command") for (const name of forgotten(fact)) found.set(name, undefined);
    if (fact.kind !== "binding" || fact.sink !== "process-env") continue;
    const literal = soleLiteral(fact.value) ? fact.value : undefined;
    found.set(fact.name, found.has(fact.name) || around.has(fact.name) ? undefined : literal);
  }
  return new Map([...found].flatMap(([name, value]) => (value ? [[name, value] as const] : [])));
}

/** What may be in the place of a reference: it holds a literal, and nothing that only a run can tell. */
function carried(value: Value, name: string): Value | undefined {
  if (value.length === 0 || value.length > mostParts) return undefined;
  const telling = value.some((part) => part.is === "literal" || (part.is === "reference" && part.fallback?.length));
  const certain = value.every(
    (part) => part.is !== "unknown" && !(part.is === "reference" && part.to.store === "file"),
  );
  const endless = value.some((part) => part.is === "reference" && part.to.name === name && !part.fallback);
  return telling && certain && !endless ? value : undefined;
}

/** Names that a command gives a value from outside: `read -r PW`, `unset PW`. */
function forgotten({ words }: Command): string[] {
  if (!says(words[0], /^(?:read|unset|mapfile|readarray|getopts)$/)) return [];
  return words
    .slice(1)
    .flatMap((word) => plain(word)?.open((text) => (/^[A-Za-z_]\w*$/.test(text) ? [text] : [])) ?? []);
}

type Lookup = (name: string) => Value | undefined;

function resolvedFact(fact: Fact, lookUp: Lookup): Fact {
  switch (fact.kind) {
    case "binding":
    case "text": {
      const value = resolved(fact.value, lookUp);
      return value === fact.value ? fact : { ...fact, value };
    }
    case "command":
      return resolvedCommand(fact, lookUp);
    default:
      return fact;
  }
}

function resolvedCommand(fact: Command, lookUp: Lookup): Command {
  const wordsOf = (words: readonly Word[]) => words.flatMap((word) => resolvedWord(word, lookUp));
  const { input, pipedInto } = fact;
  return {
    ...fact,
    words: wordsOf(fact.words),
    ...(pipedInto && { pipedInto: wordsOf(pipedInto) }),
    ...(input?.from === "pipe" && { input: { ...input, words: wordsOf(input.words) } }),
    ...(input?.from === "here" && { input: { ...input, value: resolved(input.value, lookUp) } }),
  };
}

/** A variable without quotes becomes as many words as its text has. */
function resolvedWord(word: Word, lookUp: Lookup): Word[] {
  const value = resolved(word.value, lookUp);
  if (value === word.value) return [word];
  const [before, more] = word.value;
  const bare =
    before?.is === "reference" && !more && before.span[0] === word.span[0] && before.span[1] === word.span[1];
  const literal = bare ? soleLiteral(value) : undefined;
  const { span } = literal ?? word;
  if (!literal?.text.matches(/\s/) || literal.text.length !== span[1] - span[0]) return [{ ...word, value }];
  return literal.text.open((text) =>
    [...text.matchAll(/\S+/g)].map(({ 0: piece, index }): Word => {
      const at = [span[0] + index, span[0] + index + piece.length] as const;
      return {
        value: [{ ...literal, text: literal.text.slice(index, index + piece.length), span: at }],
        span: word.span,
      };
    }),
  );
}

function resolved(value: Value, lookUp: Lookup): Value {
  let changed = false;
  const parts = value.flatMap((part): readonly Part[] => {
    const known = part.is === "reference" && part.to.store === "env" ? lookUp(part.to.name) : undefined;
    if (!known) return [part];
    changed = true;
    return known;
  });
  return changed ? parts : value;
}
