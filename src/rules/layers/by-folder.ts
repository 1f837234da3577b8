import { type Report, severities } from "../rule.ts";
import { ignoreWords } from "./words.ts";

const severalFiles = 4;

/**
 * Of many files in one folder that one copy takes along, a single report speaks: the gravest, under the folder's name.
 */
export function byFolder<Key extends string>(
  reports: readonly Report<Key>[],
  isTakenAlong: (report: Report<Key>) => boolean,
): Report<Key>[] {
  const folders = new Map<string, Report<Key>[]>();
  for (const one of reports) {
    const alone = !isTakenAlong(one) || !one.key.includes("/");
    const folder = one.key.slice(0, one.key.lastIndexOf("/") + 1);
    const id = alone ? `${folders.size}` : JSON.stringify([one.at.subject, one.span, one.say, one.example, folder]);
    folders.set(id, [...(folders.get(id) ?? []), one]);
  }
  return [...folders.values()].flatMap((group) => {
    const [first] = group.sort(
      (a, b) => severities.indexOf(b.severity ?? "info") - severities.indexOf(a.severity ?? "info"),
    );
    if (!first || group.length < severalFiles) return group;
    const folder = first.key.slice(0, first.key.lastIndexOf("/") + 1);
    return [
      {
        ...first,
        key: folder,
        words: { ...first.words, kind: `${group.length} secret files`, ...ignoreWords(folder) },
      },
    ];
  });
}
