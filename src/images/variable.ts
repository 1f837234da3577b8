import type { Behaviour, Exception, Family } from "./family.ts";
import type { ImageKnowledge } from "./look-up.ts";
import { variableFits } from "./pattern.ts";
import { fillTemplate } from "./template.ts";
import { isInSpan } from "./version.ts";

/** How one variable of an image can come from a file. `secret`: it is one of those that are sensitive. */
export type VariableKnowledge =
  /** Another variable names the file. */
  | ({ reads: "file-variable"; fileVariable: string; secret: boolean } & Behaviour)
  /** The variable itself takes a reference or a path in the place of its value. */
  | ({ reads: "reference"; secret: boolean } & Behaviour)
  /** A file of a fixed name is read, and no variable is set. */
  | ({ reads: "fixed-path"; path: string; secret: boolean } & Behaviour)
  /** A command-line option or a syntax of the configuration; `words` says which. */
  | ({ reads: "option"; words: string } & Behaviour)
  /** This image has no way to take it from a file; `instead` says what else helps, where something does. */
  | { reads: "nothing"; instead?: string }
  /** Other versions of the image can. */
  | { reads: "not-in-this-version"; since?: string; until?: string };

/** What an image makes of a variable by its plain name. Undefined: nobody looked, and nothing may be guessed. */
export function variableOf(knowledge: ImageKnowledge, name: string): VariableKnowledge | undefined {
  const { family, version, applies } = knowledge;
  const listed = (names: readonly string[]) => names.some((one) => variableFits(one, name) !== undefined);
  if (family.secretVariables.includes(name) || !listed(family.noFileEquivalent)) {
    const secret = listed(family.secretVariables);
    if (!secret && !listed(family.otherVariables) && !inScope(family, name)) return undefined;
    const exception = family.exceptions.find(({ variables }) => variables.includes(name));
    const since = exception?.since ?? family.since;
    if (applies === "no" || !isInSpan(version, { ...family, since })) return otherVersion(since, family.until);
    return withFile(family, name, secret, exception);
  }
  if (applies === "no") return undefined;
  return { reads: "nothing", ...(family.alternative !== undefined && { instead: family.alternative }) };
}

/** Every variable of a family that has a file form and is written out. */
export function listedVariables(family: Family): readonly string[] {
  return [...family.secretVariables, ...family.otherVariables];
}

/** What a listed `<name>` or the group of `variable-pattern` represents in a name. */
export function partOf(family: Family, name: string): string {
  for (const listed of listedVariables(family)) {
    const part = variableFits(listed, name);
    if (part) return part;
  }
  return family.matchName?.(name) || name;
}

function inScope(family: Family, name: string): boolean {
  if (family.kind === "none" || family.pathVariables.includes(name)) return false;
  if (family.scope === "any") return true;
  return family.scope === "pattern" && family.matchName?.(name) !== undefined;
}

function otherVersion(since: string | undefined, until: string | undefined): VariableKnowledge {
  return {
    reads: "not-in-this-version",
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}

function withFile(family: Family, name: string, secret: boolean, exception?: Exception): VariableKnowledge | undefined {
  const behaviour: Behaviour = {
    bothSet: exception?.bothSet ?? family.bothSet,
    missingFile: exception?.missingFile ?? family.missingFile,
    exportedToEnv: exception?.exportedToEnv ?? family.exportedToEnv,
    newline: exception?.newline ?? family.newline,
  };
  const part = partOf(family, name);
  const template = exception?.replacement ?? family.replacement;
  if (family.kind === "option") return { reads: "option", words: template ?? family.alternative ?? "", ...behaviour };
  if (family.kind === "fixed-path") {
    const path = fixedPath(family, name, part);
    return path === undefined ? undefined : { reads: "fixed-path", path, secret, ...behaviour };
  }
  const filled = fillTemplate(template ?? "", { variable: name, part, secret: "" });
  if (!filled || filled.name === name) return { reads: "reference", secret, ...behaviour };
  return { reads: "file-variable", fileVariable: filled.name, secret, ...behaviour };
}

/** The file that an image reads for a variable without being told to. */
export function fixedPath(family: Family, name: string, part: string): string | undefined {
  const path = family.paths[name] ?? Object.entries(family.paths).find(([key]) => /[<{]/.test(key))?.[1];
  return path?.replace(/<[^>]*>|\{NAME\}/g, part).replace("{VAR}", name);
}
