import { groupBy } from "../facts/group-by.ts";
import type { Exposure } from "../facts/index.ts";
import type { World } from "../facts/world.ts";
import { isUsable } from "./bindings.ts";
import { holderOf, nameSecrets, writtenAs } from "./exposures/words.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { type Report, worldRule } from "./rule.ts";

type Key = "spec" | "task" | "container" | "copy" | "named";

/** A secret that was cleaned up, or ended, and is still there. */
export const secretResidue = worldRule<Key>({
  id: "secret-residue",
  over: "world",
  title: "A removed secret is still stored elsewhere",
  why:
    "A swarm keeps the previous settings of each service and its last tasks. An engine keeps stopped containers, and " +
    "files stay in layers and volumes. After a clean-up, anyone with access to the engine can still read the plaintext.",
  severity: "medium",
  tags: ["CWE-459", "CWE-312"],
  messages: {
    spec: {
      what: "{key} in the previous settings of {holder} contains the value of {secret}{form}: `docker service inspect` shows them",
      instead: "replace the secret, and update the service once more: each update overwrites the previous settings",
      paste: "docker service update --force {service}",
    },
    named: {
      what: "{key} in the previous settings of {holder} is a secret in plain text: `docker service inspect` shows them",
      instead: "replace the secret, and update the service once more: each update overwrites the previous settings",
      paste: "docker service update --force {service}",
    },
    task: {
      what: "{key} in an ended task of {holder} contains the value of {secret}{form}: `docker inspect` shows it",
      instead: "replace the secret; the engine drops the task when newer ones have ended",
    },
    container: {
      what: "{key} of {holder}, which has stopped, contains the value of {secret}{form}",
      instead: "remove the container, and replace the secret",
      paste: "docker rm {container}",
    },
    copy: {
      what: "the file {key} of {holder} contains the value of {secret}{form}: it is on disk, outside of any protection of the secret",
      instead: "delete the file, find out what wrote it, and replace the secret",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "engine.yaml":
            "services:\n  api:\n    env: [MODE=prod]\n    previous: [MODE=prod, DB_PASSWORD=orchid-42-canary]\n",
        },
      },
      good: {
        files: { "engine.yaml": "services:\n  api:\n    env: [MODE=prod]\n    previous: [MODE=test]\n" },
      },
    },
    {
      bad: { files: { "engine.yaml": stopped("larkspur-canary-1") } },
      good: { files: { "engine.yaml": stopped("/run/secrets/pw") } },
    },
  ],

  check(world) {
    const left = world.all("exposure").filter((one) => one.former !== undefined || one.where === "file");
    const groups = groupBy(left, (one) =>
      JSON.stringify([one.subject, one.place.file, one.former, one.where, one.name]),
    );
    return [...[...groups.values()].map((group) => report(group, world)), ...named(world)];
  },
});

function report(group: readonly Exposure[], world: World): Report<Key> {
  const [first] = group as [Exposure];
  const say = first.where === "file" ? "copy" : (first.former ?? "copy");
  const name = world.subject(first.subject)?.name ?? "";
  const words = { holder: holderOf(first, world), secret: nameSecrets(group), form: writtenAs(first.form) };
  const container = name.replace(/ \(ended\)$/, "");
  return { at: first, key: first.name, say, words: { ...words, service: name, container }, ...severe(say) };
}

/** The value is still in use. */
function severe(say: Key): { severity?: "high" } {
  return say === "copy" ? {} : { severity: "high" };
}

function* named(world: JudgedWorld): Generator<Report<Key>> {
  for (const binding of world.all("binding")) {
    if (binding.sink !== "former-env" || !isUsable(world.judge.suspectBinding(binding))) continue;
    const known = world
      .about(binding.subject, "exposure")
      .some(({ former, name }) => former === "spec" && name === binding.name);
    if (known) continue;
    const service = world.subject(binding.subject)?.name ?? "";
    yield { at: binding, key: binding.name, say: "named", words: { holder: holderOf(binding, world), service } };
  }
}

function stopped(value: string): string {
  return `containers:\n  db:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy, larkspur-canary-1"\n  old:\n    stopped: true\n    env: [MODE=${value}]\n`;
}
