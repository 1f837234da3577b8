import type { World } from "../facts/world.ts";
import type { Finding } from "../findings/finding.ts";
import { lineTable, regionOf } from "../findings/line-table.ts";
import type { ProposedFix } from "../findings/proposed-fix.ts";
import type { LocatedFinding } from "../findings/report.ts";
import { hunksOf } from "../fixes/hunks.ts";
import { stepWords } from "../remedies/index.ts";
import { openProposer, type Proposal, type ProposalSources } from "./proposals.ts";

/** Says for each finding what to do, as edits where that is safe. */
export function addFixes(findings: readonly Finding[], located: readonly LocatedFinding[], sources: ProposalSources) {
  const proposer = openProposer(sources);
  const describe = describer(sources);
  for (const [index, { remedy }] of findings.entries()) {
    const one = located[index];
    if (!one || !remedy) continue;
    one.fix = describe(proposer.propose(remedy));
  }
}

/** Makes proposals readable, for programs and for people. */
export function describer({ world, workspace }: ProposalSources): (proposal: Proposal) => ProposedFix {
  const known = new Map<string, { table: ReturnType<typeof lineTable>; names: ReadonlySet<string> }>();
  const open = (file: string) => {
    const before = known.get(file);
    if (before) return before;
    const reading = workspace.read(file);
    const now = { table: lineTable("text" in reading ? reading.text : ""), names: namesIn(file, world) };
    known.set(file, now);
    return now;
  };
  return ({ plan, files, values, refused }) => ({
    title: plan.title,
    safety: refused === undefined ? plan.safety : "manual",
    files: files.map(({ file, edits }) => {
      const { table, names } = open(file);
      return {
        file,
        edits: edits.map(({ span, text }) => ({ region: regionOf(table, span), text })),
        diff: hunksOf(table.text, edits, names, (at) => regionOf(table, [at, at]).startLine),
      };
    }),
    values: values.map(({ file }) => file),
    steps: plan.steps.flatMap((step) => stepWords(step, refused !== undefined)),
    cautions: [...(refused === undefined ? [] : [`no edit is safe here: ${refused}`]), ...plan.cautions],
  });
}

const words = /[\p{L}\p{N}_.-]+/gu;
const syntax = "environment services secrets source target file image build args command".split(" ");

/** What is a name by its place: variables, services, secrets. */
function namesIn(file: string, world: World): ReadonlySet<string> {
  const names = new Set(syntax);
  const add = (text: string) => {
    for (const [word] of text.matchAll(words)) names.add(word).add(word.replace(/^.*[.-]/, ""));
  };
  for (const { id, name } of world.subjectsIn(file)) {
    add(name);
    for (const binding of world.about(id, "binding")) if (/^[A-Z_][A-Z\d_]*$/.test(binding.name)) add(binding.name);
    for (const secret of world.about(id, "secret")) add(secret.name);
    for (const grant of world.about(id, "grant")) add(grant.secret);
  }
  return names;
}
