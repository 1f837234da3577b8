import { suspectTextParts } from "../secrets/running-text.ts";
import { isUsable, judged, nature, secretName } from "./bindings.ts";
import { factRule } from "./rule.ts";

/** Secrets in what a health check printed, which the engine keeps. */
export const secretInLog = factRule({
  id: "secret-in-log",
  over: "text",
  title: "A secret was printed where it is kept",
  why:
    "The engine keeps what a health check prints and shows it to everyone who may inspect the container; monitoring copies it. A check that " +
    "fails with the whole connection string, or that prints the environment, spreads a secret every few seconds.",
  severity: "medium",
  tags: ["CWE-532"],
  messages: {
    health: {
      what: "the health check printed {key}{nature}; `docker inspect` shows its last outputs to everyone with access to the engine",
      instead: "let the check print nothing (`>/dev/null 2>&1`) and read the secret from /run/secrets/{secret}",
    },
  },
  examples: [
    {
      bad: {
        files: { "engine.yaml": "containers:\n  db:\n    health: [DB_PASSWORD=orchid-42-canary is wrong]\n" },
      },
      good: { files: { "engine.yaml": "containers:\n  db:\n    health: [accepting connections]\n" } },
    },
    {
      bad: {
        files: {
          "engine.yaml":
            "containers:\n  api:\n    health: ['cannot reach postgres://app:winterfox-88-canary@db/app']\n",
        },
      },
      good: {
        files: { "engine.yaml": "containers:\n  api:\n    health: ['cannot reach postgres://app@db/app']\n" },
      },
    },
  ],

  check(text) {
    if (text.sink !== "health-output") return;
    return suspectTextParts(text.value, { file: "", sink: "config" })
      .filter(({ suspicion }) => isUsable(suspicion))
      .map(({ name, suspicion }) => ({
        at: text,
        ...judged(suspicion),
        key: name ?? "a secret",
        say: "health" as const,
        words: { nature: nature(suspicion), secret: secretName(name ?? "secret") },
      }));
  },
});
