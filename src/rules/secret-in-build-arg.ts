import { isExampleFile } from "../detection/example-files.ts";
import type { Binding, Fact, SubjectId } from "../facts/index.ts";
import { references } from "../facts/value.ts";
import type { World } from "../facts/world.ts";
import { fileOf, isUsable, judged, nature, secretName, shownBinding } from "./bindings.ts";
import { buildMount } from "./conventions/build-mount.ts";
import { handed } from "./conventions/handed-arguments.ts";
import { buildRemedy } from "./conventions/system-remedy.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { type Report, worldRule } from "./rule.ts";

type Key = "literal" | "recorded" | "declared" | "passed" | "given" | "spelled" | "handed" | "stored";

/**
 * A secret that enters a build as an argument: written as its default, declared by a secret's name, or passed from
 * compose.
 */
export const secretInBuildArg = worldRule({
  id: "secret-in-build-arg",
  over: "world",
  title: "A secret is passed to the build as an argument",
  why: "The builder records every argument that a RUN can see. `docker history` shows it as `|1 TOKEN=…`, and so does the provenance that BuildKit attaches. Anyone who can pull the image or read the build cache has the secret.",
  severity: "high",
  tags: ["CWE-538", "CWE-798"],
  messages: {
    literal: {
      what: "build argument {key} is hard-coded{nature}: this file and {keeper} contain it",
      instead: "delete the value; mount the secret for the command that needs it",
      paste: "{paste}",
    },
    recorded: {
      what: "build argument {key} contains a secret{nature}: anyone who can pull the image can read it in the history",
      instead: "mount it for the command that needs it; build the image again",
      paste: "{paste}",
    },
    declared: {
      what: "{key} is a build argument: {keeps}",
      instead: "delete the ARG; mount the secret for the command that needs it",
      paste: "RUN --mount=type=secret,id={secret},env={key} …",
    },
    passed: {
      what: "{key} is passed to the build as an argument: the image's history contains it",
      instead: "pass it as a build secret",
      paste:
        "build:   {secrets: [{secret}]}\nsecrets: {{secret}: {environment: {key}}}\nRUN --mount=type=secret,id={secret},env={key} …",
    },
    given: {
      what: "{key} is passed to the build as an argument: the image's history contains it",
      instead: "pass it as a build secret; mount it for the command that needs it",
      paste: "--secret id={secret},env={key}\nRUN --mount=type=secret,id={secret},env={key} …",
    },
    spelled: {
      what: "build argument {key} is hard-coded{nature}: this file and the image's history contain it",
      instead: "keep the value in a file; pass the file as a build secret",
      paste: "--secret id={secret},src=./secrets/{secret}\nRUN --mount=type=secret,id={secret},env={key} …",
    },
    handed: {
      what: "{key} is passed to the build as an argument: the image's history and the build's provenance contain it",
      instead: "pass it as a build secret",
      paste: "{paste}",
    },
    stored: {
      what: "{key} passes {stored}, a secret of {system}, to the build as an argument: the image's history and provenance contain it",
      instead: "pass it as a build secret; or move it to the variables if it is not secret",
      paste: "{paste}",
    },
  },
  examples: [
    {
      bad: { files: { Dockerfile: "FROM node:22\nARG NPM_TOKEN\nRUN npm ci\n" } },
      good: { files: { Dockerfile: "FROM node:22\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci\n" } },
    },
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  app:\n    build:\n      context: .\n      args:\n        NPM_TOKEN: ${NPM_TOKEN}\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  app:\n    build:\n      context: .\n      secrets: [npm_token]\nsecrets:\n  npm_token:\n    environment: NPM_TOKEN\n",
        },
      },
    },
    {
      bad: {
        files: {
          ".github/workflows/build.yml":
            "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          build-args: NPM_TOKEN=${{ secrets.NPM_TOKEN }}\n",
        },
      },
      good: {
        files: {
          ".github/workflows/build.yml":
            "on: push\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: docker/build-push-action@v6\n        with:\n          secrets: npm_token=${{ secrets.NPM_TOKEN }}\n",
        },
      },
    },
  ],

  check(world) {
    const found = world
      .all("binding")
      .filter((binding) => binding.sink === "build-arg")
      .flatMap((binding) => report(binding, world) ?? []);
    return [...oneForEachSecret(found, world).values()].map((one) => withMove(one, world));
  },
});

function withMove(one: Report<Key>, world: World): Report<Key> {
  if (one.say !== "declared" || one.at.kind !== "binding") return one;
  const handed = (one.related ?? []).filter(({ note }) => note === "passed here").length;
  const remedy = buildMount(one.at, handed, world);
  return remedy ? { ...one, remedy } : one;
}

function report(binding: Binding, world: JudgedWorld): Report<Key> | undefined {
  const suspicion = world.judge.suspectBinding(binding);
  const common = {
    at: binding,
    key: binding.name,
    shown: shownBinding(binding.name, binding.value, fileIsCompose(binding) ? ": " : "="),
    ...severity(binding, world),
  };
  const system = world.subject(binding.subject)?.system;
  const secret = secretName(binding.name);
  const paste = system
    ? buildRemedy(binding, undefined, system, world)
    : `RUN --mount=type=secret,id=${secret},env=${binding.name} …`;
  const words = { secret, nature: nature(suspicion), paste, ...keepers(binding, world) };
  if (isUsable(suspicion)) {
    if (suspicion.by === "url") return undefined;
    return { ...common, ...judged(suspicion), say: literalSay(binding, system !== undefined), words };
  }
  if (system) {
    const found = handed(binding, world);
    return found && { ...common, ...found };
  }
  // With a default that is harmless (a path, a fingerprint) the name only accuses nobody.
  const isDeclared = takesItsValueFromOutside(binding) && (binding.value.length === 0 || suspicion.is === "reference");
  // A placeholder is there to be replaced when it is built.
  if (!isDeclared && (suspicion.is !== "placeholder" || !binding.subject.startsWith("stage:")))
    return promoted(binding, world, common, words);
  const name = world.judge.suspectName(binding.name);
  if (name.is !== "secret") return undefined;
  return {
    ...common,
    confidence: name.confidence,
    because: name.reason,
    example: isExampleFile(fileOf(binding)),
    say: fileIsCompose(binding) ? "passed" : isCommandLine(binding) ? "given" : "declared",
    words,
    ...(!fileIsCompose(binding) && { shown: `${isCommandLine(binding) ? "--build-arg" : "ARG"} ${binding.name}` }),
  };
}

/** An argument whose default becomes a secret of the image's environment under another name. */
function promoted(
  binding: Binding,
  world: JudgedWorld,
  common: Pick<Report<Key>, "at" | "key">,
  words: Record<string, string>,
): Report<Key> | undefined {
  if (!binding.subject.startsWith("stage:") || takesItsValueFromOutside(binding)) return undefined;
  for (const { fact } of uses({ ...common, say: "literal" }, world)) {
    if (fact.kind !== "binding" || fact.value.length !== 1) continue;
    const suspicion = world.judge.suspect(fact.name, binding.value, { file: fileOf(binding), sink: "image-env" });
    if (isUsable(suspicion) && suspicion.by === "name")
      return { ...common, ...judged(suspicion), say: "literal", words: { ...words, nature: nature(suspicion) } };
  }
  return undefined;
}

function literalSay(binding: Binding, isSystem: boolean): "recorded" | "spelled" | "literal" {
  if (binding.place.in === "capture") return "recorded";
  return isCommandLine(binding) && !isSystem ? "spelled" : "literal";
}

/** What a stage that is left after was given stays in the build cache, not in the image. */
function severity(binding: Binding, world: World): { severity?: "medium" } {
  const ships = !binding.subject.startsWith("stage:") || world.ships(binding.subject);
  return ships || binding.subject.endsWith("#global") ? {} : { severity: "medium" };
}

/** What contains the value after the build, as the end of a sentence and as a noun. */
function keepers(binding: Binding, world: World): { keeps: string; keeper: string } {
  return "severity" in severity(binding, world)
    ? { keeps: "the build cache and the provenance contain it", keeper: "the build cache" }
    : { keeps: "anyone who can pull the image can read it in the history", keeper: "the image's history" };
}

function fileIsCompose(binding: Binding): boolean {
  return binding.subject.startsWith("service:");
}

/** `docker build --build-arg`: neither the Dockerfile's own word nor a service's. */
function isCommandLine(binding: Binding): boolean {
  return !fileIsCompose(binding) && !binding.subject.startsWith("stage:");
}

/**
 * Empty, or a reference all through: the secret comes with `--build-arg`, from the environment or from another
 * argument.
 */
function takesItsValueFromOutside(binding: Binding): boolean {
  return binding.value.every((part) => part.is === "reference");
}

/**
 * One secret, one finding: an argument that is declared in several stages, passed by a service, promoted to the
 * environment or
 * spelled out in a command is told once, at its first line in the Dockerfile; the other places are related.
 */
function oneForEachSecret(found: readonly Report<Key>[], world: World): Map<string, Report<Key>> {
  const byPlace = new Map<string, Report<Key>>();
  const declared = new Map<string, Report<Key>>();
  const dockerfilesFirst = [...found].sort((a, b) => Number(isPassed(a)) - Number(isPassed(b)) || byOrder(a, b));
  for (const one of dockerfilesFirst) {
    const own = identities(one, world);
    // What a job or a script passes goes into the image it builds.
    const first =
      own.map((id) => byPlace.get(id)).find((leader) => leader !== undefined) ??
      (isOfCommand(one, world) ? declared.get(one.key) : undefined);
    if (first && one.say !== "literal" && one.say !== "spelled") {
      first.related = [
        ...(first.related ?? []),
        { fact: one.at, note: isPassed(one) ? "passed here" : "declared again" },
      ];
      continue;
    }
    one.related = uses(one, world);
    byPlace.set(`${own[0]}${first ? `\0${one.at.order}` : ""}`, one);
    if (!isPassed(one) && !declared.has(one.key)) declared.set(one.key, one);
  }
  return byPlace;
}

const passing: ReadonlySet<string> = new Set(["service", "job", "target", "container", "script"]);

function isPassed({ at: { subject } }: Report): boolean {
  return passing.has(subject.slice(0, subject.indexOf(":")));
}

function byOrder(a: Report, b: Report): number {
  const [one, other] = [fileOf(a.at), fileOf(b.at)];
  return order(a) - order(b) || (one < other ? -1 : Number(one > other));
}

function order(report: Report): number {
  return report.at.place.in === "text" ? report.at.place.span[0] : 0;
}

function isOfCommand({ at }: Report, world: World): boolean {
  return world.subject(at.subject)?.system !== undefined || at.subject.startsWith("script:");
}

/**
 * Where the same name is the same secret of the same image: in its file, its job, and for a service in the Dockerfile
 * that it builds.
 */
function identities(report: Report, world: World): string[] {
  const files = [report.at.subject.startsWith("job:") ? report.at.subject : fileOf(report.at)];
  for (const stage of world.sources(report.at.subject, "build-section")) files.push(stage.place.file);
  return files.map((file) => `${file}\0${report.key}`);
}

/** Where the argument goes from here: the image's environment, a command's words. */
function uses(report: Report, world: World): { fact: Fact; note: string }[] {
  const name = report.key;
  const file = fileOf(report.at);
  const related: { fact: Fact; note: string }[] = [];
  for (const subject of stagesOf(file, world)) {
    for (const binding of world.about(subject, "binding")) {
      if (binding.sink === "image-env" && usesArgument(binding.value, name)) {
        related.push({ fact: binding, note: "copied into the image's environment here" });
      }
    }
    for (const command of world.about(subject, "command")) {
      if (command.words.some((word) => usesArgument(word.value, name))) {
        related.push({ fact: command, note: "used by this command" });
      }
    }
  }
  return related;
}

function stagesOf(file: string, world: World): SubjectId[] {
  return world.subjectsIn(file).flatMap(({ id }) => (id.startsWith("stage:") ? [id] : []));
}

function usesArgument(value: Binding["value"], name: string): boolean {
  for (const { to } of references(value)) if (to.store === "build-arg" && to.name === name) return true;
  return false;
}
