import { writtenPath } from "../../detection/paths.ts";
import type { Value } from "../../facts/index.ts";
import { type Shown, say, showAddress } from "../../facts/shown.ts";
import { soleLiteral } from "../../facts/value.ts";
import { below, folderOf, pathIn } from "../../inputs/paths.ts";
import type { Workspace } from "../../inputs/workspace.ts";
import { scanEnvFile } from "../../scanners/env-file/index.ts";

/** What Compose looks for in a folder, in its order of preference. */
const bases = ["compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"];
const overrides = [
  "compose.override.yml",
  "compose.override.yaml",
  "docker-compose.override.yml",
  "docker-compose.override.yaml",
];

/** Values of variables, by name. */
export type Variables = ReadonlyMap<string, Value>;

/** The files of a project, as Compose finds them in a folder when nobody names any. */
export interface FoundFiles {
  paths: readonly string[];
  /** Where their paths begin. */
  folder: string;
  variables: Variables;
  /** The env file whose COMPOSE_FILE names them, and what of it cannot be followed. */
  named?: { by: string; lost: readonly { shown: Shown; path: string | undefined }[] };
}

/** The files that Compose takes in this folder: what `COMPOSE_FILE` names, or the usual names. */
export function filesIn(folder: string, workspace: Workspace): FoundFiles | undefined {
  const env = below(folder, ".env");
  const canonical = (path: string) => workspace.canonical?.(path) ?? path;
  const variables = variablesIn(folder, workspace);
  const list = variables.get("COMPOSE_FILE");
  const named = list && writtenPath(list, (name) => variables.get(name));
  if (named?.known) {
    const separator = writtenPath(variables.get("COMPOSE_PATH_SEPARATOR") ?? [])?.text ?? ":";
    const written = named.text.split(separator).filter((path) => path !== "");
    const paths = written.map((path) => pathIn(folder, path));
    const shownAs = (one: string) => (list && isPlainList(list) ? showAddress(one) : say("a file"));
    const lost = written.flatMap((one, index) =>
      isThere(paths[index], workspace) ? [] : [{ shown: shownAs(one), path: paths[index] }],
    );
    const [first = folder] = paths.filter((path) => path !== undefined);
    const there = paths.filter((path): path is string => isThere(path, workspace)).map(canonical);
    return { paths: there, folder: folderOf(first), variables, named: { by: env, lost } };
  }
  const first = (names: readonly string[]) => {
    const path = names.map((name) => below(folder, name)).find((one) => workspace.has(one));
    return path === undefined ? undefined : canonical(path);
  };
  const base = first(bases);
  if (base === undefined) return;
  const override = first(overrides);
  return { paths: override ? [base, override] : [base], folder, variables };
}

/** Whether each path of the list is written as it is: none is the value of a variable, or a piece of an address. */
function isPlainList(list: Value): boolean {
  const text = soleLiteral(list)?.text;
  return text !== undefined && !text.matches(/[@$]|\/\//);
}

const known = new WeakMap<Workspace, Map<string, Variables>>();

/**
 * What Compose knows of variables in this folder: its `.env`. What the shell of anyone who runs it holds is not seen.
 */
export function variablesIn(folder: string, workspace: Workspace): Variables {
  const folders = known.get(workspace) ?? new Map<string, Variables>();
  known.set(workspace, folders);
  const variables = folders.get(folder) ?? variablesOf([below(folder, ".env")], workspace);
  folders.set(folder, variables);
  return variables;
}

function isThere(path: string | undefined, workspace: Workspace): boolean {
  return path !== undefined && workspace.has(path);
}

/** The variables of these env files; of a name in several the last one counts. */
export function variablesOf(files: readonly string[], workspace: Workspace): Variables {
  const found = new Map<string, Value>();
  for (const file of files) {
    if (!workspace.has(file)) continue;
    const reading = workspace.read(file);
    if (!("text" in reading)) continue;
    for (const fact of scanEnvFile({ file, text: reading.text }).facts) {
      if (fact.kind === "binding") found.set(fact.name, fact.value);
    }
  }
  return found;
}
