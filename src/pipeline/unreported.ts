import type { Place } from "../facts/index.ts";
import type { Finding } from "../findings/finding.ts";
import { locateRemarks } from "../findings/locate.ts";
import type { JudgedWorld } from "../rules/judged-world.ts";
import { judgements } from "../rules/judgements.ts";

/**
 * Each value that was judged and not reported, in a line. A value can be harmless in itself and reported for its name.
 */
export function unreported(
  world: JudgedWorld,
  judged: readonly Finding[],
  textOf: (file: string) => string | undefined,
): string[] {
  const placeOf = ({ file, ...at }: Place) => JSON.stringify([file, at.in === "text" ? at.span[0] : at.pointer]);
  const reported = new Set(judged.map(({ at }) => placeOf(at)));
  const values = [...judgements(world)].filter(({ fact }) => !reported.has(placeOf(fact.place)));
  const inText = values.filter(({ fact }) => fact.place.in === "text").map(({ fact, why }) => ({ ...fact, why }));
  const observed = values.filter(({ fact }) => fact.place.in === "capture").map(({ fact, why }) => ({ ...fact, why }));
  return [
    ...locateRemarks(inText, textOf).map(({ file, line, column, why }) => `${file}:${line ?? 1}:${column ?? 1} ${why}`),
    // What a running system shows has no lines.
    ...locateRemarks(observed, textOf).map(({ file, why }) => `${file}: ${why}`),
  ];
}
