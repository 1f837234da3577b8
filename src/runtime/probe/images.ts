import { Sealed } from "../../facts/sealed.ts";
import type { ImageCapture } from "../capture.ts";
import { at, type Json, strings } from "../readers/json.ts";
import { atOnce } from "./connect.ts";
import { isGone, reason } from "./failure.ts";
import { pooled } from "./pool.ts";
import type { Visit } from "./visit.ts";

const about = ["binding", "command"] as const;

/** The ids of all images that lie on the engine. */
export async function listImages({ docker, unseen, over, ended }: Visit): Promise<string[]> {
  if (over() !== undefined) return [];
  try {
    const ids = (await docker.listImages()).map(({ Id }) => Id);
    ended();
    return ids;
  } catch (error) {
    ended(error);
    if (over() === undefined) unseen.push({ about, why: `the list of images: ${reason(error)}` });
    return [];
  }
}

/** The images of these ids, each once, with their history. */
export async function askImages(
  ids: Iterable<string>,
  { docker, unseen, over, ended, tell }: Visit,
): Promise<ImageCapture[]> {
  const all = [...new Set(ids)].sort();
  const ask = async (id: string): Promise<ImageCapture | undefined> => {
    if (over() !== undefined) return undefined;
    try {
      const image = docker.getImage(id);
      const [inspect, history] = await Promise.all([image.inspect(), image.history()]);
      ended();
      return {
        name: tagOf(inspect) ?? id.replace(/^sha256:/, "").slice(0, 12),
        inspect: new Sealed(JSON.stringify(inspect)),
        history: new Sealed(JSON.stringify(history)),
      };
    } catch (error) {
      ended(error);
      if (!isGone(error) && over() === undefined) unseen.push({ about, why: `an image: ${reason(error)}` });
      return undefined;
    }
  };
  const images = await pooled(all, atOnce, ask, (done) => tell({ looking: "images", done, of: all.length }));
  const why = over();
  if (why !== undefined) unseen.push({ about, why: `images were ${why}` });
  return images.filter((image) => image !== undefined);
}

function tagOf(inspect: Json): string | undefined {
  return strings(at(inspect, "RepoTags"))[0];
}
