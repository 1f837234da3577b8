import { mayBePath, secretPathIn } from "../detection/run-secrets.ts";
import type { Binding, SubjectId } from "../facts/index.ts";
import { soleLiteral } from "../facts/value.ts";
import type { World } from "../facts/world.ts";
import { fileFormOf, type ImageKnowledge, replacementOf, variableOf } from "../images/index.ts";
import { shownBinding } from "./bindings.ts";
import { composeExample, secretFiles } from "./conventions/examples.ts";
import { imageOf } from "./conventions/image.ts";
import { toSecret } from "./conventions/moves.ts";
import { aboutService, receivers } from "./conventions/receivers.ts";
import { lowerFirst, signOf } from "./conventions/remedy.ts";
import { startsUnchanged } from "./conventions/start.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { factRule, type Report } from "./rule.ts";

type Key = "value" | "path" | "path-unread";

/** A file variable that holds no path, or a plain one that holds the path of a secret. */
export const fileVariableLiteral = factRule({
  id: "file-variable-literal",
  over: "binding",
  title: "A variable holds a value where a path belongs, or a path where a value belongs",
  why: "A `*_FILE` variable must contain a path. If it contains a password, the image finds no such file: the service stops or starts without a password, and its log may show the value. A path in the plain variable is worse: the path becomes the password, and anyone can guess it.",
  severity: "high",
  tags: ["CWE-1188", "CWE-798"],
  messages: {
    value: {
      what: "{key} is not a path: the {image} image looks for a file of that name",
      instead: "write the secret to a file and grant it; set {key} to its path",
      paste: "{key}{sign}/run/secrets/{secret}",
    },
    path: {
      what: "{key} contains a path: the {image} image uses the path itself as the secret, and anyone who can {sees} can read it",
      instead: "set {right} to the path instead",
      paste: "{right}{sign}{path}",
    },
    "path-unread": {
      what: "{key} contains a path: the {image} image uses the path itself as the secret, and anyone who can {sees} can read it",
      instead: "{instead}",
    },
  },
  examples: [
    {
      bad: composeExample(
        "postgres:16",
        ["environment:", "  POSTGRES_PASSWORD: /run/secrets/pg", "secrets: [pg]"],
        secretFiles("pg"),
      ),
      good: composeExample(
        "postgres:16",
        ["environment:", "  POSTGRES_PASSWORD_FILE: /run/secrets/pg", "secrets: [pg]"],
        secretFiles("pg"),
      ),
    },
    {
      bad: composeExample("mysql:8", ["environment:", "  MYSQL_ROOT_PASSWORD_FILE: lantern808canary"]),
      good: composeExample(
        "mysql:8",
        ["environment:", "  MYSQL_ROOT_PASSWORD_FILE: /run/secrets/root", "secrets: [root]"],
        secretFiles("root"),
      ),
    },
  ],

  check(binding, world) {
    if (!soleLiteral(binding.value)) return;
    for (const subject of receivers(binding, world)) {
      const knowledge = imageOf(subject, world);
      if (knowledge?.applies !== "yes") continue;
      const found = report(binding, subject, knowledge, world);
      if (found) return found;
    }
    return;
  },
});

/** Some images take the name of a secret and look for it below /run/secrets themselves. */
function isGranted(binding: Binding, subject: SubjectId, world: World): boolean {
  const literal = soleLiteral(binding.value);
  return aboutService(subject, "grant", world).some(
    ({ secret, target = "" }) =>
      literal?.text.equals(secret) || literal?.text.equals(target.slice(target.lastIndexOf("/") + 1)),
  );
}

function report(
  binding: Binding,
  subject: SubjectId,
  knowledge: ImageKnowledge,
  world: JudgedWorld,
): Report<Key> | undefined {
  const { image } = knowledge.family;
  const sign = binding.sink === "container-env" ? signOf(subject, world) : "=";
  const sees = binding.place.in === "text" ? "read this file" : "ask the engine";
  const at = { at: binding, span: binding.valueSpan, key: binding.name };
  const form = fileFormOf(knowledge, binding.name);
  if (form.is === "read") {
    const set = replacementOf(knowledge, form.variable)?.set;
    if (mayBePath(binding.value) || isGranted(binding, subject, world) || set?.value.startsWith("/") !== true)
      return undefined;
    const secret = form.variable.toLowerCase();
    const shown = shownBinding(binding.name, binding.value, sign);
    const remedy = toSecret(binding, world, form.variable);
    return { ...at, say: "value", words: { image, secret, sign }, shown, ...(remedy && { remedy }) };
  }
  const path = secretPathIn(binding.value);
  if (path === undefined || !startsUnchanged(subject, world)) return undefined;
  const how = variableOf(knowledge, binding.name);
  if (how?.reads === "file-variable" && how.secret) {
    return { ...at, say: "path", words: { image, path, sees, sign, right: how.fileVariable } };
  }
  if (how?.reads !== "nothing" || how.instead === undefined) return undefined;
  return { ...at, say: "path-unread", words: { image, sees, instead: lowerFirst(how.instead) } };
}
