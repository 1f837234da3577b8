import { isExampleFile } from "./example-files.ts";
import { isJobFile } from "./job-files.ts";
import { isMadeUp } from "./made-up.ts";
import { inFallback, spansOf, type Template } from "./template.ts";
import type { Clue, Suspicion, Where } from "./types.ts";
import type { Vocabulary } from "./vocabulary.ts";

const rank = { low: 0, medium: 1, high: 2 } as const;
const weight: Readonly<Record<Clue["is"], number>> = {
  secret: 5,
  weak: 4,
  placeholder: 3,
  public: 2,
  reference: 1,
  harmless: 0,
};

/** Whether a clue is a finding. */
export function isFinding(clue: Pick<Clue, "is">): boolean {
  return clue.is === "secret" || clue.is === "weak";
}

/** The clue that says most. */
export function heaviest(clues: readonly Clue[]): Clue | undefined {
  return clues.reduce<Clue | undefined>((best, clue) => {
    if (!best || weight[clue.is] > weight[best.is]) return clue;
    return weight[clue.is] === weight[best.is] && rank[clue.confidence] > rank[best.confidence] ? clue : best;
  }, undefined);
}

/** The lower of two confidences. */
export function lower(a: Suspicion["confidence"], b: Suspicion["confidence"]): Suspicion["confidence"] {
  return rank[a] < rank[b] ? a : b;
}

/** A clue, placed in its file. */
export function placed(judged: Clue, written: Template, where: Where, own: Vocabulary | undefined): Suspicion {
  const clue = thrownAway(allowed(judged, written, own), written, where);
  const found = isFinding(clue);
  return {
    is: clue.is,
    confidence: clue.confidence,
    reason: clue.reason,
    by: clue.by,
    ...(clue.shape !== undefined && { shape: clue.shape }),
    spans: found ? spansOf(written, clue.ranges) : [],
    inFallback: found && inFallback(written, clue.ranges),
    example: (!clue.real || isMadeForTest(clue, where)) && isExampleFile(where.file),
  };
}

// What a test of a program signs and logs in with is long and random, and opens nothing.
function isMadeForTest({ by }: Clue, { file }: Where): boolean {
  return by !== "token" && by !== "private-key" && /\.[cm]?[jt]sx?$/i.test(file);
}

function allowed(clue: Clue, { text }: Template, own: Vocabulary | undefined): Clue {
  if (!own || !isFinding(clue) || !clue.ranges.every(([start, end]) => own.isHarmlessValue(text.slice(start, end)))) {
    return clue;
  }
  return { ...clue, is: "harmless", confidence: "high", reason: "holds a value that the configuration allows" };
}

// What is built in the job stays, and its arguments with it.
function thrownAway(clue: Clue, { text }: Template, { file, sink }: Where): Clue {
  if (!isFinding(clue) || clue.by === "token" || clue.by === "private-key") return clue;
  if (sink === "build-arg" || sink.endsWith("label") || !isJobFile(file)) return clue;
  const reason =
    clue.is === "weak"
      ? "holds a password that everybody guesses, in a job that ends soon"
      : clue.ranges.every(([start, end]) => isMadeUp(text.slice(start, end))) && "holds what was made up for a job";
  const [subject = ""] = /^`[^`]*` /.exec(clue.reason) ?? [];
  return reason ? { ...clue, is: "harmless", reason: `${subject}${reason}` } : clue;
}
