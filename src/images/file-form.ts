import type { ImageKnowledge } from "./look-up.ts";
import { variableFits } from "./pattern.ts";
import { oneSlip } from "./slip.ts";
import { listedVariables, type VariableKnowledge, variableOf } from "./variable.ts";

/** What an image makes of a variable that looks like a file form, as `POSTGRES_PASSWORD_FILE`. */
export type FileFormKnowledge =
  /** It is read, in the place of `variable`. */
  | { is: "read"; variable: string }
  /** An ordinary setting that happens to hold a path. */
  | { is: "path-setting" }
  /** Its mere presence stops the container. */
  | { is: "breaks" }
  /** It is not read: `variable` has another file form, or none, as `how` says. */
  | { is: "ignored"; variable: string; how: VariableKnowledge }
  /** One letter off one that is read. */
  | { is: "misspelt"; meant: string }
  /** Nobody looked. */
  | { is: "unknown" };

const usual = [/^FILE__(.+)$/, /^(.+)__FILE$/, /^(.+)_SECRETFILE$/, /^(.+)_FILE$/];
/** Too common an ending to say about a name what it was meant to be. */
const bare = /^(.+)FILE$/;

/** Whether an image reads a file form; what it does instead, where that is certain. */
export function fileFormOf(knowledge: ImageKnowledge, name: string): FileFormKnowledge {
  const { family, applies } = knowledge;
  if (applies === "yes" && family.breaksIfSet.includes(name)) return { is: "breaks" };
  if (family.pathVariables.includes(name)) return { is: "path-setting" };
  const forms = listedForms(knowledge);
  const read = forms.get(name);
  if (read !== undefined) return { is: "read", variable: read };
  for (const variable of plainNames(name, [...usual, bare])) {
    const how = variableOf(knowledge, variable);
    if (how?.reads === "file-variable" && how.fileVariable === name) return { is: "read", variable };
  }
  if (applies === "maybe") return { is: "unknown" };
  // Of the variables that are not written out, some end in FILE because they hold a path.
  const listed = [...listedVariables(family), ...family.noFileEquivalent];
  for (const variable of plainNames(name, usual)) {
    const how = variableOf(knowledge, variable);
    if (how && listed.some((one) => variableFits(one, variable) !== undefined)) return { is: "ignored", variable, how };
  }
  for (const form of forms.keys()) if (oneSlip(form, name)) return { is: "misspelt", meant: form };
  return { is: "unknown" };
}

const known = new WeakMap<ImageKnowledge, ReadonlyMap<string, string>>();

/**
 * The file forms of the variables that are written out, and what each is read in the place of. Every setting of a
 * service asks.
 */
function listedForms(knowledge: ImageKnowledge): ReadonlyMap<string, string> {
  const found = known.get(knowledge);
  if (found) return found;
  const forms = new Map<string, string>();
  for (const variable of listedVariables(knowledge.family)) {
    const how = variableOf(knowledge, variable);
    if (how?.reads === "file-variable" && !forms.has(how.fileVariable)) forms.set(how.fileVariable, variable);
  }
  known.set(knowledge, forms);
  return forms;
}

/** The names that a file form could represent. */
function plainNames(name: string, forms: readonly RegExp[]): string[] {
  return forms.flatMap((form) => form.exec(name)?.[1] ?? []);
}
