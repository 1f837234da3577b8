import { Sealed } from "../../facts/sealed.ts";
import type { ImageCapture } from "../capture.ts";
import { atOnce } from "./connect.ts";
import { isGone, reason } from "./failure.ts";
import { pooled } from "./pool.ts";
import { stopping, type Visit } from "./visit.ts";

/** The images of these ids, each once, with their history. */
export async function askImages(
  ids: Iterable<string>,
  { docker, unseen, stopped, tell }: Visit,
): Promise<ImageCapture[]> {
  const all = [...new Set(ids)].sort();
  const ask = async (id: string): Promise<ImageCapture | undefined> => {
    if (stopped()) return undefined;
    try {
      const image = docker.getImage(id);
      const [inspect, history] = await Promise.all([image.inspect(), image.history()]);
      return {
        name: inspect.RepoTags?.[0] ?? id.replace(/^sha256:/, "").slice(0, 12),
        inspect: new Sealed(JSON.stringify(inspect)),
        history: new Sealed(JSON.stringify(history)),
      };
    } catch (error) {
      if (!isGone(error) && !stopped())
        unseen.push({ about: ["binding", "command"], why: `an image: ${reason(error)}` });
      return undefined;
    }
  };
  const images = await pooled(all, atOnce, ask, (done) => tell({ looking: "images", done, of: all.length }));
  if (stopped()) unseen.push({ about: ["binding", "command"], why: `images were ${stopping}` });
  return images.filter((image) => image !== undefined);
}
