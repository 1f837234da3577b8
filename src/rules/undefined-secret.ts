import type { Grant } from "../facts/index.ts";
import { nearest } from "../facts/nearest.ts";
import type { World } from "../facts/world.ts";
import { definitionOf, wholeProject } from "./conventions/definitions.ts";
import { composeExample, secretFiles } from "./conventions/examples.ts";
import { isTakenAway } from "./conventions/receivers.ts";
import { definition } from "./conventions/remedy.ts";
import { factRule } from "./rule.ts";

/** A grant of a secret that no file defines. */
export const undefinedSecret = factRule({
  id: "undefined-secret",
  over: "grant",
  title: "A secret is granted but not defined",
  why: "Compose and Swarm refuse such a file: nothing starts. The quick way out is often to put the password into the environment.",
  severity: "high",
  tags: ["CWE-665"],
  messages: {
    nowhere: {
      what: "{service} is granted {key}, but no top-level `secrets:` defines it: nothing starts",
      instead: "define it at the top level",
      paste: "{paste}",
    },
    misplaced: {
      what: "{service} is granted {key}, but `secrets:` is nested under `services:`, where it defines nothing: nothing starts",
      instead: "move `secrets:` to the left, to the column of `services:`",
    },
  },
  examples: [
    {
      bad: composeExample("example/db:1", ["secrets: [db_password]"]),
      good: composeExample("example/db:1", ["secrets: [db_password]"], secretFiles("db_password")),
    },
    {
      bad: composeExample(
        "example/db:1",
        ["secrets:", "  - source: db_pasword", "    mode: 0400"],
        ["secrets:", "  db_password:", "    external: true", "    name: db_password_v1"],
      ),
      good: composeExample(
        "example/db:1",
        ["secrets:", "  - source: db_password", "    mode: 0400"],
        ["secrets:", "  db_password:", "    external: true", "    name: db_password_v1"],
      ),
    },
  ],

  check(grant, world) {
    // What a running service was granted, its engine knows; and so it is where a script creates a service.
    if (grant.place.in !== "text" || !grant.subject.startsWith("service:") || isTakenAway(grant, world)) return;
    if (!world.subject(`project:${grant.place.file}`)) return;
    if (definitionOf(grant.secret, grant.subject, world)) return;
    const service = world.subject(grant.subject)?.name ?? "the service";
    const misplaced = world
      .about(`project:${grant.place.file}`, "setting")
      .find(({ key }) => key === "misplaced-secrets");
    if (misplaced) {
      const related = [{ fact: misplaced, note: "`secrets:` is here" }];
      return { at: grant, key: grant.secret, say: "misplaced", words: { service }, related };
    }
    if (!wholeProject(grant.subject, world)) return;
    return {
      at: grant,
      key: grant.secret,
      say: "nowhere",
      words: { service, paste: definition(grant.secret) },
      ...(!hasNear(grant, world) && {
        remedy: { move: "define", service: grant.subject, secret: grant.secret } as const,
      }),
    };
  },
});

/** Whether another secret was meant, perhaps: its name differs by a letter or two. */
function hasNear({ secret, place }: Grant, world: World): boolean {
  const names = world.about(`project:${place.file}`, "secret").map(({ name }) => name);
  return nearest(secret, names) !== undefined;
}
