import { UserError } from "../errors.ts";
import { didYouMean } from "../facts/nearest.ts";
import { complete, type Family, familyProblems, type NameMatcher } from "../images/index.ts";
import type { Config } from "./config.ts";
import { linearPatterns } from "./linear-patterns.ts";
import type { ConfigScene, Path } from "./scene.ts";

/** One entry of a config's `images`: a family as the catalogue writes it, for images of the user's own. */
export function ownImage(data: unknown, path: Path, scene: ConfigScene): Family {
  const [problem] = familyProblems(data);
  if (!problem) return complete(data as Readonly<Record<string, unknown>>);
  const at = scene.at([...path, ...problem.path], problem.end);
  const { near } = problem;
  if (problem.end === "key" && near) {
    const shown = /^[A-Za-z][\w-]{0,39}$/.test(near.word) ? near.word : "(not shown)";
    throw new UserError(
      `${at}: unknown key ${shown}`,
      didYouMean(near.word, near.known, `known are ${near.known.join(", ")}`),
    );
  }
  const key = problem.path.findLast((step) => typeof step === "string");
  const subject = key === undefined ? "each of `images`" : `\`${key}\``;
  const hint = near ? didYouMean(near.word, near.known, "") : "";
  throw new UserError(`${at}: ${subject} ${problem.what}`, hint === "" ? undefined : hint);
}

/** The families of a configuration with their patterns compiled: only then do these fit a name. */
export async function compiledImages({
  images,
  places,
}: Pick<Config, "images" | "places">): Promise<readonly Family[]> {
  if (images.every(({ variablePattern }) => variablePattern === undefined)) return images;
  const { compile } = await linearPatterns(places);
  return images.map((family) => {
    if (family.variablePattern === undefined) return family;
    const pattern = compile(family.variablePattern, "variable-pattern");
    const matchName: NameMatcher = (name) => {
      const matcher = pattern.matcher(name);
      if (!matcher.find()) return undefined;
      return (matcher.groupCount() > 0 && matcher.group(1)) || "";
    };
    return { ...family, matchName };
  });
}
