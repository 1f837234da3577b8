import { UserError } from "../errors.ts";
import { didYouMean } from "../facts/nearest.ts";
import { complete, type Family, familyProblems } from "../images/index.ts";
import type { ConfigScene, Path } from "./check-config.ts";

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
