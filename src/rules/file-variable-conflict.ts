import type { Binding, SubjectId } from "../facts/index.ts";
import { fileFormOf, variableOf } from "../images/index.ts";
import { imageOf } from "./conventions/image.ts";
import { isTakenAway, receivers } from "./conventions/receivers.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { factRule, type Report } from "./rule.ts";

type Key = "error" | "file-wins" | "value-wins" | "neither" | "undefined";

/** The plain variable and its file variable are both set. */
export const fileVariableConflict = factRule({
  id: "file-variable-conflict",
  over: "binding",
  title: "A variable and its file variable are both set",
  why: "Images differ. One stops, one reads the file, and one uses the plain value and never opens the file. In the last case the secret looks moved but is not.",
  severity: "medium",
  tags: ["CWE-1188", "CWE-526"],
  messages: {
    error: {
      what: "{variable} and {key} are both set: the {image} image stops with an error",
      instead: "remove {variable}",
    },
    "file-wins": {
      what: "{variable} and {key} are both set: the {image} image reads the file, and `docker inspect` still shows {variable}",
      instead: "remove {variable}",
    },
    "value-wins": {
      what: "{variable} and {key} are both set: the {image} image uses the plain value and ignores the file",
      instead: "remove {variable}",
    },
    neither: {
      what: "{variable} and {key} are both set: the {image} image uses neither",
      instead: "remove {variable}",
    },
    undefined: {
      what: "{variable} and {key} are both set: which one the {image} image uses is not defined",
      instead: "remove {variable}",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: ${PW}\n      POSTGRES_PASSWORD_FILE: /run/secrets/pg\n    secrets: [pg]\nsecrets:\n  pg:\n    file: ./pg\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD_FILE: /run/secrets/pg\n    secrets: [pg]\nsecrets:\n  pg:\n    file: ./pg\n",
        },
      },
    },
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  db:\n    image: mysql:8\n    environment:\n      - MYSQL_ROOT_PASSWORD\n      - MYSQL_ROOT_PASSWORD_FILE=/run/secrets/root\n    secrets: [root]\nsecrets:\n  root:\n    file: ./root\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  db:\n    image: mysql:8\n    environment:\n      - MYSQL_ROOT_PASSWORD_FILE=/run/secrets/root\n    secrets: [root]\nsecrets:\n  root:\n    file: ./root\n",
        },
      },
    },
  ],

  check(binding, world) {
    if (binding.value.length === 0) return;
    for (const subject of receivers(binding, world)) {
      const found = report(binding, subject, world);
      if (found) return found;
    }
    return;
  },
});

function report(binding: Binding, subject: SubjectId, world: JudgedWorld): Report<Key> | undefined {
  const knowledge = imageOf(subject, world);
  const form = knowledge && fileFormOf(knowledge, binding.name);
  if (!knowledge || form?.is !== "read") return undefined;
  const { variable } = form;
  const how = variableOf(knowledge, variable);
  if (!how || !("bothSet" in how) || how.bothSet === "unknown" || how.bothSet === "n/a") return undefined;
  const own = world
    .lineage(subject, "env-file", "build-section", "built-from")
    .flatMap((id) => world.about(id, "binding"));
  const joined = world
    .servicesOf(subject)
    .flatMap(({ environment }) => (environment.get(binding.name) === binding ? [...environment.values()] : []));
  const plain = [...own, ...joined].find(
    (other) =>
      other.name === variable && other.sink !== "build-arg" && other.value.length > 0 && !isTakenAway(other, world),
  );
  if (!plain) return undefined;
  return {
    at: binding,
    key: binding.name,
    say: how.bothSet,
    words: { variable, image: knowledge.family.image },
    related: [{ fact: plain, note: `${variable} is set here` }],
  };
}
