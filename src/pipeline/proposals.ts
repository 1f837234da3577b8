import { posix } from "node:path";
import { groupBy } from "../facts/group-by.ts";
import { Sealed } from "../facts/sealed.ts";
import type { World } from "../facts/world.ts";
import { fixerOf, type TextEdit } from "../fixes/index.ts";
import { folderOf } from "../inputs/paths.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { ignoreLines } from "../projects/ignore-lines.ts";
import { type Change, type Plan, type PlanContext, planFor } from "../remedies/index.ts";
import type { Move } from "../rules/move.ts";

/** The edits of one file. */
interface FileEdits {
  file: string;
  edits: readonly TextEdit[];
}

/** A plan as edits. Where one of them is not safe, none is made, and `refused` says why. */
export interface Proposal {
  plan: Plan;
  changes: readonly Change[];
  files: readonly FileEdits[];
  values: readonly { file: string; value: Sealed }[];
  refused?: string;
}

/** What proposals are made from. */
export interface ProposalSources {
  world: World;
  workspace: Workspace;
  /** Where the relative paths of compose files begin, where that is not beside them. */
  folders: ReadonlyMap<string, string>;
  secretsDir?: string;
}

/** Makes proposals, and edits of many changes together. Each file is read once. */
export interface Proposer {
  propose(move: Move): Proposal;
  /** Edits for all of these changes, or why they cannot be made together. */
  together(changes: readonly Change[]): { files: readonly FileEdits[] } | { refused: string };
}

/** Opens the files of a run for proposals. */
export function openProposer({ world, workspace, folders, secretsDir = "./secrets" }: ProposalSources): Proposer {
  const fixers = new Map<string, ReturnType<typeof fixerOf> | undefined>();
  const textOf = (file: string) => textIn(workspace, file);
  const fixer = (file: string, syntax: Change["syntax"]) => {
    const id = `${syntax} ${file}`;
    if (!fixers.has(id)) {
      const text = textOf(file) ?? (workspace.has(file) ? undefined : "");
      fixers.set(id, text === undefined ? undefined : fixerOf(syntax, text));
    }
    return fixers.get(id);
  };
  const together: Proposer["together"] = (changes) => {
    const files: FileEdits[] = [];
    for (const [file, inFile] of groupBy(changes, (change) => change.file)) {
      const [first] = inFile;
      const made = first && (fixer(file, first.syntax)?.(inFile) ?? { refused: `${file} cannot be read` });
      if (made && "refused" in made) return made;
      if (made && made.edits.length > 0) files.push({ file, edits: made.edits });
    }
    return { files };
  };
  const defined = new Map<string, ReadonlySet<string>>();
  const ignored = new Map<string, ReturnType<typeof ignoreLines>>();
  const context: PlanContext = {
    world,
    names: new Map(),
    secretFile: (composeFile, name) => {
      const folder = folders.get(composeFile) ?? folderOf(composeFile);
      const file = posix.join(folder, secretsDir, name);
      const way = posix.relative(folder === "" ? "." : folder, file);
      return { file, source: way.startsWith(".") ? way : `./${way}` };
    },
    definedIn: (composeFile) => {
      const names = defined.get(composeFile) ?? definedIn(composeFile, world);
      defined.set(composeFile, names);
      return names;
    },
    occupant: (path) => {
      if (!workspace.has(path)) return undefined;
      const text = textOf(path);
      return text === undefined ? "other" : new Sealed(text);
    },
    ignoreLines: (file) => {
      const folder = posix.dirname(file);
      const lines = ignored.get(folder) ?? ignoreLines(folder, world, workspace, folders);
      ignored.set(folder, lines);
      return lines;
    },
  };
  return {
    together,
    propose: (move) => {
      const plan = planFor(move, context);
      const changes = plan.steps.flatMap((step) => (step.step === "edit" ? [step.edit] : []));
      const values = plan.steps.flatMap((step) => (step.step === "move-value" ? [step] : []));
      const made = together(changes);
      if ("refused" in made) return { plan, changes: [], files: [], values: [], refused: made.refused };
      return { plan, changes, files: made.files, values };
    },
  };
}

function definedIn(composeFile: string, world: World): ReadonlySet<string> {
  const project = `project:${composeFile}` as const;
  return new Set([
    ...world.about(project, "secret").map(({ name }) => name),
    ...world.projectsOf(project).flatMap(({ secrets }) => [...secrets.keys()]),
  ]);
}

function textIn(workspace: Workspace, file: string): string | undefined {
  const reading = workspace.read(file);
  return "text" in reading ? reading.text : undefined;
}
