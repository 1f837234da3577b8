import type { Part, Span } from "../../facts/index.ts";
import { finder } from "./foreign-template.ts";
import { type Hole, hole, type Template } from "./interpolation.ts";
import type { Written } from "./written.ts";

/** What one template language writes around what it fills in, and what that represents. */
export interface Marks {
  open: string;
  close: string;
  /** `inner`: what is between the marks; `at` gives an offset of the file for an index of it. */
  read: (inner: string, span: Span, at: (index: number) => number) => Part;
}

const longest = 4000;

/** The text with a hole for each mark: the first that fits wins. What is not closed stays text. */
export function readMarked(written: Written, marks: readonly Marks[]): Template {
  const { text, indented = false } = written;
  const openings = marks.map((one) => ({ ...one, find: finder(text, one.open), ends: finder(text, one.close) }));
  const positions: number[] = [];
  const holes: Hole[] = [];
  let out = "";
  let done = 0;
  const copy = (to: number) => {
    out += text.slice(done, to).replaceAll(hole, "\uFFFD");
    for (; done < to; done++) positions.push(written.at(done));
  };
  for (;;) {
    const next = nearest(openings, done);
    if (!next) break;
    const inner = next.at + next.open.length;
    const close = next.ends(inner);
    const end = close + next.close.length;
    if (close < 0 || end - next.at > longest) {
      copy(inner);
      continue;
    }
    copy(next.at);
    const span: Span = [written.at(next.at), written.at(end)];
    holes.push({ index: out.length, part: next.read(text.slice(inner, close), span, (i) => written.at(inner + i)) });
    out += hole;
    positions.push(written.at(next.at));
    done = end;
  }
  copy(text.length);
  positions.push(written.at(text.length));
  const last = written.at(text.length);
  return { text: out, at: (index) => positions[index] ?? last, holes, indented };
}

function nearest<Opening extends { find: (from: number) => number }>(openings: readonly Opening[], from: number) {
  let best: (Opening & { at: number }) | undefined;
  for (const opening of openings) {
    const at = opening.find(from);
    if (at >= 0 && (!best || at < best.at)) best = { ...opening, at };
  }
  return best;
}
