import { groupBy } from "../facts/group-by.ts";
import type { Exposure } from "../facts/index.ts";
import { type Path, pathOf } from "./exposures/path.ts";
import { holderOf, isRepeated, nameSecrets, relatedHomes, writtenAs } from "./exposures/words.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { type Report, worldRule } from "./rule.ts";

type Key = Exclude<Exposure["where"], "file"> | "exported";

const replace = "replace the secret as well: its value has been open";

/** The value of a mounted secret that can be read elsewhere. */
export const secretValueExposed = worldRule<Key>({
  id: "secret-value-exposed",
  over: "world",
  title: "The value of a mounted secret can be read elsewhere",
  why:
    "A secret in /run/secrets is protected as long as nothing copies its value. Entry points export it, wrappers turn it into an argument, " +
    "programs log it, and somebody writes it into a label for a test. `runsecrets audit --trace` looks for the very bytes of each mounted " +
    "secret, so that a finding is no guess.",
  severity: "critical",
  tags: ["CWE-200", "CWE-526", "CWE-532"],
  messages: {
    environment: {
      what: "{key} of {holder} contains the value of {secret}{form}: `docker inspect` shows it to everyone with access to the engine",
      instead: `remove {key}, and let the program read a secret file; ${replace}`,
    },
    process: {
      what: "{key} in the environment of a process of {holder} contains the value of {secret}{form}: {how}",
      instead: "{instead}",
    },
    exported: {
      what: "{key} in the environment of a process of {holder} contains the value of {secret}{form}: {how}",
      instead: "keep dumps and debug pages of this program private; the image offers no other way",
    },
    argument: {
      what: "an argument of {key} in {holder} contains the value of {secret}{form}: every user of the host sees it in `ps`{how}",
      instead: `let {key} read {path} by itself, or pass the value on standard input; ${replace}`,
    },
    command: {
      what: "the command of {holder} contains the value of {secret}{form}: `docker inspect` and `ps` show it",
      instead: `let the program read {path}; ${replace}`,
    },
    label: {
      what: "the label {key} of {holder} contains the value of {secret}{form}: everyone with access to the engine can read it",
      instead: `remove the label; ${replace}`,
    },
    option: {
      what: "the option {key} of {holder} contains the value of {secret}{form}: everyone with access to the engine can read it",
      instead: `use a driver that reads the value from a file, or credentials for this purpose only; ${replace}`,
    },
    "health-output": {
      what: "the health check of {holder} prints the value of {secret}{form}: the engine keeps its output, and `docker inspect` shows it",
      instead: `let the health check print nothing; ${replace}`,
    },
    log: {
      what: "the log of {holder} contains the value of {secret}{form}",
      instead: `find what prints it, and remove the log where it was copied to; ${replace}`,
    },
    history: {
      what: "the history of {holder} contains the value of {secret}{form}: everyone who can pull the image can read it",
      instead: `build it again with \`RUN --mount=type=secret\`; ${replace}`,
    },
    config: {
      what: "{holder} contains the value of {secret}{form}: `docker config inspect` shows it to everyone with access to the engine",
      instead: `make the whole config a secret, or let the program join the two; ${replace}`,
    },
    field: {
      what: "the field {key} of {holder} contains the value of {secret}{form}: everyone with access to the engine can read it",
      instead: `remove it there; ${replace}`,
    },
  },
  examples: [
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  db:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy, larkspur-canary-1"\n  backup:\n    env: [PG_DSN=host=db password=larkspur-canary-1]\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  db:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy, larkspur-canary-1"\n  backup:\n    env: [PG_DSN=host=db passfile=/run/secrets/pgpass]\n',
        },
      },
    },
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  cache:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy, larkspur-canary-1"\n    live: {commands: [[server, larkspur-canary-1]]}\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  cache:\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy, larkspur-canary-1"\n    live: {commands: [[server, /run/secrets/pw]]}\n',
        },
      },
    },
  ],

  check(world) {
    const current = world.all("exposure").filter((one) => one.former === undefined && one.where !== "file");
    const groups = groupBy(current, ({ subject, place, where, name }) =>
      JSON.stringify([subject, place.file, where, name]),
    );
    return [...groups.values()].flatMap((group): Report<Key>[] => {
      const [first] = group;
      if (!first || isRepeated(first, world)) return [];
      return [report(first, group, world)];
    });
  },
});

function report(first: Exposure, group: readonly Exposure[], world: JudgedWorld): Report<Key> {
  const path: Path = pathOf(first, world);
  const say = path.says ?? (first.where as Key);
  return {
    at: first,
    key: first.name,
    say,
    words: {
      holder: holderOf(first, world),
      secret: nameSecrets(group),
      form: writtenAs(first.form),
      path: first.homes[0]?.path ?? "its file",
      how: path.how,
      instead: path.instead,
    },
    related: relatedHomes(first, world),
    ...(first.where === "process" && { severity: path.says === "exported" ? "low" : "high" }),
  };
}
