import type { Setting, SubjectId } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";
import { type ImageKnowledge, lookUp, referenceText } from "../../images/index.ts";

/**
 * What is known of the image that a service runs, or that a stage begins with. Undefined: nothing, and nothing may be
 * guessed.
 */
export function imageOf(subject: SubjectId, world: World): ImageKnowledge | undefined {
  for (const id of imageLine(subject, world).toReversed()) {
    const image = world.about(id, "setting").findLast(({ key }) => key === "image");
    // The name beside a `build:` is what is made, not what it is made from.
    if (!image || (id.startsWith("service:") && world.about(id, "build").length > 0)) continue;
    return known(image, world);
  }
  return joinedImage(subject, world);
}

const lookedUp = new WeakMap<World, Map<string, ImageKnowledge | undefined>>();

/** Each reference is looked up once: hundreds of containers run one image. */
function known({ value }: Setting, world: World): ImageKnowledge | undefined {
  const text = referenceText(value);
  if (text === undefined) return undefined;
  const before = lookedUp.get(world) ?? new Map<string, ImageKnowledge | undefined>();
  lookedUp.set(world, before);
  if (!before.has(text)) before.set(text, lookUp(text));
  return before.get(text);
}

/** The image of a service whose own file names none: the one that all projects end up with. */
function joinedImage(subject: SubjectId, world: World): ImageKnowledge | undefined {
  const services = world.servicesOf(subject);
  if (services.some((service) => service.facts("build").length > 0)) return undefined;
  const images = services.map((service) => service.facts("setting").findLast(({ key }) => key === "image"));
  const [first, ...others] = images.map((image) => image && referenceText(image.value));
  return first !== undefined && others.every((other) => other === first) ? lookUp(first) : undefined;
}

/** The subject, the stage it is an instance of, and the stages that one is built FROM. */
export function imageLine(subject: SubjectId, world: World): readonly SubjectId[] {
  return world.lineage(subject, "build-section", "built-from");
}
