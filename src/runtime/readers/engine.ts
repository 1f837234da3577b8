import type { SubjectId } from "../../facts/index.ts";
import type { EngineCapture } from "../capture.ts";
import { type Known, nothing } from "./bindings.ts";
import { containerSubject } from "./container-subject.ts";
import { imageSubject } from "./images.ts";
import { at, type Json, object, objectIn, strings, text } from "./json.ts";

/** What the reader of one container asks about the rest of the engine. */
export interface Surroundings {
  dataRoot: string;
  /** The path of the engine's socket, where it has one. */
  socket?: string;
  /** Whose processes a container shares, by the container's own name: `container:shop_db.1`. */
  pidOf(mode: string): string;
  /** The swarm task that a container runs. */
  taskOf(container: string): Json | undefined;
  /** What the image and the service of a container say already. */
  known(imageId: string | undefined, service: string | undefined): Known;
  imageSubject(imageId: string | undefined): SubjectId | undefined;
  /** The first tag of an image, or its id where it has none. */
  imageName(imageId: string | undefined): string | undefined;
}

/** Indexes a capture once for all its containers. */
export function surroundings(capture: EngineCapture): Surroundings {
  const tasks = new Map(capture.tasks.map(objectIn).map((task) => [containerOf(task), task]));
  const services = new Map(capture.services.map(objectIn).map((one) => [text(at(one, "Spec", "Name")), one]));
  const images = new Map(
    capture.images.map((image) => {
      const inspect = objectIn(image.inspect);
      return [
        text(at(inspect, "Id")),
        { id: imageSubject(image.name).id, name: image.name, config: at(inspect, "Config") },
      ];
    }),
  );
  const socket = /^unix:\/\/(.+)$/.exec(capture.endpoint)?.[1];
  return {
    dataRoot: capture.engine.dataRoot,
    ...(socket !== undefined && { socket }),
    taskOf: (container) => tasks.get(container),
    pidOf(mode) {
      const [, id] = /^container:(.+)$/.exec(mode) ?? [];
      const other = id && capture.containers.find((one) => one.id === id || one.name === id || one.id.startsWith(id));
      return other ? containerSubject(other, objectIn(other.inspect)).id : mode;
    },
    imageSubject: (imageId) => images.get(imageId)?.id,
    imageName: (imageId) => images.get(imageId)?.name,
    known(imageId, service) {
      const spec = at(services.get(service), "Spec", "TaskTemplate", "ContainerSpec");
      return [images.get(imageId)?.config, spec].map(said).reduce(both, nothing);
    },
  };
}

function containerOf(task: Json): string {
  return text(at(task, "Status", "ContainerStatus", "ContainerID")) ?? "";
}

/** An image's config and a service's spec call the same things by different names. */
function said(config: unknown): Known {
  const commands = [["Entrypoint"], ["Cmd"], ["Command"], ["Args"], ["Healthcheck", "Test"]].map((path) =>
    JSON.stringify(strings(at(config, ...path))),
  );
  return {
    env: new Set(strings(at(config, "Env"))),
    labels: new Set(Object.entries(object(at(config, "Labels"))).map(([name, value]) => `${name}=${value}`)),
    commands: new Set(commands),
  };
}

function both(a: Known, b: Known): Known {
  return {
    env: new Set([...a.env, ...b.env]),
    labels: new Set([...a.labels, ...b.labels]),
    commands: new Set([...a.commands, ...b.commands]),
  };
}
