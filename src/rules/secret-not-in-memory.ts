import { groupBy } from "../facts/group-by.ts";
import type { Holder } from "../facts/index.ts";
import { oncePer } from "../facts/once.ts";
import { shellWord } from "../facts/words.ts";
import type { World } from "../facts/world.ts";
import { baseName, isHidden, isUnmounted, modeAndOwner, secretNameOf } from "./containers.ts";
import { factRule } from "./rule.ts";

const secretsByName = oncePer((world: World) => groupBy(world.all("secret"), ({ name }) => name));

/** A secret file of a running container that lies on a disk. */
export const secretNotInMemory = factRule({
  id: "secret-not-in-memory",
  over: "file",
  title: "A secret that a container reads lies on a disk",
  why:
    "A swarm mounts each secret from memory: nothing is left when the container stops. Compose binds the file of the host, podman copies " +
    "it into the container's folder, and a bind by hand is a file like any other. Backups, snapshots and whoever gets the disk have it " +
    "in plain text. Whether the folder /run/secrets is a tmpfs says nothing: each file has its own mount.",
  severity: "high",
  tags: ["CWE-312", "CWE-922"],
  messages: {
    compose: {
      what: "{key} is a file on disk ({root}, {filesystem}, {mode}), not memory; whoever has the disk or its backup can read it",
      instead:
        "Compose binds the host's file: keep that file on a tmpfs, or run the service in a swarm, which keeps secrets in memory",
    },
    podman: {
      what: "{key} is a copy on disk that podman made ({root}, {filesystem}, {mode}); it stays as long as the container does",
      instead:
        "podman keeps no secret in memory: encrypt the disk of its storage, or mount a file from a tmpfs of the host",
    },
    "podman-store": {
      what: "{key} is a copy on disk that podman made ({root}, {filesystem}, {mode}), and podman's driver `file` keeps {name} in {store} in base64, which is no encryption",
      instead:
        "podman keeps no secret in memory: encrypt the disk of both, or mount a file from a tmpfs of the host instead",
    },
    bind: {
      what: "{key} is a file of the host, mounted by hand ({root}, {filesystem}, {mode}); whoever has the disk or its backup can read it",
      instead: "make it a secret of the engine and grant it",
      paste: "docker secret create {secret} {file}",
    },
    folder: {
      what: "{key} lies on disk, in what is mounted at {at} ({root}, {filesystem}, {mode}); it stays when the container is gone",
      instead: "grant the secret instead of copying it there",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  web:\n    compose: shop\n    files:\n      /run/secrets/session_key: "0400 0:0, ext4 ro, /srv/shop/session.key"\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  web:\n    files:\n      /run/secrets/session_key: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
    },
    {
      bad: {
        files: {
          "engine.yaml": 'containers:\n  db:\n    files:\n      /run/secrets/pw: "0400 0:0, ext4 ro, /root/pw"\n',
        },
      },
      good: {
        files: {
          "engine.yaml": 'containers:\n  db:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /pw"\n',
        },
      },
    },
  ],

  check(file, world) {
    const { held } = file;
    if (held?.backing !== "disk" || isUnmounted(file) || isHidden(file)) return;
    const secret = baseName(held.by === "podman" ? held.root : file.path);
    const store = held.by === "podman" ? secretsByName(world).get(secret)?.[0]?.keptIn : undefined;
    const say = store === undefined ? message(held, file.path) : "podman-store";
    return {
      at: file,
      key: file.path,
      say,
      words: {
        root: held.root,
        filesystem: held.filesystem,
        mode: modeAndOwner(file),
        at: held.at,
        name: secret,
        secret: secretNameOf(file.path),
        file: shellWord(held.root),
        store: store ?? "",
      },
      ...((held.by === "compose" || held.by === "podman") && { severity: "medium" as const }),
    };
  },
});

function message(held: Holder, path: string): "compose" | "podman" | "bind" | "folder" {
  if (held.by === "compose" || held.by === "podman") return held.by;
  return held.at === path ? "bind" : "folder";
}
