import { canRead, isHidden, mainProcess, modeAndOwner, withOwner } from "./containers.ts";
import { factRule } from "./rule.ts";

/** A secret that the container's main process may not read. */
export const secretUnreadable = factRule({
  id: "secret-unreadable",
  over: "file",
  title: "The program in the container cannot read its secret",
  why: "A secret with mode 0400 belongs to root unless its grant sets another owner. A program that runs as another user gets `Permission denied`. It crashes, or continues without a password. A common reaction is to open the mode to everyone, which is worse.",
  severity: "high",
  tags: ["CWE-732"],
  messages: {
    denied: {
      what: "uid {uid} runs here but cannot read {key} ({mode})",
      instead: "{instead}",
      paste: "{paste}",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  api:\n    user: "1000:1000"\n    files:\n      /run/secrets/key: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
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
            'containers:\n  api:\n    user: "1000:1000"\n    files:\n      /run/secrets/key: "0440 0:999, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  api:\n    user: "1000:1000,999"\n    files:\n      /run/secrets/key: "0440 0:999, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
    },
  ],

  check(file, world) {
    const main = file.subject.startsWith("container:") ? mainProcess(world, file.subject) : undefined;
    if (main?.uid === undefined || isHidden(file) || canRead(main, file) !== false) return;
    return {
      at: file,
      key: file.path,
      say: "denied",
      words: { uid: String(main.uid), mode: modeAndOwner(file), ...withOwner(file, main, world) },
    };
  },
});
