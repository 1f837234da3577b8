import type { Fact, FactKind, FactOf, Span } from "../facts/index.ts";
import type { JudgedWorld } from "./judged-world.ts";
import type { Move } from "./move.ts";

export const severities = ["info", "low", "medium", "high", "critical"] as const;
export type Severity = (typeof severities)[number];
export type Confidence = "low" | "medium" | "high";

/**
 * What a rule says: `what` is wrong and who can see it, then what to do `instead`, then, where it helps, lines to
 * paste.
 */
export interface Message {
  /** One sentence in the reader's own names, `{key}` and the report's words filled in. No full stop. */
  what: string;
  /** What to do, in one phrase. No full stop. */
  instead: string;
  /** Lines ready to paste, in the syntax of the reader's file. */
  paste?: string;
  /** The words for several such reports at one place, which a report lists as one finding. */
  several?: SeveralWords;
}

/** Words for several keys at one place: `{items}` and `{arguments}` are made of what each of them has to say. */
export interface SeveralWords {
  /** How the list names one of them. */
  item: string;
  /** How a shell is given one of them. */
  argument: string;
  what: string;
  instead: string;
  paste: string;
}

/** One thing a rule found. Nothing in it may hold a value: it goes into outputs and fingerprints. */
export interface Report<Key extends string = string> {
  at: Fact;
  /** Exactly what is wrong, where that is less than the fact's own place (the password inside a URL). */
  span?: Span;
  /** What the finding is about inside its subject: a variable's name, a path, a program. Never a value. */
  key: string;
  say: Key;
  /** Words for the message's placeholders beside `{key}`: names and paths, never values. */
  words?: Readonly<Record<string, string>>;
  /** What may be shown of the offending text, masked; `masked(value)` makes it. */
  shown?: string;
  /** Other places of the same secret: where it arrives, where it is used. */
  related?: readonly { fact: Fact; note: string }[];
  /** What to do about it, for a plan of edits. */
  remedy?: Move;
  severity?: Severity;
  confidence?: Confidence;
  /** The file is a template, documentation or a test fixture: dropped unless the config asks for it. */
  example?: boolean;
  /** Why it was judged so, for `--verbose`: "`DB_PASSWORD` ends in a word for a secret". Never a value. */
  because?: string;
}

type Verdict<Key extends string> = Report<Key> | readonly Report<Key>[] | undefined;

/** A file or two that show a rule at work; the tests run them. */
export interface Example {
  /** Path to text. */
  files: Readonly<Record<string, string>>;
  /** Those of them that git tracks, where that makes the difference. */
  tracked?: readonly string[];
}

/** A rule's identity, words and examples. */
export interface RuleCard<Key extends string = string> {
  /** Names the bad thing, so that "ignore secret-in-env" reads well. The file's name. */
  id: string;
  title: string;
  /** Who is harmed, and how. A paragraph. */
  why: string;
  severity: Severity;
  /** CWE numbers and topics, for SARIF. */
  tags: readonly string[];
  messages: Readonly<Record<Key, Message>>;
  examples: readonly { bad: Example; good: Example }[];
}

/** Judges one fact at a time. Most rules are this. */
export interface FactRule<Kind extends FactKind = FactKind, Key extends string = string> extends RuleCard<Key> {
  over: Kind;
  check(fact: FactOf<Kind>, world: JudgedWorld): Verdict<Key>;
}

/** Judges what only the whole shows: something missing, unused, or in the wrong order. */
export interface WorldRule<Key extends string = string> extends RuleCard<Key> {
  over: "world";
  check(world: JudgedWorld): Verdict<Key>;
}

export type Rule = { [Kind in FactKind]: FactRule<Kind> }[FactKind] | WorldRule;

export function factRule<Kind extends FactKind, Key extends string>(rule: FactRule<Kind, Key>): FactRule<Kind, Key> {
  return rule;
}

export function worldRule<Key extends string>(rule: WorldRule<Key>): WorldRule<Key> {
  return rule;
}
