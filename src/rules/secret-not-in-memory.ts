import { groupBy } from "../facts/group-by.ts";
import type { FileAt, Holder } from "../facts/index.ts";
import { oncePer } from "../facts/once.ts";
import { shellWord } from "../facts/words.ts";
import type { World } from "../facts/world.ts";
import { baseName, isHidden, isUnmounted, modeAndOwner, secretNameOf } from "./containers.ts";
import { factRule } from "./rule.ts";

const secretsByName = oncePer((world: World) => groupBy(world.all("secret"), ({ name }) => name));

/** A secret file of a running container that is on a disk. */
export const secretNotInMemory = factRule({
  id: "secret-not-in-memory",
  over: "file",
  title: "A secret that a container reads is stored on disk",
  why: "A swarm mounts each secret from memory, and nothing is left when the container stops. Compose mounts the host's file, podman copies it into the container's folder, and a bind mount is a file on disk. Backups, snapshots and stolen disks contain it in plain text. Each file has its own mount, so a tmpfs at /run/secrets proves nothing.",
  severity: "high",
  tags: ["CWE-312", "CWE-922"],
  messages: {
    compose: {
      what: "{key} is a file on disk ({root}, {filesystem}, {mode}), not memory: anyone with the disk or a backup can read it",
      instead: "keep that file on a tmpfs; or run the service in a swarm, which keeps secrets in memory",
    },
    podman: {
      what: "{key} is a copy that podman made on disk ({root}, {filesystem}, {mode}): it stays as long as the container",
      instead: "encrypt the disk of podman's storage; or mount a file from a tmpfs of the host",
    },
    "podman-store": {
      what: "{key} is a copy that podman made on disk ({root}, {filesystem}, {mode}); its driver `file` keeps {name} unencrypted in {store}",
      instead: "encrypt the disk of both; or mount a file from a tmpfs of the host",
    },
    bind: {
      what: "{key} is a bind-mounted file of the host ({root}, {filesystem}, {mode}): anyone with the disk or a backup can read it",
      instead: "{instead}",
      paste: "{paste}",
    },
    folder: {
      what: "{key} is a file on disk in the mount at {at} ({root}, {filesystem}, {mode}): it stays when the container is removed",
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
        ...(say === "bind" ? instead(file, held, world) : {}),
        store: store ?? "",
      },
      ...((held.by === "compose" || held.by === "podman") && { severity: "medium" as const }),
    };
  },
});

/** Only a swarm keeps secrets in memory, and only of its services. */
function instead(file: FileAt, held: Holder, world: World): { instead: string; paste: string } {
  const { tool, name } = world.subject(file.subject)?.started ?? { tool: "docker", name: "" };
  const source = shellWord(held.root);
  if (tool === "docker") return { instead: `${onTmpfs}; or run it as a service of a swarm`, paste: "" };
  if (tool === "podman" || tool === "quadlet") return { instead: onTmpfs, paste: "" };
  const secret = secretNameOf(file.path);
  const create = `docker secret create ${secret}_v1 ${source}`;
  const target = file.path.replace(/^\/run\/secrets\//, "");
  const grant = `--mount-rm ${shellWord(file.path)} --secret-add source=${secret}_v1,target=${shellWord(target)}`;
  return tool === "service"
    ? { instead: "grant a secret in place of the mount", paste: `${create}\ndocker service update ${grant} ${name}` }
    : { instead: "grant a secret in place of the mount; deploy the stack again", paste: create };
}

const onTmpfs = "keep the file on a tmpfs of the host";

function message(held: Holder, path: string): "compose" | "podman" | "bind" | "folder" {
  if (held.by === "compose" || held.by === "podman") return held.by;
  return held.at === path ? "bind" : "folder";
}
