import type { Detector } from "../detection/detector.ts";
import type { Suspicion } from "../detection/types.ts";
import type { Binding, Command, Fact, Value, Word } from "../facts/index.ts";
import { masked } from "../facts/shown.ts";
import type { World } from "../facts/world.ts";
import { fileOf, isUsable, judged, secretName, shapeOf, shownBinding } from "./bindings.ts";
import { remedy } from "./commands/visible-to.ts";
import { isLive } from "./containers.ts";
import { systemRemedy } from "./conventions/system-remedy.ts";
import { downgradeEphemeral } from "./conventions/throw-away.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { type Report, worldRule } from "./rule.ts";

type Key = "bound" | "command" | "download";

/** Userinfo with a password in a URL or connection string, wherever it is. */
export const secretInUrl = worldRule({
  id: "secret-in-url",
  over: "world",
  title: "A URL or connection string contains a password",
  why: "A password in a URL goes wherever the URL goes: into logs, error messages, process lists, the image's history and `.git/config`. Nobody expects a password in DATABASE_URL, so nobody rotates it.",
  severity: "high",
  tags: ["CWE-522", "CWE-798"],
  messages: {
    bound: {
      what: "{key} contains a password in its URL{nature}: {audience}",
      instead: "{instead}",
      paste: "{paste}",
    },
    command: {
      what: "the URL passed to `{key}` contains a password{nature}: {audience}",
      instead: "remove the password from the URL; {instead}",
      paste: "{paste}",
    },
    download: {
      what: "the URL of this {key} contains a password{nature}: the image's history contains it",
      instead: "download in a RUN that mounts the credentials",
      paste: "RUN --mount=type=secret,id=netrc,target=/root/.netrc curl --netrc -fO …",
    },
  },
  examples: [
    {
      bad: {
        files: { Dockerfile: "FROM alpine:3.20\nENV DATABASE_URL=postgres://app:winterfox-88-canary@db:5432/app\n" },
      },
      good: { files: { Dockerfile: "FROM alpine:3.20\nENV DATABASE_URL=postgres://app@db:5432/app\n" } },
    },
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  worker:\n    image: example/worker:1\n    environment:\n      CELERY_BROKER: amqp://worker:brassbell-9-canary@mq:5672//\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  worker:\n    image: example/worker:1\n    environment:\n      CELERY_BROKER: amqp://worker:${MQ_PASSWORD:?set it}@mq:5672//\n",
        },
      },
    },
    {
      bad: {
        files: {
          Dockerfile: "FROM alpine:3.20\nADD https://ci:winterfox-88-canary@files.example.net/tool.tgz /opt/\n",
        },
      },
      good: { files: { Dockerfile: "FROM alpine:3.20\nADD https://files.example.net/tool.tgz /opt/\n" } },
    },
  ],

  check(world) {
    return [...boundUrls(world), ...wordsWithUrls(world), ...downloads(world)];
  },
});

function* boundUrls(world: JudgedWorld): Generator<Report<Key>> {
  for (const binding of world.all("binding")) {
    const suspicion = world.judge.suspectBinding(binding);
    if (!isUrlSecret(suspicion, binding.value)) continue;
    const report: Report<Key> = {
      at: binding,
      ...judged(suspicion),
      key: binding.name,
      say: "bound",
      words: {
        ...passwordWords(suspicion),
        audience: audience(binding, world),
        ...apart(binding, world),
      },
      shown: shownBinding(binding.name, binding.value, /^(?:container|job)-/.test(binding.sink) ? ": " : "="),
    };
    const told = downgradeEphemeral(report, binding.value, suspicion, world);
    if (told) yield told;
  }
}

function apart(binding: Binding, world: World): { instead: string; paste: string } {
  const secret = secretName(binding.name.replace(/[-_.]?(URL|URI|DSN)$/i, "_password"));
  const instead = `put the password in a secret; build the URL from /run/secrets/${secret}`;
  return systemRemedy(binding.name, binding.subject, world) ?? { instead, paste: "" };
}

function* wordsWithUrls(world: JudgedWorld): Generator<Report<Key>> {
  for (const command of world.all("command")) {
    // What follows a pipe is told where it is written.
    for (const word of command.words) {
      const suspicion = word.bound ? undefined : judgeWord(word, command, world.judge);
      if (!suspicion) continue;
      const report: Report<Key> = {
        at: command,
        ...judged(suspicion),
        key: program(command.words),
        say: "command",
        words: { ...passwordWords(suspicion), audience: audience(command, world), ...apartFrom(command, world) },
        shown: masked(word.value),
      };
      const told = downgradeEphemeral(report, word.value, suspicion, world);
      if (told) yield told;
    }
  }
}

function* downloads(world: JudgedWorld): Generator<Report<Key>> {
  for (const copy of world.all("copy")) {
    for (const word of copy.sources) {
      const suspicion = judgeWord(word, copy, world.judge);
      if (!suspicion) continue;
      yield {
        at: copy,
        ...judged(suspicion),
        key: copy.by,
        say: "download",
        words: { ...passwordWords(suspicion) },
        shown: masked(word.value),
      };
    }
  }
}

function judgeWord(word: Word, fact: Fact, { suspect }: Detector): Suspicion | undefined {
  if (!word.value.some(isLong)) return undefined;
  const suspicion = suspect(undefined, word.value, { file: fileOf(fact), sink: "command" });
  return isUrlSecret(suspicion, word.value) ? suspicion : undefined;
}

/** Shorter than any URL with a password in it. */
function isLong(part: Value[number]): boolean {
  return part.is === "literal" && part.text.length >= 6;
}

/** A token of a known shape is told by its shape, also where it is the userinfo of a URL. */
function isUrlSecret(suspicion: Suspicion, value: Value): boolean {
  if (!isUsable(suspicion) || suspicion.inFallback) return false;
  return suspicion.by === "url" || (suspicion.by === "token" && value.some(hasUserinfo));
}

function hasUserinfo(part: Value[number]): boolean {
  return part.is === "literal" && part.text.matches(/:\/\/[^/\s]+@/);
}

function program(words: readonly Word[]): string {
  const [first] = words;
  const [part] = first?.value ?? [];
  if (part?.is !== "literal") return "a command";
  return ["git", "curl", "wget", "pip", "pip3", "npm", "psql"].find((name) => part.text.equals(name)) ?? "a command";
}

/** How the command gets the password without its URL, where the command runs. */
function apartFrom(command: Command, world: World): { instead: string; paste: string } {
  const name = program(command.words);
  const git = name === "git";
  if (command.when === "build") {
    const usage = git
      ? "id=git_credentials,target=/root/.git-credentials git -c credential.helper=store clone …"
      : "id=netrc,target=/root/.netrc …";
    return { instead: "mount it for this command", paste: `RUN --mount=type=secret,${usage}` };
  }
  const usage = usages[name];
  const told = remedy(command, world, git ? "git_credentials" : usage ? "netrc" : "url_password", usage);
  return told;
}

const usages: Readonly<Record<string, string>> = {
  git: 'git -c credential.helper="store --file={file}" clone …',
  curl: "curl --netrc-file {file} …",
};

function passwordWords(suspicion: Suspicion): { password: string; nature: string } {
  return {
    password: suspicion.is === "weak" ? "a guessable password" : "a password",
    nature: shapeOf(suspicion),
  };
}

function audience(fact: Fact, world: World): string {
  if (isLive(fact)) return fact.kind === "command" ? "`docker top` shows it" : "every child process has it";
  if (fact.subject.startsWith("stage:")) {
    return world.ships(fact.subject)
      ? "anyone who can pull the image can read it"
      : "the build cache and this file contain it";
  }
  if (/^(?:service|container|engine):/.test(fact.subject)) return "anyone who can run `docker inspect` can read it";
  return "anyone who can read this file can read it";
}
