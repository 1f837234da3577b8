import { type Weakness, weaknessOf } from "../detection/weak-content.ts";
import { baseName } from "./containers.ts";
import { factRule } from "./rule.ts";

const better = "make a new one, for instance with `openssl rand -base64 24`, and rotate it";

/** A mounted secret that can be guessed. */
export const weakSecret = factRule<"file", Weakness>({
  id: "weak-secret",
  over: "file",
  title: "A mounted secret can be guessed",
  why:
    "Nobody has to steal a password that a dictionary contains. A secret store protects the value from being read, and does nothing about " +
    "a value that attackers try first. `runsecrets audit --trace` judges the content of each mounted secret, and prints none of it.",
  severity: "medium",
  tags: ["CWE-521", "CWE-1391"],
  messages: {
    short: { what: "{key} has fewer than 8 characters: all of them can be tried", instead: better },
    digits: { what: "{key} has digits only, and few of them: all of them can be tried", instead: better },
    repeated: { what: "{key} repeats a few characters", instead: better },
    words: {
      what: "{key} is made of common passwords, product names or its own name: a dictionary guesses it",
      instead: better,
    },
  },
  examples: [
    {
      bad: { files: { "engine.yaml": example("postgres123") } },
      good: { files: { "engine.yaml": example("lantern-81-orchid-canary") } },
    },
    {
      bad: { files: { "engine.yaml": example("48151623") } },
      good: { files: { "engine.yaml": example("Kx7mQ2vR9pLw4tZcanary") } },
    },
  ],

  check(file) {
    if (!file.content) return;
    const weakness = weaknessOf(baseName(file.path), file.content);
    return weakness && { at: file, key: file.path, say: weakness };
  },
});

function example(content: string): string {
  return `containers:\n  db:\n    files:\n      /run/secrets/db_password: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy, ${content}"\n`;
}
