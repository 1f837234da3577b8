import type { Grant } from "../facts/fact.ts";
import { definitionsOf } from "./conventions/definitions.ts";
import { composeExample } from "./conventions/examples.ts";
import { maybeStack } from "./conventions/stack.ts";
import { factRule } from "./rule.ts";

const outside = ["secrets:", "  pg_v1:", "    external: true"];

/** One secret, granted twice to a service with different owners or permissions. */
export const secretGrantedTwice = factRule({
  id: "secret-granted-twice",
  over: "grant",
  title: "A secret is granted twice with different owners or permissions",
  why:
    "A swarm keeps one file for each secret of a service. Two grants are two names of that file, and owner and permissions are those of whichever was " +
    "written last: a secret that is declared 0400 lies there for every user to read.",
  severity: "high",
  tags: ["CWE-732"],
  messages: {
    twice: {
      what: "{service} is granted {key} twice, with {one} and with {other}: both are one file, and the last one written decides",
      instead: "grant it once, or give both the same owner and mode",
    },
  },
  examples: [
    {
      bad: composeExample(
        "example/db:1",
        ["secrets:", "  - pg_v1", "  - source: pg_v1", "    target: password", '    uid: "2000"', "    mode: 0400"],
        outside,
      ),
      good: composeExample(
        "example/db:1",
        ["secrets:", "  - source: pg_v1", '    uid: "2000"', "    mode: 0400"],
        outside,
      ),
    },
    {
      bad: composeExample(
        "example/db:1",
        ["secrets:", "  - source: pg_v1", "    mode: 0400", "  - source: pg_v1", "    target: b", "    mode: 0440"],
        outside,
      ),
      good: composeExample(
        "example/db:1",
        ["secrets:", "  - source: pg_v1", "    mode: 0400", "  - source: pg_v1", "    target: b", "    mode: 0400"],
        outside,
      ),
    },
  ],

  check(grant, world) {
    if (grant.during !== "run" || !grant.subject.startsWith("service:")) return;
    const [secret] = definitionsOf(grant.secret, grant.subject, world);
    // Compose mounts the file itself, and ignores owner and permissions.
    if (secret?.from === "file" && !maybeStack(grant.subject, world)) return;
    const before = world
      .about(grant.subject, "grant")
      .find(
        (other) =>
          other.secret === grant.secret &&
          other.during === "run" &&
          other.order < grant.order &&
          access(other) !== access(grant),
      );
    if (!before) return;
    const service = world.subject(grant.subject)?.name ?? "the service";
    return {
      at: grant,
      key: grant.secret,
      say: "twice",
      words: { service, one: access(before), other: access(grant) },
      related: [{ fact: before, note: `granted with ${access(before)} here` }],
    };
  },
});

/** Owner and permissions, defaults filled in. */
function access({ uid = "0", gid = "0", mode }: Grant): string {
  return `${uid}:${gid} 0${(mode?.bits ?? 0o444).toString(8).padStart(3, "0")}`;
}
