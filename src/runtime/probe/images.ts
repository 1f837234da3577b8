import type Dockerode from "dockerode";
import { Sealed } from "../../facts/sealed.ts";
import type { ImageCapture, Unseen } from "../capture.ts";
import { atOnce } from "./connect.ts";
import { isGone, reason } from "./failure.ts";
import { pooled } from "./pool.ts";

/** The images of these ids, each once, with their history. */
export async function askImages(docker: Dockerode, ids: Iterable<string>, unseen: Unseen[]): Promise<ImageCapture[]> {
  const images = await pooled([...new Set(ids)].sort(), atOnce, async (id): Promise<ImageCapture | undefined> => {
    try {
      const image = docker.getImage(id);
      const [inspect, history] = await Promise.all([image.inspect(), image.history()]);
      return {
        name: inspect.RepoTags?.[0] ?? id.replace(/^sha256:/, "").slice(0, 12),
        inspect: new Sealed(JSON.stringify(inspect)),
        history: new Sealed(JSON.stringify(history)),
      };
    } catch (error) {
      if (!isGone(error)) unseen.push({ about: ["binding", "command"], why: `an image: ${reason(error)}` });
      return undefined;
    }
  });
  return images.filter((image) => image !== undefined);
}
