import { shellWord } from "../facts/words.ts";
import { isHidden, isUnmounted } from "./containers.ts";
import { factRule } from "./rule.ts";

/** A secret's mount in a running container that the container can write to. */
export const secretMountWritable = factRule({
  id: "secret-mount-writable",
  over: "file",
  title: "A container can change the secret it reads",
  why:
    "A program that was taken over can replace a secret that is mounted writable: it locks everybody else out, or plants a password of its " +
    "own that survives the next start. Where the mount is a file of the host, the change reaches the host.",
  severity: "high",
  tags: ["CWE-732"],
  messages: {
    bind: {
      what: "{key} is mounted writable: whoever takes over the container can replace the secret on the host ({root})",
      instead: "mount it read-only",
      paste: "--mount type=bind,src={source},dst={target},readonly",
    },
    podman: {
      what: "{key} is mounted writable, as podman does: root in the container can replace its copy",
      instead: "run the container with `--read-only`, or not as root",
    },
    swarm: {
      what: "{key} is mounted writable, which a swarm never does on purpose",
      instead: "let the task start again, with `docker service update --force`",
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
