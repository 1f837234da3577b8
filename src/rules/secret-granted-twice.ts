import type { Grant } from "../facts/index.ts";
import { showId, showPlace } from "../facts/shown.ts";
import type { World } from "../facts/world.ts";
import { type Report, worldRule } from "./rule.ts";

/** One secret granted several times to one service, with different owners or modes. */
export const secretGrantedTwice = worldRule<"twice">({
  id: "secret-granted-twice",
  over: "world",
  title: "A service is granted one secret twice, with different owners or modes",
  why: "A swarm keeps one file for each secret of a container, even if several grants point to it. Each grant sets owner and mode again, and the last one wins for all targets. Their order differs from one deployment to the next.",
  severity: "high",
  tags: ["CWE-732", "CWE-1108"],
  messages: {
    twice: {
      what: "{service} is granted `{key}` as {targets}: both are one file, and the last one written wins",
      instead: "give all its grants the same uid, gid and mode; or create a second secret with the same content",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "compose.yaml":
            'services:\n  db:\n    image: example/db:1\n    secrets:\n      - {source: pw, target: strict, uid: "999", mode: 0400}\n      - {source: pw, target: loose, mode: 0444}\nsecrets:\n  pw:\n    external: true\n    name: pw_v1\n',
        },
      },
      good: {
        files: {
          "compose.yaml":
            'services:\n  db:\n    image: example/db:1\n    secrets:\n      - {source: pw, target: strict, uid: "999", mode: 0400}\n      - {source: pw, target: also, uid: "999", mode: 0400}\nsecrets:\n  pw:\n    external: true\n    name: pw_v1\n',
        },
      },
    },
    {
      bad: {
        files: {
          "engine.yaml":
            'services:\n  db:\n    grants:\n      - {source: pw, target: strict, uid: "999", gid: "0", mode: "0400"}\n      - {source: pw, target: loose, uid: "0", gid: "0", mode: "0444"}\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'services:\n  db:\n    grants:\n      - {source: pw, target: strict, uid: "999", gid: "0", mode: "0400"}\n      - {source: other, target: loose, uid: "0", gid: "0", mode: "0444"}\n',
        },
      },
    },
  ],

  check(world) {
    const single = [...world.subjects()].flatMap(({ id }) => {
      // What the service is granted is told once, and not for each of its tasks; what compose files say, where they are
      // joined.
      if (world.sources(id, "task-of").length > 0 || world.servicesOf(id).length > 0) return [];
      return [...bySecret(world.about(id, "grant"))].flatMap(([secret, grants]) => report(secret, grants, world));
    });
    const joined = world
      .projects()
      .flatMap(({ services }) => [...services.values()])
      .flatMap((service) => [...bySecret(service.facts("grant"))])
      .flatMap(([secret, grants]) => report(secret, grants, world));
    const told = new Set<Grant>();
    return [...single, ...joined].filter(({ at }) => !told.has(at) && told.add(at));
  },
});

function bySecret(grants: readonly Grant[]): Map<string, Grant[]> {
  const groups = new Map<string, Grant[]>();
  for (const grant of grants) {
    if (grant.during !== "run" || grant.target === undefined) continue;
    groups.set(grant.secret, [...(groups.get(grant.secret) ?? []), grant]);
  }
  return groups;
}

function report(secret: string, grants: readonly Grant[], world: World): (Report<"twice"> & { at: Grant })[] {
  const [first, ...others] = grants;
  const last = others.at(-1);
  if (!first || !last || new Set(grants.map(shown)).size < 2) return [];
  return [
    {
      at: last,
      key: secret,
      say: "twice",
      words: {
        service: world.subject(first.subject)?.name ?? "the service",
        targets: grants.map((grant) => `${showPlace(grant.target ?? "")} (${shown(grant)})`).join(" and "),
      },
      related: [{ fact: first, note: "granted first here" }],
    },
  ];
}

function shown({ mode, uid, gid }: Grant): string {
  return `${mode?.written ?? "0444"} ${showId(uid ?? "0")}:${showId(gid ?? "0")}`;
}
