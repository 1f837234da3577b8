import type { Binding } from "../facts/index.ts";
import { showReferred } from "../facts/shown.ts";
import type { World } from "../facts/world.ts";
import { fileFormOf, type ImageKnowledge, variableOf } from "../images/index.ts";
import { isUsable } from "./bindings.ts";
import { composeExample, secretFiles } from "./conventions/examples.ts";
import { imageOf } from "./conventions/image.ts";
import { remedy, syntaxOf } from "./conventions/remedy.ts";
import type { Judge } from "./judge.ts";
import { factRule } from "./rule.ts";

/** A secret passed in the environment by reference, to an image that would read it from a file. */
export const fileVariableAvailable = factRule({
  id: "file-variable-available",
  over: "binding",
  title: "The image would read this secret from a file",
  why: "The value is not in the file, but the container's environment contains it. `docker inspect` shows it, child processes inherit it, and crash reports copy it. This image can read it from a file.",
  severity: "info",
  tags: ["CWE-526"],
  messages: {
    available: {
      what: "{service} gets {key} from its environment, which `docker inspect` shows; the {image} image can read it from a file",
      instead: "{instead}",
      paste: "{paste}",
    },
  },
  examples: [
    {
      bad: composeExample("postgres:16", ["environment:", "  POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set it}"]),
      good: composeExample(
        "postgres:16",
        ["environment:", "  POSTGRES_PASSWORD_FILE: /run/secrets/pg", "secrets: [pg]"],
        secretFiles("pg"),
      ),
    },
    {
      bad: composeExample("mysql:8", ["environment:", "  - MYSQL_ROOT_PASSWORD"]),
      good: composeExample(
        "mysql:8",
        ["environment:", "  - MYSQL_ROOT_PASSWORD_FILE=/run/secrets/root", "secrets: [root]"],
        secretFiles("root"),
      ),
    },
  ],

  check(binding, world) {
    if (binding.sink !== "container-env" || !isHandedOn(binding, world.judge)) return;
    // Nobody wants advice for a container that ends with its job.
    if (world.subject(binding.subject)?.ephemeral) return;
    const knowledge = imageOf(binding.subject, world);
    if (knowledge?.applies !== "yes" || isFileSet(binding, knowledge, world)) return;
    const how = variableOf(knowledge, binding.name);
    if (how?.reads !== "file-variable" || !how.secret) return;
    const syntax = syntaxOf(binding.subject, world);
    const known = remedy(binding.name, binding.subject, world, syntax, sourceOf(binding));
    if (!known) return;
    const service = world.subject(binding.subject)?.name ?? "the service";
    const words = { service, image: knowledge.family.image, instead: known.instead, paste: known.paste };
    return { at: binding, key: binding.name, say: "available", words, related: known.related ?? [] };
  },
});

/** References all through, and nothing usable is in for them. */
function isHandedOn(binding: Binding, { suspectBinding }: Judge): boolean {
  const { value } = binding;
  const isReference = value.length > 0 && value.every((part) => part.is === "reference" && part.to.store === "env");
  return isReference && !isUsable(suspectBinding(binding));
}

/** The variable whose value a binding is: two services of one value share one secret. */
function sourceOf({ value }: Binding): string | undefined {
  const [part, ...rest] = value;
  return part?.is === "reference" && rest.length === 0 ? showReferred(part) : undefined;
}

/** The file variable is set as well: that is a conflict, and told as one. */
function isFileSet(binding: Binding, knowledge: ImageKnowledge, world: World): boolean {
  return world.about(binding.subject, "binding").some(({ name }) => {
    const form = fileFormOf(knowledge, name);
    return form.is === "read" && form.variable === binding.name;
  });
}
