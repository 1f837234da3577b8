import type { SubjectId } from "../../facts/index.ts";
import type { World } from "../../facts/world.ts";
import { type ImageKnowledge, referenceText } from "../../images/index.ts";
import type { JudgedWorld } from "../judged-world.ts";

/**
 * What is known of the image that a service runs, or that a stage begins with. Undefined: nothing, and nothing may be
 * guessed.
 */
export function imageOf(subject: SubjectId, world: JudgedWorld): ImageKnowledge | undefined {
  for (const id of imageLine(subject, world).toReversed()) {
    const image = world.about(id, "setting").findLast(({ key }) => key === "image");
    // The name beside a `build:` is what is made, not what it is made from.
    if (!image || (id.startsWith("service:") && world.about(id, "build").length > 0)) continue;
    const text = referenceText(image.value);
    return text === undefined ? undefined : world.judge.lookUpImage(text);
  }
  return joinedImage(subject, world);
}

/** The image of a service whose own file names none: the one that all projects end up with. */
function joinedImage(subject: SubjectId, world: JudgedWorld): ImageKnowledge | undefined {
  const services = world.servicesOf(subject);
  if (services.some((service) => service.facts("build").length > 0)) return undefined;
  const images = services.map((service) => service.facts("setting").findLast(({ key }) => key === "image"));
  const [first, ...others] = images.map((image) => image && referenceText(image.value));
  return first !== undefined && others.every((other) => other === first) ? world.judge.lookUpImage(first) : undefined;
}

/** The subject, the stage it is an instance of, and the stages that one is built FROM. */
export function imageLine(subject: SubjectId, world: World): readonly SubjectId[] {
  return world.lineage(subject, "build-section", "built-from");
}
