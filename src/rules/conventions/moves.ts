import type { Binding, SubjectId } from "../../facts/index.ts";
import { showImageName } from "../../facts/shown.ts";
import type { World } from "../../facts/world.ts";
import { referenceText, variableOf } from "../../images/index.ts";
import { secretName } from "../bindings.ts";
import type { JudgedWorld } from "../judged-world.ts";
import type { Lack, Move, Receiver, ToSecret } from "../move.ts";
import { imageOf } from "./image.ts";
import { syntaxOf } from "./remedy.ts";
import { isStack } from "./stack.ts";
import { hasOwnStart } from "./start.ts";
import { placeOf, useOf } from "./usage.ts";

/** Each of them is looked at for each variable they share. */
const mostReceivers = 50;

/** The move of a variable's value to a secret, where a compose file sets it for its services. */
export function toSecret(binding: Binding, world: JudgedWorld, variable = binding.name): ToSecret | undefined {
  const { sink, under, place, subject } = binding;
  if (sink === "env-file") return fromEnvFile(binding, world);
  if (place.in !== "text" || sink !== "container-env" || under !== "environment") return undefined;
  if (!subject.startsWith("service:") || syntaxOf(subject, world) !== "compose") return undefined;
  const receivers = () => {
    const services = world.subjectsOf(binding).filter((id) => id.startsWith("service:"));
    if (services.length > mostReceivers) return [{ service: subject, lacks: { because: "many" } } as const];
    return services.map((service) => receiver(service, variable, world));
  };
  const versioned = isStack(subject, world);
  return { move: "to-secret", binding, variable, secret: secretName(variable), versioned, receivers };
}

/** The move of a value to the name that the image reads, where one service gets it and has that name free. */
export function toName(binding: Binding, name: string, world: JudgedWorld): Move | undefined {
  const { sink, under, place } = binding;
  const inFile = sink === "env-file" || (sink === "container-env" && under === "environment");
  const services =
    sink === "env-file"
      ? world.users(binding.subject, "env-file").map(({ id }) => id)
      : world.subjectsOf(binding).filter((id) => id.startsWith("service:"));
  const [service, ...others] = services;
  if (place.in !== "text" || !inFile || !service || others.length > 0 || !isOfCompose(service, world)) return undefined;
  const isTaken = [service, binding.subject].some((id) => world.about(id, "binding").some((one) => one.name === name));
  return isTaken ? undefined : { move: "rename-variable", binding, name };
}

/** The move of a value that an env file sets, which services get as a whole. */
function fromEnvFile(binding: Binding, world: JudgedWorld): ToSecret | undefined {
  const users = world.users(binding.subject, "env-file").map(({ id }) => id);
  const [first] = users;
  if (!first || users.length > mostReceivers || users.some((id) => !isOfCompose(id, world))) return undefined;
  return {
    move: "to-secret",
    binding,
    variable: binding.name,
    secret: secretName(binding.name),
    versioned: isStack(first, world),
    receivers: () => users.map((service) => receiver(service, binding.name, world)),
  };
}

function isOfCompose(id: SubjectId, world: World): boolean {
  return id.startsWith("service:") && syntaxOf(id, world) === "compose";
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
