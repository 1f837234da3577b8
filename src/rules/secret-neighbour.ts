import type { Mount, Process, SubjectId } from "../facts/index.ts";
import type { World } from "../facts/world.ts";
import { mainProcess } from "./containers.ts";
import { type Report, worldRule } from "./rule.ts";

type Way = NonNullable<Mount["exposes"]> | "pid";

/** A container that can read the secrets of its neighbours. */
export const secretNeighbour = worldRule<Way>({
  id: "secret-neighbour",
  over: "world",
  title: "A container can read the secrets of other containers",
  why:
    "Log shippers mount the engine's folder, monitoring mounts the host's /proc, and management tools get the engine's socket. Read-only or " +
    "not, below the engine's folder lies the tmpfs of every container with swarm secrets, /proc leads into every container, and the socket " +
    "starts whatever one likes. Who takes over such a container has every secret of the node.",
  severity: "critical",
  tags: ["CWE-668", "CWE-250"],
  messages: {
    "engine-data": {
      what: "has the engine's own folder mounted at {key}: it can read {secrets}",
      instead:
        "mount no more than it needs (single log files), or read logs through a log driver; run it as a user without rights there",
    },
    "host-root": {
      what: "has the whole host mounted at {key}: it can read {secrets}",
      instead: "mount no more than it needs; run it as a user without rights on the rest",
    },
    "host-proc": {
      what: "has the host's /proc mounted at {key}: through it, it can read {secrets}",
      instead: "run it as a user other than root, or with `--cap-drop ALL`: both close the way",
    },
    "engine-socket": {
      what: "has the engine's socket, by {key}: it can start a container that reads {secrets}",
      instead: "put a proxy between them that lets only harmless calls through, or take the socket away",
    },
    pid: {
      what: "shares the host's processes (pid: host): through /proc, it can read {secrets}",
      instead: "take `pid: host` away, or run it as a user other than root",
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
    return [...ways(world)].flatMap(({ way, at, key }): Report<Way>[] => {
      const main = mainProcess(world, at.subject);
      const secrets = main && mayRead(main, way) ? secretsBeside(world, at.subject) : undefined;
      return secrets === undefined ? [] : [{ at, key, say: way, words: { secrets } }];
    });
  },
});

function* ways(world: World): Generator<{ way: Way; at: Report["at"]; key: string }> {
  for (const mount of world.all("mount")) {
    if (mount.exposes) yield { way: mount.exposes, at: mount, key: mount.path };
  }
  for (const setting of world.all("setting")) {
    const [part] = setting.key === "pid" && setting.seen === "observed" ? setting.value : [];
    if (part?.is === "literal" && part.text.equals("host")) yield { way: "pid", at: setting, key: "pid" };
  }
}

/** Folders and the socket are root's; other containers' processes also ask for the capabilities that those have. */
function mayRead(main: Process, way: Way): boolean {
  if ((main.hostUid ?? main.uid) !== 0) return false;
  return way === "host-proc" || way === "pid" ? main.defaultCapabilities : true;
}

/** What the other containers hold, as far as it was seen; nothing where no secret is near. */
function secretsBeside(world: World, subject: SubjectId): string | undefined {
  const others = world.all("file").filter((file) => file.subject !== subject && file.subject.startsWith("container:"));
  const holders = new Set(others.map((file) => file.subject));
  if (others.length > 0) return `${counted(others.length, "secret")} of ${counted(holders.size, "other container")}`;
  const known = world.all("secret").filter(({ seen }) => seen === "observed").length;
  return known > 0 ? `the secrets of this node (the engine has ${known})` : undefined;
}

function counted(amount: number, thing: string): string {
  return `${amount} ${thing}${amount === 1 ? "" : "s"}`;
}
