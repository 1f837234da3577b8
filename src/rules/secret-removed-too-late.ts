import type { Detector } from "../detection/detector.ts";
import { isExampleFile } from "../detection/example-files.ts";
import { writtenPath } from "../detection/paths.ts";
import { secretFile } from "../detection/secret-files.ts";
import type { Command } from "../facts/index.ts";
import { showPath } from "../facts/shown.ts";
import { references } from "../facts/value.ts";
import type { World } from "../facts/world.ts";
import { restingPlace } from "./commands/written-secrets.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { type CopiedSecret, copiedSecrets, inWorkdir } from "./layers/copied-secrets.ts";
import { removalExamples } from "./layers/examples.ts";
import { ignored } from "./layers/ignored.ts";
import { removedLater, weightOf } from "./layers/layer-lifetime.ts";
import { wordsOf } from "./layers/words.ts";
import { type Report, worldRule } from "./rule.ts";

type Key = "copied" | "context" | "written";

/** A secret file that one layer brings and a later one removes. */
export const secretRemovedTooLate = worldRule({
  id: "secret-removed-too-late",
  over: "world",
  title: "A secret file is removed in a later layer than the one that brought it",
  why: "An image is a stack of layers, and each layer keeps its files. Removing a file in a later layer hides it, but the earlier layer still contains it. Anyone who can pull the image can read it with `docker save` and tar.",
  severity: "high",
  tags: ["CWE-538", "CWE-212"],
  messages: {
    copied: {
      what: "{key} ({kind}) is removed in a later layer but stays in this one: anyone who can pull the image can read it",
      instead: "mount it for the command that needs it",
      paste: "{how}",
    },
    context: {
      what: "this copy takes {key} ({kind}) from the build context, and a later layer removes it: anyone who can pull the image can still read it",
      instead: "add it to {ignore}",
      paste: "{exclude} >> {into}",
      several: {
        what: "this copy takes {items} from the build context, and a later layer removes them: anyone who can pull the image can still read them",
        item: "{key} ({kind})",
        argument: "{line}",
        instead: "add them to {ignore}",
        paste: "printf '%s\\n' {arguments} >> {into}",
      },
    },
    written: {
      what: "this layer contains {key} ({kind}), and a later one removes it: anyone who can pull the image can still read it",
      instead: "mount it for the command that needs it",
      paste: "{how}",
    },
  },
  examples: removalExamples,

  check(world) {
    const copied = world.all("copy").flatMap((copy) => copiedSecrets(copy, world));
    const written = world.all("command").filter((command) => command.when === "build");
    return [
      ...copied.flatMap((secret) => copiedReport(secret, world) ?? []),
      ...written.flatMap((command) => writtenReport(command, world) ?? []),
    ];
  },
});

function copiedReport(secret: CopiedSecret, world: World): Report<Key> | undefined {
  const { copy, word, path, kind, file, by } = secret;
  // Who removes a file that he copied by name takes it for a secret, whatever it holds today.
  const weight = weightOf(secret) ?? (by !== "context" && kind.sure !== "by-content" ? "medium" : undefined);
  if (!weight || !world.ships(copy.subject)) return undefined;
  const removed = removedLater(copy, secret.targets, world);
  if (!removed) return undefined;
  const words = wordsOf(secret, world);
  return {
    at: copy,
    span: word.span,
    key: by === "context" ? path : showPath(word.value),
    say: by === "context" ? "context" : "copied",
    words,
    ...(by === "context" && { remedy: ignored({ key: path, words }) }),
    severity: weight,
    example: isExampleFile(copy.place.file),
    because: `the name is that of ${kind.what}, and a later command removes it`,
    related: [{ fact: removed, note: "removed here" }, ...(file ? [{ fact: file, note: "the file" }] : [])],
  };
}

function writtenReport(command: Command, world: JudgedWorld): Report<Key> | undefined {
  const target = world.ships(command.subject) ? restingPlace(command) : undefined;
  const path = target && writtenPath(target.value);
  const kind = path && secretFile(path.text);
  if (!kind || kind.sure === "by-content" || !carriesSecret(command, world.judge)) return undefined;
  const removed = removedLater(command, [inWorkdir(path.text, command, world)], world);
  if (!removed) return undefined;
  return {
    at: command,
    key: showPath(target.value),
    say: "written",
    words: { kind: kind.what, how: kind.how ?? "RUN --mount=type=secret,id=secret …" },
    example: isExampleFile(command.place.file),
    because: `the name is that of ${kind.what}, and a later command removes it`,
    related: [{ fact: removed, note: "removed here" }],
  };
}

/** Whether what is written comes from a variable, a file or a text that looks like a secret. */
function carriesSecret({ words, input, place }: Command, { suspect }: Detector): boolean {
  const values = [...words.map(({ value }) => value), ...(input?.from === "here" ? [input.value] : [])];
  return values.some((value) => {
    if (!references(value).next().done) return true;
    const { is } = suspect(undefined, value, { file: place.file, sink: "image-file" });
    return is === "secret" || is === "weak";
  });
}
