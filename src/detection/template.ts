import type { Span, Value } from "../facts/index.ts";
import { suspectName } from "./names.ts";
import type { Range } from "./types.ts";

/** Represents what is not written in the file: a reference without a fallback, or the output of a command. */
export const hole = "\uE000";

interface Slice {
  start: number;
  end: number;
  /** Where it is written; none for a hole. */
  span?: Span;
  inFallback: boolean;
}

/** A value as one text: references give way to their fallback, or to a hole. Remembers where each letter is written. */
export interface Template {
  text: string;
  slices: readonly Slice[];
}

/** Joins the parts of a value. The text must not leave `src/secrets/`. */
export function template(value: Value): Template {
  const slices: Slice[] = [];
  let text = "";
  const add = (piece: string, inFallback: boolean, span?: Span) => {
    const start = text.length;
    text += piece;
    slices.push({ start, end: text.length, inFallback, ...(span && { span }) });
  };
  const walk = (parts: Value, inFallback: boolean) => {
    for (const part of parts) {
      if (part.is === "literal") {
        // A file could hold the hole's own letter, and must not pass for a reference by it.
        add(
          part.text.open((written) => written.replaceAll(hole, "\uFFFD")),
          inFallback,
          part.span,
        );
      } else if (part.is === "reference" && part.fallback && part.fallback.length > 0) {
        if (!part.whenSet) walk(part.fallback, true);
        // `${PASSWORD:+set}` only says that there is one.
        else if (suspectName(part.to.name, undefined).is === "secret") add(hole, inFallback);
        else walk(part.fallback, inFallback);
      } else add(hole, inFallback);
    }
  };
  walk(value, false);
  return { text, slices };
}

/** Where a part of the text is written: exactly, where text and file agree letter by letter, else the whole literal. */
export function spansOf({ slices }: Template, ranges: readonly Range[]): Span[] {
  const spans: Span[] = [];
  for (const [start, end] of ranges) {
    for (const slice of slices) {
      if (!slice.span || slice.start >= end || slice.end <= start) continue;
      const written = within(slice.span, slice, start, end);
      if (!spans.some((one) => one[0] === written[0] && one[1] === written[1])) spans.push(written);
    }
  }
  return spans;
}

function within(span: Span, slice: Slice, start: number, end: number): Span {
  const whole = start <= slice.start && end >= slice.end;
  if (whole || span[1] - span[0] !== slice.end - slice.start) return span;
  return [span[0] + Math.max(start, slice.start) - slice.start, span[0] + Math.min(end, slice.end) - slice.start];
}

/** Whether all of these ranges that is written at all is written in a fallback. */
export function inFallback({ slices }: Template, ranges: readonly Range[]): boolean {
  const touched = slices.filter(
    (slice) => slice.span && ranges.some(([start, end]) => slice.start < end && slice.end > start),
  );
  return touched.length > 0 && touched.every((slice) => slice.inFallback);
}
