import type { FileAt, Mount, Process } from "../facts/index.ts";
import type { World } from "../facts/world.ts";
import { mainProcess } from "./containers.ts";
import { canReach, couldReach, type Reach, type Way } from "./neighbours/reach.ts";
import { type Report, worldRule } from "./rule.ts";

/** A container that can read the secrets of its neighbours. */
export const secretNeighbour = worldRule<Way>({
  id: "secret-neighbour",
  over: "world",
  title: "A container can read the secrets of other containers",
  why: "Log shippers mount the engine's folder, monitoring mounts the host's /proc, and management tools get the engine's socket. Even read-only, the engine's folder contains the tmpfs of every container with swarm secrets. /proc leads into every container, and the socket can start any container. An attacker in such a container has every secret of the node.",
  severity: "critical",
  tags: ["CWE-668", "CWE-250"],
  messages: {
    "engine-data": {
      what: "it mounts the engine's own folder at {key} and can read {secrets}",
      instead:
        "mount only what it needs (single log files); or read logs through a log driver; then run it as a user without access there",
    },
    "engine-volumes": {
      what: "it mounts the engine's folder of volumes at {key}, and can read {secrets}",
      instead: "mount the one volume that it needs; run it as a user without rights there",
    },
    "engine-layers": {
      what: "it mounts the engine's folder of layers at {key}, and can read {secrets}",
      instead: "remove the mount; or run it as a user without rights there",
    },
    "host-root": {
      what: "it mounts the whole host at {key} and can read {secrets}",
      instead: "mount only what it needs; run it as a user without access to the rest",
    },
    "host-proc": {
      what: "it mounts the host's /proc at {key}, through which it can read {secrets}",
      instead: "run it as a user other than root; or run it with `--cap-drop ALL`",
    },
    "engine-socket": {
      what: "it has the engine's socket at {key} and can start a container that reads {secrets}",
      instead: "put a proxy in front of the socket that allows only harmless calls; or remove the socket",
    },
    privileged: {
      what: "it is privileged: it can mount the host's disk and read {secrets}",
      instead: "remove `privileged`; add only the capabilities and devices that it needs",
    },
    "pid-of": {
      what: "it shares the processes of {key}, and can read {secrets} through /proc",
      instead: "run it as another user, or with `--cap-drop ALL`, or without the other's processes",
    },
    pid: {
      what: "it shares the host's processes (`pid: host`), and can read {secrets} through /proc",
      instead: "remove `pid: host`; or run it as a user other than root",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  shipper:\n    binds: ["/var/lib/docker/containers:/logs:ro"]\n  db:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  shipper:\n    user: "1000:1000"\n    binds: ["/var/lib/docker/containers:/logs:ro"]\n  db:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
    },
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  agent:\n    pid: host\n  db:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  agent:\n    binds: ["/var/lib/docker/volumes/logs/_data:/logs:ro"]\n  db:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
    },
  ],

  check(world) {
    return [...ways(world)].flatMap((found): Report<Way>[] => {
      const { way, at, key } = found;
      const main = mainProcess(world, at.subject);
      const secrets = main && secretsInReach(main, found, world);
      if (!secrets) return [];
      const related = secrets.files.slice(0, 20).map((fact) => ({ fact, note: "in reach" }));
      return [{ at, key, say: way, words: { secrets: secrets.phrase }, related }];
    });
  },
});

function* ways(world: World): Generator<Reach & { at: Report["at"]; key: string }> {
  for (const mount of world.all("mount")) {
    if (mount.exposes)
      yield {
        way: mount.exposes,
        at: mount,
        key: mount.path,
        ...(mount.guarded && { guarded: mount.guarded }),
        whole: !isPart(mount),
      };
  }
  for (const setting of world.all("setting")) {
    const [part] = setting.seen === "observed" && /^(?:pid|privileged)$/.test(setting.key) ? setting.value : [];
    if (part?.is !== "literal") continue;
    if (setting.key === "privileged") yield { way: "privileged", at: setting, key: "privileged", whole: true };
    else if (part.text.equals("host")) yield { way: "pid", at: setting, key: "pid", whole: true };
    else {
      const other = [...world.subjects()].find(({ id }) => id.startsWith("container:") && part.text.equals(id));
      if (other) yield { way: "pid-of", at: setting, key: other.name, of: other.id, whole: true };
    }
  }
}

/** A folder that holds one kind of the engine's files. */
function isPart({ source: [part] = [] }: Mount): boolean {
  return (
    part?.is === "literal" &&
    part.text.matches(/\/(?:containers|\w+-containers)\/*$/) &&
    !part.text.matches(/^\/var\/lib\/containers\/*$/)
  );
}

/** What of the other containers a process can really read; nothing where that is nothing. */
function secretsInReach(main: Process, reach: Reach, world: World): { files: FileAt[]; phrase: string } | undefined {
  const others = world
    .all("file")
    .filter(({ subject }) => subject !== main.subject && subject.startsWith("container:"));
  const files = others.filter((file) => canReach(main, mainProcess(world, file.subject), file, reach));
  if (files.length > 0) {
    const holders = new Set(files.map(({ subject }) => subject));
    return { files, phrase: `${counted(files.length, "secret")} of ${counted(holders.size, "other container")}` };
  }
  // Nobody holds a secret yet: what it could read is a matter of time.
  const known = world.all("secret").filter(({ seen }) => seen === "observed").length;
  if (others.length > 0 || known === 0 || !couldReach(main, reach)) return undefined;
  return { files, phrase: `the secrets of this node (the engine has ${known})` };
}

function counted(amount: number, thing: string): string {
  return `${amount} ${thing}${amount === 1 ? "" : "s"}`;
}
