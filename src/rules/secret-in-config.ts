import type { FactOf } from "../facts/index.ts";
import type { World } from "../facts/world.ts";
import { fileOf, isUsable, judged, nature, secretName } from "./bindings.ts";
import { factRule } from "./rule.ts";

/** Secrets in the content of an engine's config, and of a file that is written into an image. */
export const secretInConfig = factRule({
  id: "secret-in-config",
  over: "text",
  title: "A config contains a secret",
  why: "Configs are not secrets. They are mounted readable by every user, and `docker config inspect` returns the content of a swarm's config. Inline content is also in the compose file.",
  severity: "high",
  tags: ["CWE-312", "CWE-522"],
  messages: {
    content: {
      what: "config {config} contains {key} in plain text{nature}: {audience}",
      instead: "make the whole file a secret; or read {key} from a file below /run/secrets",
      paste: "secrets: {{config}: {file: ./secrets/{config}}}",
    },
    imageFile: {
      what: "{config} in the image contains {key} in plain text{nature}: {audience}",
      instead: "remove {key} from the file; grant it to the container and read it from /run/secrets/{secret}",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  app:\n    image: example/app:1\n    configs: [app_ini]\nconfigs:\n  app_ini:\n    content: |\n      db_host=db\n      db_password=brassbell-9-canary\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  app:\n    image: example/app:1\n    secrets: [app_ini]\nsecrets:\n  app_ini:\n    file: ./secrets/app.ini\n",
        },
      },
    },
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  app:\n    image: example/app:1\n    configs: [pgpass]\nconfigs:\n  pgpass:\n    content: |\n      [client]\n      password = brassbell-9-canary\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  app:\n    image: example/app:1\n    configs: [web]\nconfigs:\n  web:\n    content: |\n      listen 80;\n      root /srv;\n",
        },
      },
    },
  ],

  check(text, world) {
    if (text.sink === "comment" || text.sink === "health-output") return;
    const say = text.sink === "config" ? "content" : "imageFile";
    const ships = world.ships(text.subject);
    const found = world.judge.suspectTextParts(text.value, { file: fileOf(text), sink: text.sink });
    return found
      .filter(({ suspicion }) => isUsable(suspicion))
      .map(({ name, suspicion }) => ({
        at: text,
        ...judged(suspicion),
        key: name,
        say,
        words: {
          config: text.name,
          nature: nature(suspicion),
          audience: audience(text, world),
          secret: secretName(name),
        },
        ...(say === "imageFile" && !ships && { severity: "medium" as const }),
      }));
  },
});

/** Compose writes inline content into the container; only a swarm keeps configs that the engine returns. */
function audience({ sink, place, subject }: FactOf<"text">, world: World): string {
  if (sink !== "config")
    return world.ships(subject) ? "anyone who can pull the image can read it" : "the build cache contains it";
  return place.in === "capture"
    ? "`docker config inspect` shows it to anyone with access to the engine"
    : "anyone who can read this file or the files of the container can read it";
}
