import type { Binding } from "../facts/fact.ts";
import type { World } from "../facts/world.ts";
import type { Suspicion } from "../secrets/suspicion.ts";
import { furtherLines, isUsable, judged, nature, secretName, shownBinding, suspectBinding } from "./bindings.ts";
import { commandLine, definition, remedy, syntaxOf } from "./conventions/remedy.ts";
import { systemRemedy } from "./conventions/system-remedy.ts";
import { tempered } from "./conventions/throw-away.ts";
import { factRule, type Report } from "./rule.ts";

type Key = "baked" | "builder" | "declared" | "running" | "job" | "beside" | "hash" | "browser";

/** A secret bound in the environment of an image or a container. URLs and fallbacks have rules of their own. */
export const secretInEnv = factRule({
  id: "secret-in-env",
  over: "binding",
  title: "A secret is written into an environment variable",
  why:
    "Every child process inherits the environment, `docker inspect` shows it to everyone who may ask the engine, and crash " +
    "reports copy it. What an image's ENV holds travels with every copy of the image, and cannot be taken back.",
  severity: "high",
  tags: ["CWE-526", "CWE-798"],
  messages: {
    baked: {
      what: "{key} is written into the image{nature}; everyone who can pull it can read it",
      instead: "{instead}",
      paste: "{paste}",
    },
    builder: {
      what: "{key} is written into a build stage{nature}; it stays in the build cache and in this file",
      instead: "mount it for the one command that needs it",
      paste: "RUN --mount=type=secret,id={secret},env={key} …",
    },
    declared: {
      what: "{key} is written in plain text{nature}; `docker inspect` shows it to everyone with access to the engine",
      instead: "{instead}",
      paste: "{paste}",
    },
    running: {
      what: "{key} is in the environment of {service} in plain text{nature}; `docker inspect` shows it to everyone with access to the engine",
      instead: "take it out of the environment, and let the program read it from /run/secrets/{secret}",
    },
    job: {
      what: "{key} is written in plain text{nature}; everyone who can read this file has it",
      instead: "{instead}",
      paste: "{paste}",
    },
    beside: {
      what: "{key} of the service container {service} is written in plain text{nature}; everyone who can read this file has it",
      instead: "{instead}",
      paste: "{paste}",
    },
    hash: {
      what: "{key} holds a password hash; whoever reads it can guess the password offline",
      instead: "keep the hash in a file and grant it as a secret",
    },
    browser: {
      what: "{key} is compiled into what browsers load{nature}: everyone who opens the page can read it",
      instead: "drop the public prefix and use it on the server alone, from /run/secrets/{secret}",
    },
  },
  examples: [
    {
      bad: { files: { Dockerfile: "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n" } },
      good: { files: { Dockerfile: "FROM alpine:3.20\nENV DB_PASSWORD_FILE=/run/secrets/db_password\n" } },
    },
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  api:\n    image: example/api:1\n    environment:\n      DB_PASSWORD: orchid-42-canary\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  api:\n    image: example/api:1\n    environment:\n      DB_PASSWORD_FILE: /run/secrets/db_password\n    secrets: [db_password]\nsecrets:\n  db_password:\n    file: ./secrets/db_password\n",
        },
      },
    },
  ],

  check(binding, world) {
    if (!/^(?:image|container|job)-env$/.test(binding.sink)) return;
    const suspicion = suspectBinding(binding);
    if (!isUsable(suspicion) || suspicion.by === "url" || suspicion.inFallback) return;
    const first = report(binding, binding.name, suspicion, world);
    const further = furtherLines(binding, suspicion).map((line) => report(binding, line.name, line.suspicion, world));
    return [tempered(first, binding.value, suspicion, world) ?? [], further].flat();
  },
});

function report(binding: Binding, key: string, suspicion: Suspicion, world: World): Report<Key> {
  const say = message(binding, world, suspicion.by === "hash");
  return {
    at: binding,
    ...judged(suspicion),
    key,
    say,
    words: {
      nature: nature(suspicion),
      secret: secretName(key),
      service: world.subject(binding.subject)?.name ?? "the service",
      ...remedyWords(binding, say, world),
    },
    shown: shownBinding(
      binding.name,
      binding.value,
      binding.place.in === "capture" || binding.sink === "image-env" ? "=" : ": ",
    ),
    ...(say === "builder" && { severity: "medium" as const }),
  };
}

/** What to do in this image's own terms; where nothing is known of it, in general. */
function remedyWords(binding: Binding, say: string, world: World): { instead: string; paste: string } {
  const secret = secretName(binding.name);
  const own = systemRemedy(binding.name, binding.subject, world);
  if (own)
    return (
      (say === "declared" && remedy(binding.name, binding.subject, world, syntaxOf(binding.subject, world))) || own
    );
  if (say === "declared") {
    const service = world.subject(binding.subject)?.name ?? "the service";
    const syntax = syntaxOf(binding.subject, world);
    const gives = syntax === "docker-run" ? `mount it into ${service}` : `grant it to ${service}`;
    const general = {
      instead: `keep the value in a file, ${gives}, and read it from /run/secrets/${secret}`,
      paste:
        syntax === "compose"
          ? `services: {${service}: {secrets: [${secret}]}}\n${definition(secret)}`
          : commandLine(secret, syntax),
    };
    return remedy(binding.name, binding.subject, world, syntax) ?? general;
  }
  const general = {
    instead: "leave it out of the image: mount it while building, and grant it to the container that runs",
    paste: `RUN --mount=type=secret,id=${secret},env=${binding.name} …`,
  };
  return (say === "baked" && remedy(binding.name, binding.subject, world, "dockerfile")) || general;
}

const publicPrefix = /^(NEXT_PUBLIC|NUXT_PUBLIC|EXPO_PUBLIC|REACT_APP|VITE|GATSBY|VUE_APP)_/i;

function message(binding: Binding, world: World, hash: boolean): Key {
  if (hash) return "hash";
  if (publicPrefix.test(binding.name)) return "browser";
  if (binding.sink === "job-env") return world.subject(binding.subject)?.brief ? "beside" : "job";
  if (binding.sink === "container-env") return binding.place.in === "capture" ? "running" : "declared";
  return world.ships(binding.subject) ? "baked" : "builder";
}
