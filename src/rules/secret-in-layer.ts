import { isExampleFile } from "../detection/example-files.ts";
import { showPath } from "../facts/shown.ts";
import type { World } from "../facts/world.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { byFolder } from "./layers/by-folder.ts";
import { type CopiedSecret, copiedSecrets } from "./layers/copied-secrets.ts";
import { layerExamples } from "./layers/examples.ts";
import { ignored } from "./layers/ignored.ts";
import { carriedOn, removedLater, weightOf } from "./layers/layer-lifetime.ts";
import { wordsOf } from "./layers/words.ts";
import { type Report, type Severity, worldRule } from "./rule.ts";

type Key = "build" | "run" | "stage" | "context" | "left-behind" | "context-left-behind";

/** A secret file that COPY or ADD makes part of an image. */
export const secretInLayer = worldRule({
  id: "secret-in-layer",
  over: "world",
  title: "A secret file is copied into an image",
  why: "Every COPY and ADD makes a layer, and a layer keeps its files for ever. Anyone who can pull the image can unpack it. Deleting the file in a later layer only hides it. A secret in a copied folder is easy to overlook.",
  severity: "high",
  tags: ["CWE-538", "CWE-522"],
  messages: {
    build: {
      what: "{key} ({kind}) is copied into the image: anyone who can pull the image can read it",
      instead: "mount it for the command that needs it",
      paste: "{how}",
    },
    run: {
      what: "{key} ({kind}) is copied into the image: anyone who can pull the image can read it",
      instead: "keep it out of the image; grant it to the running container",
      paste: "services: {{service}: {secrets: [{secret}]}}\nsecrets:  {{secret}: {file: {file}}}",
    },
    stage: {
      what: "{key} ({kind}) is copied from another stage into the image: anyone who can pull the image can read it",
      instead: "do not copy it; mount it where a command needs it",
      paste: "{how}",
    },
    context: {
      what: "this copy takes {key} ({kind}) from the build context into the image: anyone who can pull the image can read it",
      instead: "add it to {ignore}",
      paste: "{exclude} >> {into}",
      several: {
        what: "this copy takes {items} from the build context into the image: anyone who can pull the image can read them",
        item: "{key} ({kind})",
        argument: "{line}",
        instead: "add them to {ignore}",
        paste: "printf '%s\\n' {arguments} >> {into}",
      },
    },
    "left-behind": {
      what: "{key} ({kind}) is copied into a build stage: it stays in the build cache",
      instead: "mount it for the command that needs it",
      paste: "{how}",
    },
    "context-left-behind": {
      what: "this copy takes {key} ({kind}) from the build context into a build stage: it stays in the build cache",
      instead: "add it to {ignore}",
      paste: "{exclude} >> {into}",
      several: {
        what: "this copy takes {items} from the build context into a build stage: they stay in the build cache",
        item: "{key} ({kind})",
        argument: "{line}",
        instead: "add them to {ignore}",
        paste: "printf '%s\\n' {arguments} >> {into}",
      },
    },
  },
  examples: layerExamples,

  check(world) {
    const reports: Report<Key>[] = [];
    const known = new Set<string>();
    for (const secret of inImportance(world)) {
      // One line in the ignore file fix all copies of a Dockerfile that take the file along.
      const id = `${secret.copy.place.file}\n${secret.file?.path ?? secret.path}`;
      if (secret.by === "context" && known.has(id)) continue;
      known.add(id);
      const found = report(secret, world);
      if (found) reports.push(found);
    }
    return byFolder(reports, isTakenAlong).map((one) => (isTakenAlong(one) ? { ...one, remedy: ignored(one) } : one));
  },
});

function isTakenAlong({ say }: Report<Key>): boolean {
  return say === "context" || say === "context-left-behind";
}

/** Copies that name their file first, then those into stages that ship. */
function inImportance(world: JudgedWorld): CopiedSecret[] {
  const rank = ({ by, copy }: CopiedSecret) => (by === "context" ? 2 : 0) + (world.ships(copy.subject) ? 0 : 1);
  return world
    .all("copy")
    .flatMap((copy) => copiedSecrets(copy, world))
    .sort((a, b) => rank(a) - rank(b));
}

function report(secret: CopiedSecret, world: World): Report<Key> | undefined {
  const { copy, word, path, kind, file, by } = secret;
  const weight = weightOf(secret);
  if (!weight) return undefined;
  const removed = removedLater(copy, secret.targets, world);
  // `secret-removed-too-late` speaks of it.
  if (removed && world.ships(copy.subject)) return undefined;
  const carried = removed ? undefined : carriedOn(secret, world);
  const stays = world.ships(copy.subject) || carried !== undefined;
  return {
    at: copy,
    span: word.span,
    key: by === "context" ? path : showPath(word.value),
    say: message(secret, stays),
    words: wordsOf(secret, world),
    severity: stays ? weight : lesser(weight, secret),
    confidence: file?.holds === "secret" || kind.sure === "sure" ? "high" : "medium",
    because: reason(secret),
    example:
      isForTests(copy.place.file) || (isForTests(file?.place.file ?? path) && !(stays && isPutElsewhere(secret))),
    related: [
      ...(file ? [{ fact: file, note: "the file" }] : []),
      ...(carried ? [{ fact: carried, note: "copied further here" }] : []),
    ],
  };
}

/** Keys are made for tests, and are beside them in folders of many names. */
const testFolder = /(?:^|\/)(?:integration|test[-_]?(?:resources|files|keys|certs|env|suites?))\//i;

function isForTests(path: string): boolean {
  return isExampleFile(path) || testFolder.test(path);
}

/** A test's file is one no more where an image that ships has it outside of a test's folder. */
function isPutElsewhere({ targets }: CopiedSecret): boolean {
  return !targets.some((target) => isForTests(target));
}

function message({ by, kind }: CopiedSecret, stays: boolean): Key {
  if (by === "context") return stays ? "context" : "context-left-behind";
  if (!stays) return "left-behind";
  if (by === "stage") return "stage";
  return kind.how ? "build" : "run";
}

/** What stays in a stage reaches nobody but the builder and its cache. */
function lesser(weight: Severity, { by }: CopiedSecret): Severity {
  return weight === "high" && by !== "context" ? "medium" : "low";
}

function reason({ kind, file }: CopiedSecret): string {
  if (file?.holds === "secret") return `the file holds ${kind.what}`;
  return `the name is that of ${kind.what}`;
}
