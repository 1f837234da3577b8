import type { Sealed } from "../facts/sealed.ts";
import type { World } from "../facts/world.ts";

/** What a plan needs to know of the project beside its facts. */
export interface PlanContext {
  world: World;
  /**
   * Where a compose file keeps a secret of this name: the file below the root of the run, and how the compose file
   * names it.
   */
  secretFile(composeFile: string, name: string): { file: string; source: string };
  /** The names of the secrets that a compose file has, or its project. */
  definedIn(composeFile: string): ReadonlySet<string>;
  /** What is in the way of a new file: the text of a file, or something else of that name. */
  occupant(path: string): Sealed | "other" | undefined;
  /** The ignore files that have to name the folder of a secret file, and the line for each. */
  ignoreLines(file: string): readonly { file: string; line: string }[];
  /** The secrets that were named so far in this run, by their files. */
  names: Map<string, Sealed>;
}

/** A secret as a plan may use it. */
export interface NamedSecret {
  name: string;
  /** The file that holds its value, below the root of the run and as the compose file names it. */
  file: string;
  source: string;
  /** Whether the file has to be written, and whether the project has to define the secret. */
  write: boolean;
  define: boolean;
}
