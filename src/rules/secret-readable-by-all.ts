import { isHidden, isUnmounted, mainProcess, octal, withOwner } from "./containers.ts";
import { factRule } from "./rule.ts";

/** A secret that every user of a container may read, where the program needs no more than its own user. */
export const secretReadableByAll = factRule({
  id: "secret-readable-by-all",
  over: "file",
  title: "Every user of the container can read the secret",
  why: "Engines mount secrets with mode 0444 unless the grant sets another one. A container with its own user keeps other users in it from having the same rights. A world-readable secret gives those rights away.",
  severity: "low",
  tags: ["CWE-732"],
  messages: {
    open: {
      what: "every user of the container can read {key} ({mode}), but only uid {uid} runs here",
      instead: "{instead}",
      paste: "{paste}",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  api:\n    user: "1000:1000"\n    files:\n      /run/secrets/key: "0444 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  api:\n    user: "1000:1000"\n    files:\n      /run/secrets/key: "0400 1000:1000, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
    },
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  api:\n    user: "999:999"\n    files:\n      /run/secrets/key: "0404 999:999, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  api:\n    files:\n      /run/secrets/key: "0444 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
    },
  ],

  check(file, world) {
    if (!file.subject.startsWith("container:") || file.mode === undefined || (file.mode & 0o004) === 0) return;
    const main = mainProcess(world, file.subject);
    if (!main?.uid || isUnmounted(file) || isHidden(file)) return;
    return {
      at: file,
      key: file.path,
      say: "open",
      words: { uid: String(main.uid), mode: octal(file.mode), ...withOwner(file, main, world) },
    };
  },
});
