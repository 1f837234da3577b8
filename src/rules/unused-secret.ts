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
  title: "A secret is defined but not granted",
  why: "A secret that no service reads is a needless copy. Its file is never rotated, and the compose file suggests a protection that does not exist.",
  severity: "low",
  tags: ["CWE-1164"],
  messages: {
    unused: {
      what: "secret {key} is granted to no service",
      instead: "grant it to the service that needs it; or delete it",
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
    // Anyone who points at it lacks the grant, and is told so.
    if (paths(world).has(`/run/secrets/${name}`)) return;
    // A file of secrets only is made to be used together with others.
    if (world.users(secret.subject, "project").length === 0) return;
    return { at: secret, key: secret.name, say: "unused" };
  },
});
