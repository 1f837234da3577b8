import type { Detector } from "../detection/detector.ts";
import { isExampleFile } from "../detection/example-files.ts";
import type { Command, Read, Text } from "../facts/index.ts";
import type { World } from "../facts/world.ts";
import { fileOf, isUsable, judged, nature, secretName } from "./bindings.ts";
import { type PrintedVariable, printedVariables } from "./commands/printed-variables.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { type Report, worldRule } from "./rule.ts";

type Key = "health" | "environment" | "printed" | PrintedVariable["how"];

/**
 * Secrets in what a health check printed, which the engine keeps, and in what a program prints, which the engine keeps
 * too.
 */
export const secretInLog = worldRule<Key>({
  id: "secret-in-log",
  over: "world",
  title: "A log contains a secret",
  why: "The engine keeps the output of a health check and shows it to anyone who can inspect the container. A check that prints a connection string or the environment spreads a secret every few seconds. `docker logs` shows what a program prints, and log collectors keep it. A shell prints its variables with `env` or `set -x`. GitHub Actions, Azure Pipelines, CircleCI and Jenkins mask secrets of their own store, so these are not reported. GitLab masks only variables that are marked as masked.",
  severity: "medium",
  tags: ["CWE-532"],
  messages: {
    health: {
      what: "the health check printed {key}{nature}: anyone who can run `docker inspect` can read its last outputs",
      instead: "discard the output of the check (`>/dev/null 2>&1`); read the secret from /run/secrets/{secret}",
    },
    environment: {
      what: "`{by}` prints the whole environment with every secret in it: `docker logs` and log collectors keep it",
      instead: "print only the names, or single values that are not secret",
    },
    printed: {
      what: "`{by}` prints {key}: `docker logs` and log collectors keep it",
      instead: "print whether it is set, not its value",
      paste: '{by}("{key} is set:", process.env.{key} !== undefined)',
    },
    dumped: {
      what: "`{by}` prints every variable, also the secret {key}: {audience}",
      instead: "remove it; or print single variables that are not secret",
    },
    named: {
      what: "`{by}` prints the secret {key}: {audience}",
      instead: "remove it; or print whether it is set, not its value",
      paste: 'echo "{key} is ${{key}:+set}"',
    },
    traced: {
      what: "`{by}` prints each command with its values, also that of {key}: {audience}",
      instead: "turn tracing off where {key} is used",
      paste: "set +x",
    },
  },
  examples: [
    {
      bad: { files: { "src/main.ts": "console.log(process.env);\n" } },
      good: { files: { "src/main.ts": "console.log(Object.keys(process.env).length);\n" } },
    },
    {
      bad: { files: { "deploy.sh": 'set -x\nDB_PASSWORD="$(cat /run/secrets/db_password)"\nmigrate\n' } },
      good: { files: { "deploy.sh": 'DB_PASSWORD="$(cat /run/secrets/db_password)"\nset -x\nmigrate\n' } },
    },
    {
      bad: {
        files: { "engine.yaml": "containers:\n  db:\n    health: [DB_PASSWORD=orchid-42-canary is wrong]\n" },
      },
      good: { files: { "engine.yaml": "containers:\n  db:\n    health: [accepting connections]\n" } },
    },
    {
      bad: {
        files: {
          "engine.yaml":
            "containers:\n  api:\n    health: ['cannot reach postgres://app:winterfox-88-canary@db/app']\n",
        },
      },
      good: {
        files: { "engine.yaml": "containers:\n  api:\n    health: ['cannot reach postgres://app@db/app']\n" },
      },
    },
  ],

  check(world) {
    return [
      ...world.all("text").flatMap((text) => fromHealthCheck(text, world.judge)),
      ...printed(world),
      ...shown(world),
    ];
  },
});

function fromHealthCheck(text: Text, { suspectTextParts }: Detector): Report<Key>[] {
  if (text.sink !== "health-output") return [];
  return suspectTextParts(text.value, { file: "", sink: "config" })
    .filter(({ suspicion }) => isUsable(suspicion))
    .map(({ name, suspicion }) => ({
      at: text,
      ...judged(suspicion),
      key: name ?? "a secret",
      say: "health" as const,
      words: { nature: nature(suspicion), secret: secretName(name ?? "secret") },
    }));
}

/** What a program hands to a log: the environment as a whole, or a variable that is a secret by its name. */
function* printed(world: JudgedWorld): Generator<Report<Key>> {
  for (const read of world.all("read")) {
    if (read.to?.is !== "log") continue;
    const { by } = read.to;
    const example = isExampleFile(fileOf(read));
    if (read.name === undefined) yield { at: read, key: "the environment", say: "environment", words: { by }, example };
    else if (isSecretName(read, world.judge))
      yield { at: read, key: read.name, say: "printed", words: { by }, example };
  }
}

function isSecretName({ from, name }: Read, { suspectName }: Detector): boolean {
  if (from !== "env" || name === undefined) return false;
  const judgement = suspectName(name);
  return judgement.is === "secret" && judgement.confidence !== "low";
}

/** What a shell shows of its variables. A secret that the file itself holds is known to its readers anyway. */
function* shown(world: JudgedWorld): Generator<Report<Key>> {
  for (const { how, at, by, name, binding, use } of printedVariables(world)) {
    const known = isUsable(world.judge.suspectBinding(binding)) || at.when === "build";
    yield {
      at,
      key: name,
      say: how,
      words: { by, audience: readers(at, name, world) },
      severity: known ? "low" : "medium",
      related: [use ? { fact: use, note: "while it is on" } : { fact: binding, note: "set here" }],
      example: isExampleFile(fileOf(at)),
    };
  }
}

function readers(at: Command, name: string, world: World): string {
  if (at.when === "build") return "anyone who can read the build log can read it";
  if (at.when === "start") return "`docker logs` and log collectors keep it";
  if (world.subject(at.subject)?.system === "GitLab CI")
    return `anyone who can read the job's log can read it, unless the project masks ${name}`;
  return "the log of the job or the script keeps it";
}
