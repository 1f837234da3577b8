import { resolve } from "node:path";
import { readConfig } from "../../config/config-file.ts";
import { compiledImages } from "../../config/own-images.ts";
import { UserError } from "../../errors.ts";
import { nearest } from "../../facts/nearest.ts";
import { showPlace } from "../../facts/shown.ts";
import { catalogue, type Family, lookUp } from "../../images/index.ts";
import { rules } from "../../rules/index.ts";
import { imagePage } from "../image-page.ts";
import { imagesList } from "../images-list.ts";

/** What `runsecrets images` was asked. */
interface ImagesArguments {
  image?: string;
  configFile?: string;
}

/** What `runsecrets images` prints: everything that is known, or what is known of one image. */
export async function imagesCommand({ image, configFile }: ImagesArguments, cwd: string): Promise<string> {
  const ids = rules.map((rule) => rule.id);
  const own = await compiledImages({ images: [], ...readConfig(resolve(cwd), ids, configFile) });
  if (image === undefined) return imagesList([...own, ...catalogue()]);
  const knowledge = lookUp(image, own);
  if (knowledge) return imagePage(image, knowledge);
  const near = nearestImage(image, [...own, ...catalogue()]);
  throw new UserError(
    `nothing is known of the image ${showPlace(image)}`,
    near === undefined ? "`runsecrets images` lists those that are known" : `the nearest known one is ${near}`,
  );
}

/** By the whole name, or by its last part: `acme/postgres` is not postgres, but anyone who asks may have meant it. */
function nearestImage(image: string, families: readonly Family[]): string | undefined {
  const name = image.replace(/@.*$/, "").replace(/:[^/:]*$/, "");
  const known = families.flatMap(({ patterns }) => patterns).filter((pattern) => !pattern.includes("*"));
  const byLast = new Map(known.toReversed().map((pattern) => [last(pattern), pattern]));
  const lastPart = byLast.has(last(name)) ? last(name) : nearest(last(name), byLast.keys());
  return nearest(name, known) ?? (lastPart && byLast.get(lastPart));
}

function last(name: string): string {
  return name.slice(name.lastIndexOf("/") + 1);
}
