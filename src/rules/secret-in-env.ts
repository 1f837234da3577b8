import type { Suspicion } from "../detection/types.ts";
import type { Binding } from "../facts/index.ts";
import type { World } from "../facts/world.ts";
import { furtherLines, isUsable, judged, nature, secretName, shownBinding } from "./bindings.ts";
import { isLive } from "./containers.ts";
import { toSecret } from "./conventions/moves.ts";
import { commandLine, definition, remedy, syntaxOf } from "./conventions/remedy.ts";
import { systemRemedy } from "./conventions/system-remedy.ts";
import { downgradeEphemeral } from "./conventions/throw-away.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { factRule, type Report } from "./rule.ts";

type Key = "baked" | "builder" | "declared" | "running" | "live" | "exported" | "job" | "beside" | "hash" | "browser";

/** A secret bound in the environment of an image or a container. URLs and fallbacks have rules of their own. */
export const secretInEnv = factRule({
  id: "secret-in-env",
  over: "binding",
  title: "An environment variable contains a secret",
  why: "Every child process inherits the environment, `docker inspect` shows it to anyone with access to the engine, and crash reports copy it. An ENV of the image is part of every copy of the image, and cannot be taken back.",
  severity: "high",
  tags: ["CWE-526", "CWE-798"],
  messages: {
    baked: {
      what: "{key} is baked into the image{nature}: anyone who can pull the image can read it",
      instead: "{instead}",
      paste: "{paste}",
    },
    builder: {
      what: "{key} is set in a build stage{nature}: the build cache and this file contain it",
      instead: "mount it for the command that needs it",
      paste: "RUN --mount=type=secret,id={secret},env={key} …",
    },
    declared: {
      what: "{key} is hard-coded{nature}: anyone who can run `docker inspect` can read it",
      instead: "{instead}",
      paste: "{paste}",
    },
    running: {
      what: "the environment of {service} contains {key} in plain text{nature}: anyone who can run `docker inspect` can read it",
      instead: "{instead}",
      paste: "{paste}",
    },
    live: {
      what: "a process of {service} has {key} in its environment{nature}: `docker inspect` does not show it, but child processes and crash reports do",
      instead: "{instead}",
      paste: "{paste}",
    },
    exported: {
      what: "a process of {service} has {key} in its environment: its entrypoint exports the content of {key}_FILE",
      instead:
        "if the program can read files, name the file in its configuration; note: otherwise nothing can be done: child processes and crash reports contain it",
    },
    job: {
      what: "{key} is hard-coded{nature}: anyone who can read this file can read it",
      instead: "{instead}",
      paste: "{paste}",
    },
    beside: {
      what: "{key} of the service container {service} is hard-coded{nature}: anyone who can read this file can read it",
      instead: "{instead}",
      paste: "{paste}",
    },
    hash: {
      what: "{key} contains a password hash: anyone who can read it can guess the password offline",
      instead: "keep the hash in a file and grant it as a secret",
    },
    browser: {
      what: "{key} is compiled into the page{nature}: anyone who opens the page can read it",
      instead: "remove the public prefix; read it only on the server, from /run/secrets/{secret}",
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
    if (!/^(?:image|container|job)-env$/.test(binding.sink) && !isLive(binding)) return;
    const suspicion = world.judge.suspectBinding(binding);
    if (!isUsable(suspicion) || suspicion.by === "url" || suspicion.inFallback) return;
    const first = report(binding, binding.name, suspicion, world);
    const further = furtherLines(binding, suspicion, world.judge).map((line) =>
      report(binding, line.name, line.suspicion, world),
    );
    return [downgradeEphemeral(first, binding.value, suspicion, world) ?? [], further].flat();
  },
});

function report(binding: Binding, key: string, suspicion: Suspicion, world: JudgedWorld): Report<Key> {
  const say = message(binding, world, suspicion.by === "hash");
  const move = toSecret(binding, world);
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
    ...(move && { remedy: move }),
    ...severityOf(say),
  };
}

/**
 * What fewer can read weighs less; what official images do by themselves is worth knowing, and no fault of who runs
 * them.
 */
function severityOf(say: Key): { severity?: "medium" | "info" } {
  if (say === "exported") return { severity: "info" };
  return say === "builder" || say === "live" ? { severity: "medium" } : {};
}

/** What to do in this image's own terms; where nothing is known of it, in general. */
function remedyWords(binding: Binding, say: string, world: JudgedWorld): { instead: string; paste: string } {
  const secret = secretName(binding.name);
  const own = systemRemedy(binding.name, binding.subject, world);
  if (own)
    return (
      (say === "declared" && remedy(binding.name, binding.subject, world, syntaxOf(binding.subject, world))) || own
    );
  if (say === "declared") {
    const service = world.subject(binding.subject)?.name ?? "the service";
    const syntax = syntaxOf(binding.subject, world);
    if (syntax === "service-update")
      return {
        instead: `let ${service} read it from /run/secrets/${secret}; take the variable away`,
        paste: `docker service update --env-rm ${binding.name} ${commandLine(secret, syntax)} ${service}`,
      };
    const gives = syntax === "docker-run" ? `mount it into ${service}` : `grant it to ${service}`;
    const general = {
      instead: `keep the value in a file; ${gives}; read it from /run/secrets/${secret}`,
      paste:
        syntax === "compose"
          ? `services: {${service}: {secrets: [${secret}]}}\n${definition(secret)}`
          : commandLine(secret, syntax),
    };
    return remedy(binding.name, binding.subject, world, syntax) ?? general;
  }
  if (say === "running" || say === "live") {
    const known = remedy(binding.name, binding.subject, world, syntaxOf(binding.subject, world));
    return known ?? { instead: generally[say](secret), paste: "" };
  }
  const general = {
    instead: `delete the line; grant ${secret} to the container; let the program read /run/secrets/${secret}`,
    paste: "",
  };
  return (say === "baked" && remedy(binding.name, binding.subject, world, "dockerfile")) || general;
}

const generally = {
  running: (secret: string) => `remove it from the environment; read it from /run/secrets/${secret}`,
  live: () => "read it in the program from its file; start the program without exporting the value",
};

const publicPrefixes = ["NEXT_PUBLIC_", "NUXT_PUBLIC_", "EXPO_PUBLIC_", "REACT_APP_", "VITE_", "GATSBY_", "VUE_APP_"];

function message(binding: Binding, world: World, hash: boolean): Key {
  if (isLive(binding)) return isFromFile(binding, world) ? "exported" : "live";
  if (hash) return "hash";
  const upper = binding.name.toUpperCase();
  if (publicPrefixes.some((prefix) => upper.startsWith(prefix))) return "browser";
  if (binding.sink === "job-env") return world.subject(binding.subject)?.ephemeral ? "beside" : "job";
  if (binding.sink === "container-env") return binding.place.in === "capture" ? "running" : "declared";
  return world.ships(binding.subject) ? "baked" : "builder";
}

function isFromFile({ name, subject }: Binding, world: World): boolean {
  return world
    .lineage(subject, "runs", "task-of")
    .some((id) => world.about(id, "binding").some((one) => one.name === `${name}_FILE`));
}
