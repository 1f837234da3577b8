import { secretPathIn } from "../detection/run-secrets.ts";
import { oncePer } from "../facts/once.ts";
import type { World } from "../facts/world.ts";
import { grantsUndefined, isGranted, wholeProject } from "./conventions/definitions.ts";
import { composeExample, secretFiles } from "./conventions/examples.ts";
import { factRule } from "./rule.ts";

/** Every path of a secret that some variable holds. */
const paths = oncePer((world: World) => new Set(world.all("binding").map(({ value }) => secretPathIn(value))));

/** A secret that no service is granted. */
export const unusedSecret = factRule({
  id: "unused-secret",
  over: "secret",
  title: "A secret is defined and granted to nobody",
  why:
    "A secret that nobody reads is a copy too many: its file lies about, nobody changes it, and whoever reads the compose file believes that a " +
    "service is protected by it.",
  severity: "low",
  tags: ["CWE-1164"],
  messages: {
    unused: {
      what: "secret {key} is granted to no service",
      instead: "grant it to the service that needs it, or delete it",
      paste: "secrets: [{key}]",
    },
  },
  examples: [
    {
      bad: composeExample("example/db:1", ["secrets: [db_password]"], secretFiles("db_password", "old_token")),
      good: composeExample("example/db:1", ["secrets: [db_password]"], secretFiles("db_password")),
    },
    {
      bad: composeExample("example/db:1", ["user: '1000'"], secretFiles("db_password")),
      good: composeExample("example/db:1", ["secrets:", "  - source: db_password"], secretFiles("db_password")),
    },
  ],

  check(secret, world) {
    const { name, subject } = secret;
    // One that is granted and defined nowhere may be this one under a misspelt name.
    if (isGranted(name, subject, world) || grantsUndefined(subject, world)) return;
    if (!wholeProject(subject, world)) return;
    // Whoever points at it lacks the grant, and is told so.
    if (paths(world).has(`/run/secrets/${name}`)) return;
    // A file of secrets alone is made to be used together with others.
    if (world.users(secret.subject, "project").length === 0) return;
    return { at: secret, key: secret.name, say: "unused" };
  },
});
