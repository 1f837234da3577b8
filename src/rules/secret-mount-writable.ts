import { shellWord } from "../facts/words.ts";
import { isHidden, isUnmounted } from "./containers.ts";
import { factRule } from "./rule.ts";

/** A secret's mount in a running container that the container can write to. */
export const secretMountWritable = factRule({
  id: "secret-mount-writable",
  over: "file",
  title: "A container can change the secret it reads",
  why: "A compromised program can replace a secret that is mounted writable. It can lock others out, or set a password that survives a restart. If the mount is a file of the host, the change reaches the host.",
  severity: "high",
  tags: ["CWE-732"],
  messages: {
    bind: {
      what: "{key} is mounted writable: a compromised container can replace the secret on the host ({root})",
      instead: "mount it read-only",
      paste: "--mount type=bind,src={source},dst={target},readonly",
    },
    podman: {
      what: "podman mounts {key} writable: root in the container can replace its copy",
      instead: "run the container with `--read-only`; or do not run it as root",
    },
    swarm: {
      what: "{key} is mounted writable, although a swarm mounts secrets read-only",
      instead: "restart the task with `docker service update --force`",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  cache:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs rw, /ux3vqmbu4ovi4214ekmoiocyd"\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  cache:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /ux3vqmbu4ovi4214ekmoiocyd"\n',
        },
      },
    },
    {
      bad: {
        files: {
          "engine.yaml": 'containers:\n  db:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs rw, /deploy/pw"\n',
        },
      },
      good: {
        files: {
          "engine.yaml": 'containers:\n  db:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /deploy/pw"\n',
        },
      },
    },
  ],

  check(file) {
    const { held } = file;
    // A tmpfs that covers a whole folder is there to be written to.
    if (!held?.writable || held.at !== file.path || isUnmounted(file) || isHidden(file)) return;
    const say = held.by === "swarm" || held.by === "podman" ? held.by : "bind";
    return {
      at: file,
      key: file.path,
      say,
      words: { root: held.root, source: shellWord(held.root), target: shellWord(file.path) },
      ...(say === "podman" && { severity: "medium" as const }),
    };
  },
});
