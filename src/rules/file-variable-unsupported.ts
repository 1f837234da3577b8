import { secretPathIn } from "../detection/run-secrets.ts";
import type { Binding, SubjectId } from "../facts/index.ts";
import type { World } from "../facts/world.ts";
import { type FileFormKnowledge, fileFormOf, type ImageKnowledge, variableOf } from "../images/index.ts";
import { imageOf } from "./conventions/image.ts";
import { toName } from "./conventions/moves.ts";
import { meantFileVariable } from "./conventions/near-names.ts";
import { receivers } from "./conventions/receivers.ts";
import { lowerFirst } from "./conventions/remedy.ts";
import { startsUnchanged } from "./conventions/start.ts";
import { usedInCommand } from "./conventions/usage.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { factRule, type Report } from "./rule.ts";

type Key = "breaks" | "misspelt" | "other-name" | "other-version" | "unread";

/** A `*_FILE` variable that the image is known not to read. */
export const fileVariableUnsupported = factRule({
  id: "file-variable-unsupported",
  over: "binding",
  title: "The image does not read this file variable",
  why: "`X_FILE` is a convention that each image must implement. An image that does not read the variable starts without the secret: with an empty password, with a well-known default, or not at all. Its log does not say why.",
  severity: "high",
  tags: ["CWE-1188", "CWE-258"],
  messages: {
    breaks: {
      what: "{key} stops the container: this version of the {image} image refuses to start with it",
      instead: "{instead}",
    },
    misspelt: {
      what: "{key} does nothing: the {image} image reads {right}",
      instead: "rename it to {right}",
      paste: "{right}",
    },
    "other-name": {
      what: "{key} does nothing: the {image} image reads {variable} from the file that {right} names",
      instead: "rename it to {right}",
      paste: "{right}",
    },
    "other-version": {
      what: "{key} does nothing: the {image} image reads it {span}, and this is {version}",
      instead: "{instead}",
    },
    unread: {
      what: "{key} does nothing: the {image} image does not read it",
      instead: "{instead}",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  cache:\n    image: redis:7\n    environment:\n      REDIS_PASSWORD_FILE: /run/secrets/redis\n    secrets: [redis]\nsecrets:\n  redis:\n    file: ./redis\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  cache:\n    image: redis:7\n    command: redis-server /run/secrets/redis.conf\n    secrets: [redis.conf]\nsecrets:\n  redis.conf:\n    file: ./redis.conf\n",
        },
      },
    },
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  web:\n    image: grafana/grafana:11.2.0\n    environment:\n      GF_SECURITY_ADMIN_PASSWORD_FILE: /run/secrets/gf\n    secrets: [gf]\nsecrets:\n  gf:\n    file: ./gf\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  web:\n    image: grafana/grafana:11.2.0\n    environment:\n      GF_SECURITY_ADMIN_PASSWORD__FILE: /run/secrets/gf\n    secrets: [gf]\nsecrets:\n  gf:\n    file: ./gf\n",
        },
      },
    },
  ],

  check(binding, world) {
    if (binding.value.length === 0) return;
    for (const subject of receivers(binding, world)) {
      const knowledge = imageOf(subject, world);
      if (!knowledge || knowledge.applies === "maybe") continue;
      const found = report(binding, subject, knowledge, world);
      if (found) return found;
    }
    return;
  },
});

function report(
  binding: Binding,
  subject: SubjectId,
  knowledge: ImageKnowledge,
  world: JudgedWorld,
): Report<Key> | undefined {
  const form = fileFormOf(knowledge, binding.name);
  const said = words(form, binding, subject, knowledge, world);
  if (!said || !startsUnchanged(subject, world) || usedInCommand(subject, binding.name, world)) return undefined;
  const { say, ...rest } = said;
  const image = knowledge.family.image;
  const move = rest.right === undefined ? undefined : toName(binding, rest.right, world);
  return { at: binding, key: binding.name, say, words: { image, ...rest }, ...(move && { remedy: move }) };
}

function words(
  form: FileFormKnowledge,
  binding: Binding,
  subject: SubjectId,
  knowledge: ImageKnowledge,
  world: World,
): ({ say: Key } & Record<string, string>) | undefined {
  const { alternative } = knowledge.family;
  const instead = alternative === undefined ? "remove the variable" : `remove it; ${lowerFirst(alternative)}`;
  if (form.is === "breaks") return { say: "breaks", instead };
  if (form.is === "misspelt") return { say: "misspelt", right: form.meant };
  if (form.is === "unknown") {
    const path = secretPathIn(binding.value);
    const right = path === undefined ? undefined : meantFileVariable(binding.name, path, subject, knowledge, world);
    return right === undefined ? undefined : { say: "misspelt", right };
  }
  if (form.is !== "ignored") return undefined;
  const { variable, how } = form;
  if (how.reads === "file-variable") return { say: "other-name", variable, right: how.fileVariable };
  if (how.reads === "not-in-this-version") {
    if (!isReadElsewhere(binding.name, variable, knowledge)) return { say: "unread", variable, instead };
    const since = how.since === undefined ? "" : `from ${how.since} on`;
    const until = how.until === undefined ? "" : `until ${how.until}`;
    const span = [since, until].filter(Boolean).join(" ");
    return {
      say: "other-version",
      variable,
      span,
      version: knowledge.version.is === "newest" ? "the newest version" : "another version",
      instead: `use a version that reads it; or set ${variable} another way`,
    };
  }
  if (how.reads === "fixed-path")
    return { say: "unread", variable, instead: `grant the secret at ${how.path}, which the image reads` };
  if (how.reads === "option") return { say: "unread", variable, instead: lowerFirst(how.words) || instead };
  if (how.reads === "reference") return undefined;
  return variableOf(knowledge, variable) ? { say: "unread", variable, instead } : undefined;
}

/** Whether the versions that it holds for read this very name. */
function isReadElsewhere(name: string, variable: string, knowledge: ImageKnowledge): boolean {
  const how = variableOf({ ...knowledge, applies: "yes", version: { is: "unknown" } }, variable);
  return how?.reads === "file-variable" && how.fileVariable === name;
}
