import { isExampleFile } from "../detection/example-files.ts";
import { reaches } from "../detection/path-pattern.ts";
import { contextPath, writtenPath } from "../detection/paths.ts";
import { secretFile } from "../detection/secret-files.ts";
import type { FileAt } from "../facts/index.ts";
import type { World } from "../facts/world.ts";
import { composeExample, secretFiles } from "./conventions/examples.ts";
import { isOpenFile } from "./conventions/open-files.ts";
import { otherPlaces, placesOfFile } from "./conventions/same-file.ts";
import { factRule, type Report } from "./rule.ts";

const granted = (text: string) =>
  composeExample("example/db:1", ["secrets: [pg]"], secretFiles("pg"), { "secrets/pg": text });

/** The file of a secret can be read by more than its owner. */
export const secretFileExposed = factRule({
  id: "secret-file-exposed",
  over: "file",
  title: "The file of a secret is exposed",
  why: "A secret from a file is only as safe as the file. In git, everyone who clones the repository has it for ever. On the host, file permissions decide which users can read it.",
  severity: "high",
  tags: ["CWE-538", "CWE-732"],
  messages: {
    tracked: {
      what: "git tracks {key}, the file of a secret: anyone who clones the repository can read it",
      instead: "change the secret; keep the file out of git",
      paste: "{untrack}",
    },
    beside: {
      what: "git tracks {key}, which is declared as a secret; its name suggests a user, a host or settings",
      instead: "keep it out of git if it contains a secret",
      paste: "{untrack}",
    },
    placeholder: {
      what: "git tracks {key}, the file of a secret: it contains a placeholder, and git would commit the secret that replaces it",
      instead: "track the placeholder under another name; keep the file itself out of git",
      paste: "cp {key} {key}.example && git add {key}.example && {untrack}",
    },
    context: {
      what: "a copy from the build context takes {key}, the file of a secret, into the image",
      instead: "add it to .dockerignore",
      paste: "echo /{path} >> {ignore}",
    },
    readable: {
      what: "every user of this host can read {key}, the file of a secret (mode {mode})",
      instead:
        "make it readable only by its owner, which must be the container's user: Compose mounts the file as it is",
      paste: "chmod 0400 {key}",
    },
  },
  examples: [
    {
      bad: { ...granted("lantern-808-canary"), tracked: ["secrets/pg"] },
      good: granted("lantern-808-canary"),
    },
    {
      bad: { ...granted("orchid-42-canary"), tracked: ["compose.yaml", "secrets/pg"] },
      good: { ...granted("orchid-42-canary"), tracked: ["compose.yaml"] },
    },
  ],

  check(file, world) {
    if (!file.subject.startsWith("project:") || file.size === 0 || isOpenFile(file.path)) return;
    const places = placesOfFile(file, world);
    if (places.length === 0) return;
    const related = otherPlaces(places);
    const at = { at: file, key: file.path, example: isExampleFile(file.path), related };
    if (file.tracked === true) return { ...at, ...tracked(file) };
    const copied = takenAlong(file, world);
    if (copied) return { ...at, say: "context", words: copied.words, related: [...copied.related, ...related] };
    const { mode = 0 } = file;
    if ((mode & 0o004) === 0) return;
    return { ...at, say: "readable", severity: "medium", words: { mode: `0${mode.toString(8)}` } };
  },
});

function tracked(file: FileAt): Pick<Report<"tracked" | "beside" | "placeholder">, "say" | "severity" | "words"> {
  const untrack = `git rm --cached ${file.path}${file.ignored ? "" : ` && echo /${file.path} >> .gitignore`}`;
  const words = { untrack };
  if (file.holds === "placeholder") return { say: "placeholder", severity: "low", words };
  return isHarmless(file.path) ? { say: "beside", severity: "low", words } : { say: "tracked", words };
}

/**
 * A user's name, a database's name, a host, a file that says it is made up: what goes with a secret, and is none by
 * itself.
 */
function isHarmless(path: string): boolean {
  const words = /[^/]*$/.exec(path.replace(/\.[a-z]+$/i, ""))?.[0] ?? "";
  if (/(?:^|[._-])(?:fake|dummy|example|sample)(?:$|[._-])|^ssh[._-]config$/i.test(words)) return true;
  if (/pass|pwd|pw(?:$|[._-])|secret|token|key(?![a-z])|private|credential/i.test(words)) return false;
  return /(?:^|[._-])(?:user|username|login|admin|email|mail|host|hostname|endpoint|port|name|database|db|client[._-]id)$/i.test(
    words,
  );
}

/** The copy that takes the file into an image. A file whose name tells what it is is told of there. */
function takenAlong(file: FileAt, world: World): Required<Pick<Report, "words" | "related">> | undefined {
  if (secretFile(file.path)) return undefined;
  const inContext = world
    .all("file")
    .find(({ subject, place }) => subject.startsWith("context:") && place.file === file.path);
  const context = inContext && world.subject(inContext.subject);
  if (!inContext || !context) return undefined;
  const copy = world
    .users(context.id, "build-context")
    .flatMap(({ id }) => world.about(id, "copy"))
    .find(({ sources }) => sources.some(({ value }) => takes(writtenPath(value)?.text, inContext.path)));
  if (!copy) return undefined;
  return {
    words: { path: inContext.path, ignore: context.place.file },
    related: [{ fact: copy, note: "copied into the image here" }],
  };
}

function takes(source: string | undefined, path: string): boolean {
  return source !== undefined && reaches(contextPath(source), path);
}
