import { revealed } from "../detection/revealed.ts";
import type { FileAt } from "../facts/index.ts";
import { type Shown, say, show } from "../facts/shown.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { readsAsEnvFile } from "../scanners/contents.ts";
import { settingsIn } from "./holds.ts";

/** Larger files are not looked into: what holds a key or a token to configure something is short. */
const mostBytes = 64 * 1024;
const mostFiles = 10_000;
const mostBytesInAll = 64 * 1024 * 1024;
const mostMilliseconds = 20_000;

/** What a file holds whose name tells nothing. */
type Content = Required<Pick<FileAt, "holds" | "reveals">>;

/** Looks into files whose names tell nothing, each once in a run, and no more than a run has time for. */
export interface Contents {
  lookInto(file: string): Content | undefined;
  /** The files that there was no time for. */
  unseen: ReadonlySet<string>;
}

const known = new WeakMap<Workspace, Contents>();

/** The contents of a run's files. */
export function contentsOf(workspace: Workspace): Contents {
  const before = known.get(workspace) ?? newContents(workspace);
  known.set(workspace, before);
  return before;
}

function newContents(workspace: Workspace): Contents {
  const looked = new Map<string, Content | undefined>();
  const unseen = new Set<string>();
  let bytes = 0;
  let spent = 0;
  return {
    unseen,
    lookInto(file) {
      if (looked.has(file)) return looked.get(file);
      if (looked.size >= mostFiles || bytes >= mostBytesInAll || spent >= mostMilliseconds) {
        unseen.add(file);
        return undefined;
      }
      const started = Date.now();
      const size = workspace.look(file)?.size ?? 0;
      const reading = size > 0 && size <= mostBytes ? workspace.read(file) : undefined;
      bytes += reading ? size : 0;
      const found = reading && "text" in reading ? inText(file, reading.text) : undefined;
      looked.set(file, found);
      spent += Date.now() - started;
      return found;
    },
  };
}

/** What there was no time for, as one line of a report: a big project that is clean does not fail for it. */
export function unseenCopies(workspace: Workspace): { file: string; why: Shown }[] {
  const [file, ...others] = [...(known.get(workspace)?.unseen ?? [])].sort();
  if (file === undefined) return [];
  const one = say("is copied into an image: not looked into");
  const why = show`and ${others.length} more are copied into an image: not looked into`;
  return [{ file, why: others.length === 0 ? one : why }];
}

function inText(file: string, text: string): Content | undefined {
  const found = revealed(text);
  if (found) return { holds: "secret", reveals: found };
  if (!readsAsEnvFile(text)) return undefined;
  const values = settingsIn(file, text).filter(({ name = "" }) => /^[A-Z_][A-Z\d_]*$/.test(name));
  return values.length === 0 ? undefined : { holds: { as: "variables", values }, reveals: "variables" };
}
