import type { Binding, SubjectId } from "../../facts/index.ts";
import { showImageName } from "../../facts/shown.ts";
import type { World } from "../../facts/world.ts";
import { referenceText, variableOf } from "../../images/index.ts";
import { secretName } from "../bindings.ts";
import type { JudgedWorld } from "../judged-world.ts";
import type { Lack, Receiver, ToSecret } from "../move.ts";
import { imageOf } from "./image.ts";
import { syntaxOf } from "./remedy.ts";
import { hasOwnStart } from "./start.ts";
import { placeOf, useOf } from "./usage.ts";

/** Each of them is looked at for each variable they share. */
const mostReceivers = 50;

/** The move of a variable's value to a secret, where a compose file sets it for its services. */
export function toSecret(binding: Binding, world: JudgedWorld, variable = binding.name): ToSecret | undefined {
  const { sink, under, place, subject } = binding;
  if (place.in !== "text" || sink !== "container-env" || under !== "environment") return undefined;
  if (!subject.startsWith("service:") || syntaxOf(subject, world) !== "compose") return undefined;
  const receivers = () => {
    const services = world.subjectsOf(binding).filter((id) => id.startsWith("service:"));
    if (services.length > mostReceivers) return [{ service: subject, lacks: { because: "many" } } as const];
    return services.map((service) => receiver(service, variable, world));
  };
  return { move: "to-secret", binding, variable, secret: secretName(variable), receivers };
}

function receiver(service: SubjectId, variable: string, world: JudgedWorld): Receiver {
  const knowledge = imageOf(service, world);
  if (!knowledge) return { service, lacks: noImage(service, world) };
  if (knowledge.applies === "maybe") return { service, lacks: { because: "versions" } };
  const how = variableOf(knowledge, variable);
  if (how?.reads === "file-variable" && hasOwnStart(service, knowledge.family, world))
    return { service, lacks: { because: "own-start" } };
  const use = useOf(service, variable, world);
  if (use) return { service, lacks: { because: "used", place: placeOf(use.use) } };
  return { service, reads: knowledge };
}

function noImage(service: SubjectId, world: World): Lack {
  if (world.about(service, "build").length > 0) return { because: "built-here" };
  const image = world.about(service, "setting").findLast(({ key }) => key === "image");
  return { because: "unknown-image", image: showImageName((image && referenceText(image.value)) ?? "") };
}
