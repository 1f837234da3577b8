import { factRule } from "./rule.ts";

/** A secret that is older than the policy allows. */
export const secretStale = factRule({
  id: "secret-stale",
  over: "secret",
  title: "A secret is older than the policy allows",
  why:
    "The longer a value is in use, the more people, backups and logs have met it. A rotation that nobody ever does is also one that fails on the " +
    "day it is needed. `runsecrets audit --max-age DAYS` sets the age; it is 90 days unless told otherwise.",
  severity: "low",
  tags: ["CWE-324"],
  messages: {
    swarm: {
      what: "secret {key} is {days} days old",
      instead: "rotate it; this command prints how",
      paste: "runsecrets rotate {key}",
    },
    podman: {
      what: "secret {key} is {days} days old",
      instead: "replace its value, then create the containers anew that use it",
      paste: "podman secret create --replace {key} FILE",
    },
  },
  examples: [
    {
      bad: { files: { "engine.yaml": "secrets: {db_pw: null}\nages: {db_pw: 200}\n" } },
      good: { files: { "engine.yaml": "secrets: {db_pw: null}\nages: {db_pw: 20}\n" } },
    },
    {
      bad: { files: { "engine.yaml": "podman: true\nsecrets: {db_pw: null}\nages: {db_pw: 91}\n" } },
      good: { files: { "engine.yaml": "podman: true\nsecrets: {db_pw: null}\nages: {db_pw: 90}\n" } },
    },
  ],

  check(secret) {
    if (!secret.stale) return;
    const { days, by } = secret.stale;
    return { at: secret, key: secret.name, say: by, words: { days: String(days) } };
  },
});
