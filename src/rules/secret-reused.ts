import { isSharedByNature } from "../detection/weak-content.ts";
import type { FileAt } from "../facts/index.ts";
import { groupByContent } from "../trace/equal-contents.ts";
import { baseName } from "./containers.ts";
import { type Report, worldRule } from "./rule.ts";

/** One value that is mounted as several secrets. */
export const secretReused = worldRule({
  id: "secret-reused",
  over: "world",
  title: "Several secrets have one value",
  why:
    "Who reads one of them has all of them: a leak in the shop opens the bank. It also makes rotation fail, because a value that several " +
    "places share can only be changed in all of them at once. `runsecrets audit --trace` compares the content of mounted secrets.",
  severity: "medium",
  tags: ["CWE-1391"],
  messages: {
    reused: {
      what: "{key} has the same value as {others}: who reads one of them has all",
      instead: "give each its own value; of two versions of one secret, the new one has to differ",
    },
  },
  examples: [
    {
      bad: { files: { "engine.yaml": example("lantern-81-canary") } },
      good: { files: { "engine.yaml": example("orchid-17-canary") } },
    },
    {
      bad: { files: { "engine.yaml": example("lantern-81-canary", "pw_v2", "pw_v1") } },
      good: { files: { "engine.yaml": example("orchid-17-canary", "pw_v2", "pw_v1") } },
    },
  ],

  check(world) {
    const files = world.all("file").filter(({ content, path }) => content && !isSharedByNature(baseName(path)));
    return groupByContent(files, ({ content }) => content).flatMap((group): Report[] => {
      // Of several files of one secret the first one represents it, in whatever order containers were listed.
      const secrets = new Map(
        group
          .toSorted(byPlace)
          .reverse()
          .map((file) => [originOf(file), file]),
      );
      const [first, ...others] = [...secrets.values()].sort(byPlace);
      if (!first || others.length === 0) return [];
      const named = others.map(({ path, place }) => `${path} of ${place.file}`);
      const rest = named.length > 3 ? ` and ${named.length - 3} more` : "";
      const related = others.map((fact) => ({ fact, note: "the same value" }));
      return [
        { at: first, key: first.path, say: "reused", words: { others: named.slice(0, 3).join(", ") + rest }, related },
      ];
    });
  },
});

/** What is mounted: several containers may hold one secret. */
function originOf({ path, held }: FileAt): string {
  if (!held || held.at !== path) return `path ${path}`;
  return held.by === "podman" ? `podman ${baseName(held.root)}` : held.root;
}

function byPlace(a: FileAt, b: FileAt): number {
  return key(a) < key(b) ? -1 : 1;
}

function key({ place, path }: FileAt): string {
  return `${place.file} ${path}`;
}

function example(other: string, one = "shop_pw", two = "bank_pw"): string {
  const file = (name: string, root: string, value: string) =>
    `      /run/secrets/${name}: "0400 0:0, tmpfs ro, /${root}, ${value}"\n`;
  const [first, second] = ["uxy1vqmbu4ovi4214ekmoiocy", "tfydkeyj07kehrp0832d6tixa"];
  return `containers:\n  app:\n    files:\n${file(one, first, "lantern-81-canary")}${file(two, second, other)}`;
}
