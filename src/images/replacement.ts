import { cautions } from "./cautions.ts";
import type { ImageKnowledge } from "./look-up.ts";
import { type Filled, fillTemplate, fillWords } from "./template.ts";
import { fixedPath, partOf, variableOf } from "./variable.ts";

/** What to write in the place of a secret in plain text, for one variable of one image. */
export interface Replacement {
  /** The variable that has to go; absent where it stays and takes a reference. */
  remove?: string;
  /** The variable to set, and its value. Absent where the image needs none. */
  set?: Filled;
  /** The secret's name, and where it is in the container. */
  secret: string;
  path: string;
  /** The permissions that the grant has to ask for, where the image insists on some. */
  mode?: string;
  /** In one phrase: what to do. For images with an option, that option. */
  instead: string;
  /** What to know beside it, a sentence each. */
  cautions: readonly string[];
  /** Those of them that hold when all is done: what still shows, what a line break does. */
  remains: readonly string[];
}

/**
 * The replacement for a variable. Undefined where the image has none, at this version or at all: `variableOf` says why.
 */
export function replacementOf(
  knowledge: ImageKnowledge,
  variable: string,
  secretName = variable.toLowerCase(),
): Replacement | undefined {
  const { family } = knowledge;
  const how = variableOf(knowledge, variable);
  if (!how || how.reads === "nothing" || how.reads === "not-in-this-version") return undefined;
  const part = partOf(family, variable);
  const fixed = how.reads === "fixed-path" ? fixedPath(family, variable, part) : undefined;
  const secret = fixed?.replace(/^.*\//, "") ?? secretName;
  const path = fixed ?? `/run/secrets/${secret}`;
  const words = { variable, part, secret };
  const template = family.exceptions.find(({ variables }) => variables.includes(variable))?.replacement;
  const set = fixed === undefined ? fillTemplate(template ?? family.replacement ?? "", words) : undefined;
  // With its zero in front: YAML reads `400` as a decimal number.
  const mode = /\b0?([4-7]\d\d)\b/.exec(family.fileMode ?? "")?.[1]?.padStart(4, "0");
  return {
    ...(set?.name !== variable && { remove: variable }),
    ...(how.reads !== "option" && set && { set }),
    secret,
    path,
    ...(mode !== undefined && { mode }),
    instead: instead(family.image, path, how.reads === "option" ? fillWords(how.words, words) : undefined, set),
    cautions: cautions(variable, how, family.fileMode),
    remains: cautions(variable, { ...how, bothSet: "unknown", missingFile: "unknown" }, family.fileMode),
  };
}

function instead(image: string, path: string, option: string | undefined, set: Filled | undefined): string {
  if (option !== undefined) return option;
  if (!set) return `grant the secret so that it is at ${path}: the ${image} image reads it there`;
  return `set ${set.name}=${set.value}: the ${image} image reads the secret from there`;
}
