import type { Gap, Place, SubjectId } from "../facts/index.ts";
import type { Finding } from "./finding.ts";
import { lineHashes } from "./line-hash.ts";
import { type LineTable, lineStart, lineTable, regionOf } from "./line-table.ts";
import type { LocatedFinding, LocatedGap, LocatedReason, Region } from "./report.ts";
import { sourceLines } from "./source-line.ts";

const nowhere: Region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 };

/** Gives for equal texts always the same one. */
export type Once = <Text extends string>(text: Text) => Text;

type TextOf = (file: string) => string | undefined;

/**
 * Turns spans into lines and columns, and adds what tells a finding from others in the next run. Reads only texts in
 * which something was found.
 */
export function locate(findings: readonly Finding[], textOf: TextOf, once: Once = (text) => text): LocatedFinding[] {
  const tableOf = tables(textOf);
  const hashOf = hashes(findings, tableOf);
  const sourceOf = sourceLines(findings, tableOf);
  return findings.map((finding) => {
    const { rule, say, severity, confidence, example, at, shown, because } = finding;
    // Written out: objects that are spread from one another each get a shape of their own, and there may be very many.
    const located: LocatedFinding = {
      rule,
      say,
      severity,
      confidence,
      subject: once<SubjectId>(finding.subject),
      key: once(finding.key),
      what: once(finding.what),
      instead: once(finding.instead),
      paste: finding.paste.map(once),
      example,
      file: at.file,
      region: region(at, tableOf),
      relatedRegions: finding.related.map((one) => ({
        file: one.at.file,
        region: region(one.at, tableOf),
        ...(one.at.in === "capture" && { pointer: one.at.pointer }),
        note: once(one.note),
      })),
    };
    if (finding.several) located.several = finding.several;
    if (at.in === "capture") located.pointer = at.pointer;
    if (shown !== undefined) located.shown = once(shown);
    const source = sourceOf(finding);
    if (source !== undefined) located.source = once(source);
    if (because !== undefined) located.because = once(because);
    const lineHash = hashOf(at);
    if (lineHash !== undefined) located.lineHash = lineHash;
    return located;
  });
}

/**
 * Gaps with their lines, sorted, each once however many subjects it is about. One that covers a whole file has no line.
 */
export function locateGaps(gaps: readonly Pick<Gap, "place" | "code" | "why">[], textOf: TextOf): LocatedGap[] {
  return locateReasons(gaps, textOf, ({ code }) => ({ code }));
}

/** The same for what is no reason to fail. */
export function locateRemarks(remarks: readonly Pick<Gap, "place" | "why">[], textOf: TextOf): LocatedReason[] {
  return locateReasons(remarks, textOf, () => ({}));
}

function locateReasons<Reason extends Pick<Gap, "place" | "why">, More extends object>(
  reasons: readonly Reason[],
  textOf: TextOf,
  more: (reason: Reason) => More,
): (LocatedReason & More)[] {
  const tableOf = tables(textOf);
  const located = new Map<string, LocatedReason & More>();
  for (const reason of reasons) {
    const { place, why } = reason;
    const table = place.in === "text" && place.span[1] > 0 ? tableOf(place.file) : undefined;
    const start = table && place.in === "text" ? regionOf(table, place.span) : undefined;
    const gap = {
      file: place.file,
      ...(start && { line: start.startLine, column: start.startColumn }),
      ...more(reason),
      why,
    };
    located.set(JSON.stringify([gap.file, gap.line, gap.column, gap.why]), gap);
  }
  return [...located.values()].sort(
    (a, b) =>
      compare(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0) ||
      compare(a.why, b.why),
  );
}

function tables(textOf: TextOf): (file: string) => LineTable | undefined {
  const known = new Map<string, LineTable | undefined>();
  return (file) => {
    if (!known.has(file)) {
      const text = textOf(file);
      known.set(file, text === undefined ? undefined : lineTable(text));
    }
    return known.get(file);
  };
}

function region(place: Place, tableOf: (file: string) => LineTable | undefined): Region {
  const table = place.in === "text" ? tableOf(place.file) : undefined;
  return table && place.in === "text" ? regionOf(table, place.span) : nowhere;
}

function hashes(
  findings: readonly Finding[],
  tableOf: (file: string) => LineTable | undefined,
): (place: Place) => string | undefined {
  const starts = new Map<string, Set<number>>();
  for (const { at } of findings) {
    const table = at.in === "text" ? tableOf(at.file) : undefined;
    if (!table || at.in !== "text") continue;
    const wanted = starts.get(at.file) ?? new Set();
    starts.set(at.file, wanted.add(lineStart(table, at.span[0])));
  }
  const known = new Map<string, Map<number, string>>();
  for (const [file, wanted] of starts) known.set(file, lineHashes(tableOf(file)?.text ?? "", wanted));
  return (place) => {
    const table = place.in === "text" ? tableOf(place.file) : undefined;
    return table && place.in === "text" ? known.get(place.file)?.get(lineStart(table, place.span[0])) : undefined;
  };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
