import type { ProposedFix } from "../findings/proposed-fix.ts";
import type { LocatedFinding } from "../findings/report.ts";
import { worse } from "./threshold.ts";

const mostNamed = 5;

/**
 * One finding of those that a rule can tell in one sentence because they have a place in common: the gravest, which
 * lists the others. After suppressions and baselines, which know each by itself.
 */
export function listTogether(findings: readonly LocatedFinding[]): LocatedFinding[] {
  const groups = new Map<string | LocatedFinding, LocatedFinding[]>();
  for (const one of findings) {
    const { rule, say, file, region, several } = one;
    const id = several ? JSON.stringify([rule, say, file, region]) : one;
    const group = groups.get(id);
    if (group) group.push(one);
    else groups.set(id, [one]);
  }
  return [...groups.values()].flatMap((group) => (group.length === 1 ? group : together(group)));
}

function together(group: readonly LocatedFinding[]): LocatedFinding[] {
  const gravest = group.map(({ severity }) => severity).reduce(worse);
  const first = group.find(({ severity }) => severity === gravest);
  if (!first?.several) return [...group];
  const { what, instead, paste } = first.several;
  const inOrder = [first, ...group.filter((one) => one !== first)];
  const items = listed(inOrder.flatMap(({ several }) => several?.item ?? []));
  const all = inOrder.flatMap(({ several }) => several?.argument ?? []).join(" ");
  const { fix: _, ...rest } = first;
  const fix = fixTogether(inOrder, instead);
  return [
    {
      ...rest,
      what: what.replace("{items}", () => items),
      instead,
      paste: paste.split("\n").map((line) => line.replace("{arguments}", () => all)),
      ...(fix && { fix }),
      relatedRegions: inOrder.flatMap(({ relatedRegions }) => relatedRegions),
    },
  ];
}

/** `a, b and c`; of many the first ones and how many more there are. */
function listed(items: readonly string[]): string {
  const named = items.length > mostNamed + 1 ? items.slice(0, mostNamed) : items.slice(0, -1);
  const last = items.length > mostNamed + 1 ? `${items.length - mostNamed} more files` : items.at(-1);
  return `${named.join(", ")} and ${last}`;
}

/** The fixes of all of them, which add lines to the same file; of what a machine cannot do there are lines to paste. */
function fixTogether(findings: readonly LocatedFinding[], title: string): ProposedFix | undefined {
  const fixes = findings.flatMap(({ fix }) => fix ?? []);
  const [first] = fixes;
  if (!first || fixes.length < findings.length || fixes.some(({ files }) => files.length !== 1)) return undefined;
  const all = fixes.flatMap(({ files }) => files);
  const [{ file, diff: [hunk] = [] } = { file: "", diff: [] }] = all;
  if (!hunk || all.some((one) => one.file !== file)) return undefined;
  const added = all.flatMap(({ diff }) => diff.flatMap(({ lines }) => lines.filter(({ sign }) => sign === "+")));
  const before = hunk.lines.filter(({ sign }) => sign !== "+");
  const edits = all.flatMap((one, index) =>
    one.edits.map(({ region, text }) => ({ region, text: index === 0 ? text : text.replace(/^\r?\n/, "") })),
  );
  return { ...first, title, files: [{ file, edits, diff: [{ line: hunk.line, lines: [...before, ...added] }] }] };
}
