import type { Fact, Place, SubjectId } from "../facts/index.ts";
import { type Shown, showName, showPlace } from "../facts/shown.ts";
import type { Move } from "../rules/move.ts";
import type { Confidence, Report, RuleCard, SeveralWords, Severity } from "../rules/rule.ts";

/** One finding, ready to be filtered, collapsed and reported. Holds no value. */
export interface Finding {
  rule: string;
  say: string;
  severity: Severity;
  confidence: Confidence;
  subject: SubjectId;
  /** What it is about inside its subject. Never a value. */
  key: string;
  at: Place;
  /** What is wrong; what to do; lines to paste. */
  what: string;
  instead: string;
  paste: readonly string[];
  /** What a report says instead, where it lists this finding with others at the same place. */
  several?: SeveralWords;
  /** The offending text, masked. */
  shown?: string;
  related: readonly { at: Place; note: string }[];
  because?: string;
  /** What its rule asks for. */
  remedy?: Move;
  example: boolean;
}

/** A report in the words of its rule. Policy, too, words what it finds in suppression comments. */
export function finding(rule: RuleCard, report: Omit<Report, "at"> & { at: Pick<Fact, "subject" | "place"> }): Finding {
  const message = rule.messages[report.say];
  if (!message) throw new Error(`${rule.id} has no message ${report.say}`);
  // The one door for all that a rule says: a rule cannot forget it.
  // A comment that no space sets off becomes part of a path.
  const key = /^\/.*["'#]/.test(report.key) ? showPlace(report.key) : showName(report.key);
  const words: Record<string, Shown> = {};
  for (const [name, word] of Object.entries(report.words ?? {})) words[name] = showName(word);
  words.key = key;
  const fill = (text: string) =>
    !text.includes("{") ? text : text.replace(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
  return {
    rule: rule.id,
    say: report.say,
    severity: report.severity ?? rule.severity,
    confidence: report.confidence ?? "high",
    subject: report.at.subject,
    key,
    at: narrowed(report.at.place, report.span),
    what: fill(message.what),
    instead: fill(message.instead),
    paste: message.paste
      ? fill(message.paste)
          .split("\n")
          .filter((line) => line !== "")
      : [],
    ...(message.several && { several: filled(message.several, fill) }),
    ...(report.shown !== undefined && { shown: showName(report.shown) }),
    example: report.example ?? false,
    related: (report.related ?? []).map(({ fact, note }) => ({ at: fact.place, note: showName(note) })),
    ...(report.remedy && { remedy: report.remedy }),
    ...(report.because !== undefined && { because: showName(report.because) }),
  };
}

function filled({ item, argument, what, instead, paste }: SeveralWords, fill: (text: string) => string): SeveralWords {
  return {
    item: fill(item),
    argument: fill(argument),
    what: fill(what),
    instead: fill(instead),
    paste: fill(paste),
  };
}

function narrowed(place: Place, span: Report["span"]): Place {
  if (!span || place.in !== "text") return place;
  const [start, end] = place.statement;
  // A variable was followed to where its text is written: that is the statement to fix, or to excuse.
  const elsewhere = span[1] <= start || span[0] >= end;
  return { ...place, span, ...(elsewhere && { statement: span }) };
}
