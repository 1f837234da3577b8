import { suspect } from "../detection/suspicion.ts";
import type { Suspicion, Where } from "../detection/types.ts";
import type { Binding, Command, Fact, Value, Word } from "../facts/index.ts";
import { masked } from "../facts/shown.ts";
import type { World } from "../facts/world.ts";
import { fileOf, isUsable, judged, nature, secretName, shownBinding, suspectBinding } from "./bindings.ts";
import { remedy } from "./commands/visible-to.ts";
import { isLive } from "./containers.ts";
import { systemRemedy } from "./conventions/system-remedy.ts";
import { downgradeEphemeral } from "./conventions/throw-away.ts";
import { type Report, worldRule } from "./rule.ts";

type Key = "bound" | "command" | "download";

/** Userinfo with a password in a URL or connection string, wherever it stands. */
export const secretInUrl = worldRule({
  id: "secret-in-url",
  over: "world",
  title: "A URL or connection string holds a password",
  why:
    "A password inside a URL goes wherever the URL goes: into logs, error messages, the process list, the image's history and " +
    "`.git/config`. Nobody looks for it under a name like DATABASE_URL, so nobody rotates it either.",
  severity: "high",
  tags: ["CWE-522", "CWE-798"],
  messages: {
    bound: {
      what: "{key} holds a password inside its URL{nature}; {audience}",
      instead: "{instead}",
      paste: "{paste}",
    },
    command: {
      what: "a password stands inside a URL in the words of {key}{nature}; {audience}",
      instead: "take the password out of the URL; {instead}",
      paste: "{paste}",
    },
    download: {
      what: "the URL of this {key} holds a password{nature}; the image's history keeps it",
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

function* boundUrls(world: World): Generator<Report<Key>> {
  for (const binding of world.all("binding")) {
    const suspicion = suspectBinding(binding);
    if (!isUrlSecret(suspicion, binding.value)) continue;
    const report: Report<Key> = {
      at: binding,
      ...judged(suspicion),
      key: binding.name,
      say: "bound",
      words: {
        nature: nature(suspicion),
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
  const secret = secretName(binding.name.replace(/_?(URL|URI|DSN)$/i, "_password"));
  const instead = `give the password as a secret of its own, below /run/secrets/${secret}, and let the program join the two`;
  return systemRemedy(binding.name, binding.subject, world) ?? { instead, paste: "" };
}

function* wordsWithUrls(world: World): Generator<Report<Key>> {
  for (const command of world.all("command")) {
    // What follows a pipe is told where it is written.
    for (const word of command.words) {
      const suspicion = word.bound ? undefined : judgeWord(word, command, "command");
      if (!suspicion) continue;
      const report: Report<Key> = {
        at: command,
        ...judged(suspicion),
        key: program(command.words),
        say: "command",
        words: { nature: nature(suspicion), audience: audience(command, world), ...apartFrom(command, world) },
        shown: masked(word.value),
      };
      const told = downgradeEphemeral(report, word.value, suspicion, world);
      if (told) yield told;
    }
  }
}

function* downloads(world: World): Generator<Report<Key>> {
  for (const copy of world.all("copy")) {
    for (const word of copy.sources) {
      const suspicion = judgeWord(word, copy, "command");
      if (!suspicion) continue;
      yield {
        at: copy,
        ...judged(suspicion),
        key: copy.by,
        say: "download",
        words: { nature: nature(suspicion) },
        shown: masked(word.value),
      };
    }
  }
}

function judgeWord(word: Word, fact: Fact, sink: Where["sink"]): Suspicion | undefined {
  if (!word.value.some(isLong)) return undefined;
  const suspicion = suspect(undefined, word.value, { file: fileOf(fact), sink });
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
  return usage || told.paste !== "…" ? told : { ...told, paste: "" };
}

const usages: Readonly<Record<string, string>> = {
  git: 'git -c credential.helper="store --file={file}" clone …',
  curl: "curl --netrc-file {file} …",
};

function audience(fact: Fact, world: World): string {
  if (isLive(fact)) return fact.kind === "command" ? "`docker top` shows it" : "every child process has it";
  if (fact.subject.startsWith("stage:")) {
    return world.ships(fact.subject)
      ? "everyone who can pull the image can read it"
      : "it stays in the build cache and in this file";
  }
  if (/^(?:service|container|engine):/.test(fact.subject))
    return "`docker inspect` shows it to everyone with access to the engine";
  return "everyone who reads this file has it";
}
