import { Sealed } from "../../facts/sealed.ts";
import type { ImageCapture } from "../capture.ts";
import { at, type Json, strings } from "../readers/json.ts";
import { atOnce } from "./connect.ts";
import { codeOfFailure, isGone, reason } from "./failure.ts";
import { pooled } from "./pool.ts";
import type { ProbeSession } from "./session.ts";

const about = ["binding", "command"] as const;

/** The ids of all images that are on the engine. */
export async function listImages({ docker, unseen, stopReason, recordResult }: ProbeSession): Promise<string[]> {
  if (stopReason() !== undefined) return [];
  try {
    const ids = (await docker.listImages()).map(({ Id }) => Id);
    recordResult();
    return ids;
  } catch (error) {
    recordResult(error);
    if (stopReason() === undefined)
      unseen.push({ about, code: codeOfFailure(error), why: `the list of images: ${reason(error)}` });
    return [];
  }
}

/** The images of these ids, each once, with their history. */
export async function askImages(
  ids: Iterable<string>,
  { docker, unseen, stopReason, recordResult, tell }: ProbeSession,
): Promise<ImageCapture[]> {
  const all = [...new Set(ids)].sort();
  const ask = async (id: string): Promise<ImageCapture | undefined> => {
    if (stopReason() !== undefined) return undefined;
    try {
      const image = docker.getImage(id);
      const [inspect, history] = await Promise.all([image.inspect(), image.history()]);
      recordResult();
      return {
        name: tagOf(inspect) ?? id.replace(/^sha256:/, "").slice(0, 12),
        inspect: new Sealed(JSON.stringify(inspect)),
        history: new Sealed(JSON.stringify(history)),
      };
    } catch (error) {
      recordResult(error);
      if (!isGone(error) && stopReason() === undefined)
        unseen.push({ about, code: codeOfFailure(error), why: `an image: ${reason(error)}` });
      return undefined;
    }
  };
  const images = await pooled(all, atOnce, ask, (done) => tell({ looking: "images", done, of: all.length }));
  const why = stopReason();
  if (why !== undefined) unseen.push({ about, code: "stopped", why: `images were ${why}` });
  return images.filter((image) => image !== undefined);
}

function tagOf(inspect: Json): string | undefined {
  return strings(at(inspect, "RepoTags"))[0];
}
