import { secretPathIn } from "../detection/run-secrets.ts";
import type { FileAt, SubjectId } from "../facts/index.ts";
import { fileFormOf, variableOf } from "../images/index.ts";
import { grantsAround } from "./conventions/definitions.ts";
import { composeExample, secretFiles } from "./conventions/examples.ts";
import { imageOf } from "./conventions/image.ts";
import { otherPlaces, placesOfFile } from "./conventions/same-file.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { factRule, type Report } from "./rule.ts";

/** Swarm's own limit. */
const mostBytes = 500 * 1024;

/** The file of a secret holds bytes that do not belong to it, too many, or none. */
export const secretFileMalformed = factRule<"file", SpoiltFile["say"] | "newline" | "mounted" | "kept">({
  id: "secret-file-malformed",
  over: "file",
  title: "The file of a secret has the wrong content",
  why: "A secret is used byte for byte. A line break that an editor added, a byte order mark or an empty file changes the password. The login then fails, or succeeds with an empty password.",
  severity: "medium",
  tags: ["CWE-1286"],
  messages: {
    empty: {
      what: "{key}, the file of a secret, is empty",
      instead: "write the secret into it",
      paste: "printf %s '…' > {key}",
    },
    large: {
      what: "{key}, the file of a secret, is larger than 500 KiB: a swarm refuses it",
      instead: "keep only the key in the secret, and the data that it opens elsewhere",
    },
    mark: {
      what: "{key}, the file of a secret, {begins}, which becomes part of the secret",
      instead: "save it as UTF-8 without a byte order mark",
      paste: "{convert}",
    },
    crlf: {
      what: "{key}, the file of a secret, ends with a Windows line break: the carriage return becomes part of the secret",
      instead: "write it without a line break",
      paste: "printf %s \"$(tr -d '\\r' < {key})\" > {key}.new && mv {key}.new {key}",
    },
    mounted: {
      what: "{key} {how}",
      instead: "write the secret again without it: a swarm and podman need a new version of it, Compose takes the file",
    },
    kept: {
      what: "{key} ends with a line break, and the {image} image makes it part of {variable}",
      instead: "write the secret again with `printf %s`: `echo` adds the line break",
    },
    newline: {
      what: "{key} ends with a line break, which the {image} image makes part of {variable}",
      instead: "write it without a line break",
      paste: 'printf %s "$(cat {key})" > {key}.new && mv {key}.new {key}',
    },
  },
  examples: [
    {
      bad: composeExample("example/db:1", ["secrets: [pg]"], secretFiles("pg"), { "secrets/pg": "" }),
      good: composeExample("example/db:1", ["secrets: [pg]"], secretFiles("pg"), {
        "secrets/pg": "lantern-808-canary",
      }),
    },
    {
      bad: composeExample("example/db:1", ["secrets: [pg]"], secretFiles("pg"), {
        "secrets/pg": "lantern-808-canary\r\n",
      }),
      good: composeExample("example/db:1", ["secrets: [pg]"], secretFiles("pg"), {
        "secrets/pg": "lantern-808-canary\n",
      }),
    },
  ],

  check(file, world) {
    if (file.subject.startsWith("container:")) return mounted(file, world);
    if (!file.subject.startsWith("project:") || file.size === undefined) return;
    const spoilt = spoiltFile(file);
    if (spoilt) {
      const places = placesOfFile(file, world);
      return places.length > 0 ? { ...spoilt, at: file, key: file.path, related: otherPlaces(places) } : undefined;
    }
    const keeper = file.ends && whoKeepsIt(file, world);
    return keeper ? { at: file, key: file.path, say: "newline", words: keeper } : undefined;
  },
});

/** A secret as a container has it. Without a look into it, no more than its size is known. */
function mounted(file: FileAt, world: JudgedWorld): Report<"mounted" | "kept"> | undefined {
  if (file.held?.at !== file.path) return undefined;
  const spoilt = spoiltFile(file);
  const how = spoilt && spoilt.say !== "large" ? inContainer(spoilt.say, file.begins) : undefined;
  if (how) return { at: file, key: file.path, say: "mounted", words: { how } };
  const keeper = file.ends && keeperIn(file.subject, file.path, world);
  return keeper && { at: file, key: file.path, say: "kept", words: keeper };
}

function inContainer(say: "empty" | "mark" | "crlf", begins: FileAt["begins"]): string {
  if (say === "empty") return "is an empty secret";
  if (say === "crlf") return "ends with a line break of Windows: the carriage return is part of the secret";
  return begins === "utf-16"
    ? "is written in UTF-16: a program reads a zero beside each letter"
    : "begins with a byte order mark, which is part of the secret";
}

/** What is wrong with the file itself, anyone who reads it. */
function spoiltFile({ path, size = 1, begins, ends }: FileAt): SpoiltFile | undefined {
  if (size === 0) return { say: "empty" };
  if (size > mostBytes) return { say: "large" };
  if (begins) return { say: "mark", words: marks(begins, path) };
  return ends === "crlf" ? { say: "crlf" } : undefined;
}

interface SpoiltFile {
  say: "empty" | "large" | "mark" | "crlf";
  words?: Record<string, string>;
}

function marks(begins: NonNullable<FileAt["begins"]>, path: string): Record<string, string> {
  return begins === "utf-16"
    ? {
        begins: "is written in UTF-16: a mark at its beginning and a zero beside each letter",
        convert: `iconv -f UTF-16 -t UTF-8 ${path} | tr -d '\\r\\n' > ${path}.new && mv ${path}.new ${path}`,
      }
    : { begins: "begins with a byte order mark", convert: `sed -i '1s/^\\xef\\xbb\\xbf//' ${path}` };
}

/** The image that makes a line break part of the secret, where that is known. */
function whoKeepsIt(file: FileAt, world: JudgedWorld): { image: string; variable: string } | undefined {
  const secret = world
    .about(file.subject, "secret")
    .find(({ place }) => place.in === "text" && file.place.in === "text" && place.span[0] === file.place.span[0]);
  for (const { subject, target } of secret ? grantsAround(secret.name, file.subject, world) : []) {
    if (target === undefined) continue;
    const keeper = keeperIn(subject, target, world);
    if (keeper) return keeper;
  }
  return undefined;
}

function keeperIn(
  service: SubjectId,
  target: string,
  world: JudgedWorld,
): { image: string; variable: string } | undefined {
  const knowledge = imageOf(service, world);
  if (knowledge?.applies !== "yes") return undefined;
  for (const binding of world.about(service, "binding")) {
    const form = secretPathIn(binding.value) === target ? fileFormOf(knowledge, binding.name) : undefined;
    const how = form?.is === "read" ? variableOf(knowledge, form.variable) : undefined;
    if (form?.is === "read" && how && "newline" in how && how.newline === "kept") {
      return { image: knowledge.family.image, variable: form.variable };
    }
  }
  return undefined;
}
