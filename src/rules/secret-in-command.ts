import type { Binding, Command } from "../facts/fact.ts";
import { masked } from "../facts/value.ts";
import type { World } from "../facts/world.ts";
import type { Suspicion } from "../secrets/suspicion.ts";
import { fileOf, isUsable, judged, nature, secretName, shownBinding, suspectBinding } from "./bindings.ts";
import { audience, lesser, remedy, whenOf } from "./commands/audience.ts";
import { examples } from "./commands/examples.ts";
import { expandedSecrets } from "./commands/expanded-secrets.ts";
import { generatedKey } from "./commands/generated-keys.ts";
import { type JudgedWord, judgedWords } from "./commands/judged-words.ts";
import { nameAmong, programOf } from "./commands/program.ts";
import { removedAgain } from "./commands/removal.ts";
import { says } from "./commands/words.ts";
import { writtenSecrets } from "./commands/written-secrets.ts";
import { type Report, worldRule } from "./rule.ts";

type Key =
  | "argument"
  | "statement"
  | "assigned"
  | "token"
  | "written"
  | "generated"
  | "hostKey"
  | "expanded"
  | "needless";

/** A secret in the words of a command: at build, at start, in a health check, in a script. */
export const secretInCommand = worldRule({
  id: "secret-in-command",
  over: "world",
  title: "A secret stands in the words of a command",
  why:
    "The words of a RUN stay in the image's history, those of CMD, ENTRYPOINT and HEALTHCHECK in its config, and a process list " +
    "shows the arguments of everything that runs. A password on a command line is known to everyone who can pull the image, ask " +
    "the engine, or run `ps`.",
  severity: "high",
  tags: ["CWE-214", "CWE-798"],
  messages: {
    argument: {
      what: "`{key}` is given {kind} in plain text{nature}; {audience}",
      instead: "{instead}",
      paste: "{paste}",
    },
    statement: {
      what: "a statement to the database holds a password in plain text{nature}; {audience}",
      instead: "{instead}",
      paste: "{paste}",
    },
    assigned: {
      what: "{key} is set to a secret in the words of a command{nature}; {audience}",
      instead: "{instead}",
      paste: "{paste}",
    },
    token: {
      what: "a {key} stands in the words of a command; {audience}",
      instead: "revoke it, then {instead}",
      paste: "{paste}",
    },
    written: {
      what: "{key} is written into {path} in plain text{nature}; {audience}",
      instead: "{instead}",
      paste: "{paste}",
    },
    needless: {
      what: "`{key}` is given a password that `ping` does not need; {audience}",
      instead: "leave user and password out: `ping` succeeds as soon as the server answers",
    },
    generated: {
      what: "`{key}` leaves a private key in the image ({path}); everyone who can pull the image has it",
      instead: "generate it when the container starts, or mount it: `secrets: [{secret}]`",
    },
    hostKey: {
      what: "`{key}` makes the host's keys part of the image ({path}); all containers share them, and everyone who can pull the image has them",
      instead: "generate them in the entrypoint, when the container starts",
    },
    expanded: {
      what: "the content of {path} becomes an argument of `{key}`; `docker top` and `ps` on the host show it",
      instead: "{instead}",
      paste: "{paste}",
    },
  },
  examples,

  check(world) {
    const told = new Set<string>();
    const reports: Report<Key>[] = [];
    for (const report of found(world)) {
      const span = report.span ?? (report.at.place.in === "text" ? report.at.place.span : undefined);
      // The same text can be a word of `sh -c` and of the command inside.
      const place = `${fileOf(report.at)}:${span?.join("-")}`;
      if (span && told.has(place)) continue;
      told.add(place);
      reports.push(report);
    }
    return reports;
  },
});

function* found(world: World): Generator<Report<Key>> {
  for (const binding of world.all("binding")) yield* assigned(binding, world);
  for (const command of world.all("command")) {
    for (const word of judgedWords(command)) yield argument(command, word, world);
    yield* written(command, world);
    yield* generated(command, world);
    yield* expanded(command, world);
  }
}

function* assigned(binding: Binding, world: World): Generator<Report<Key>> {
  if (binding.sink !== "process-env") return;
  const suspicion = suspectBinding(binding);
  if (!reportable(suspicion) || suspicion.confidence === "low" || /_file$/i.test(binding.name)) return;
  const secret = secretName(binding.name);
  const build = whenOf(binding, world) === "build";
  const usage = build ? "…" : `export ${binding.name}="$(cat {file})"`;
  const { instead, paste } = remedy(binding, world, secret, usage);
  yield {
    at: binding,
    ...judged(suspicion),
    ...lesser(binding, world),
    key: binding.name,
    say: "assigned",
    words: {
      nature: nature(suspicion),
      audience: audience(binding, world),
      instead,
      paste: build ? `RUN --mount=type=secret,id=${secret},env=${binding.name} …` : paste,
    },
    shown: shownBinding(binding.name, binding.value),
  };
}

function argument(command: Command, word: JudgedWord, world: World): Report<Key> {
  const { suspicion, key } = word;
  return {
    at: command,
    ...judged(suspicion),
    ...lesser(command, world),
    key,
    say: word.say === "argument" && isPing(command) ? "needless" : word.say,
    words: {
      kind: word.kind,
      nature: nature(suspicion),
      audience: audience(command, world),
      ...remedy(command, world, word.secret, word.usage),
    },
    shown: masked(word.value),
  };
}

function* written(command: Command, world: World): Generator<Report<Key>> {
  for (const { name, path, suspicion, value } of writtenSecrets(command)) {
    if (!reportable(suspicion)) continue;
    const secret = secretName(/([^/]+)\/?$/.exec(path)?.[1] ?? name);
    yield {
      at: command,
      ...judged(suspicion),
      ...lesser(command, world),
      key: name,
      say: "written",
      words: {
        path,
        nature: nature(suspicion),
        audience: audience(command, world),
        ...remedy(command, world, secret, "…"),
        ...(command.when === "build" && { paste: `RUN --mount=type=secret,id=${secret},target=${path} …` }),
      },
      shown: masked(value),
    };
  }
}

function reportable(suspicion: Suspicion): boolean {
  return isUsable(suspicion) && suspicion.by !== "url" && !suspicion.inFallback;
}

function* generated(command: Command, world: World): Generator<Report<Key>> {
  const key = command.when === "build" ? generatedKey(command) : undefined;
  if (!key || removedAgain(command, key.path, world)) return;
  yield {
    at: command,
    key: key.program,
    say: key.host ? "hostKey" : "generated",
    words: { path: key.path, secret: secretName(/([^/]+)\/?$/.exec(key.path)?.[1] ?? "private_key") },
    ...((key.host || key.program !== "ssh-keygen" || !world.ships(command.subject)) && { severity: "medium" as const }),
  };
}

function* expanded(command: Command, world: World): Generator<Report<Key>> {
  if (command.when !== "start" && command.when !== "health") return;
  for (const { path, span, program, instead, brief } of expandedSecrets(command, world)) {
    const secret = secretName(/([^/]+)$/.exec(path)?.[1] ?? "secret");
    const usage = `export ${secret.toUpperCase()}="$(cat ${path})" && exec …`;
    yield {
      at: command,
      span,
      key: program,
      say: isPing(command) ? "needless" : "expanded",
      words: {
        path,
        audience: audience(command, world),
        ...(instead
          ? remedy(command, world, instead.secret, instead.usage)
          : { instead: "let the program read the file itself, or its environment", paste: usage }),
      },
      severity: command.when === "health" || brief ? "low" : "medium",
    };
  }
}

const pingers: ReadonlySet<string> = new Set(["mysqladmin", "mariadb-admin"]);

/** A server that refuses the password has answered. */
function isPing({ words }: Command): boolean {
  const { word, args } = programOf(words);
  return nameAmong(word, pingers) !== undefined && args.some((arg) => says(arg, /^ping$/));
}
