import { isExampleFile } from "../detection/example-files.ts";
import type { Grant } from "../facts/index.ts";
import { showId } from "../facts/shown.ts";
import type { World } from "../facts/world.ts";
import { secretName } from "./bindings.ts";
import { type Escape, escapes } from "./commands/escapes.ts";
import { factRule, type Report } from "./rule.ts";

type Key = Escape["how"] | "mode";

/** A build secret whose content leaves the one command it was mounted for. */
export const buildSecretEscapes = factRule<"grant", Key>({
  id: "build-secret-escapes",
  over: "grant",
  title: "A build secret ends up in the image or in the log",
  why: "`RUN --mount=type=secret` keeps a secret out of the image unless a command copies it. A copy, a redirection or a program that stores its credentials writes it into the layer. Anyone who can pull the image can read it there. Printed secrets stay in the build log.",
  severity: "high",
  tags: ["CWE-538", "CWE-532"],
  messages: {
    copied: {
      what: "`{program}` copies build secret {key} to {path}, and the layer keeps it: {audience}",
      instead: "mount it where it is needed",
      paste: "RUN --mount=type=secret,id={key},target={path} …",
    },
    written: {
      what: "this RUN writes build secret {key} to {path}, and the layer keeps it: {audience}",
      instead: "mount the finished file there; or remove it in the same RUN",
      paste: "RUN --mount=type=secret,id={key},target={path} …",
    },
    stored: {
      what: "`{program}` stores build secret {key} in {path}, and the layer keeps it: {audience}",
      instead: "mount the file that `{program}` reads; or remove it in the same RUN",
      paste: "{paste}",
    },
    printed: {
      what: "this RUN prints build secret {key}: anyone who can read the build log can read it",
      instead: "pass the file to the program without printing it",
    },
    environment: {
      what: "this RUN prints all variables, and {variable} contains build secret {key}: anyone who can read the build log can read it",
      instead: "remove the command that prints them; or mount the secret as a file",
      paste: "RUN --mount=type=secret,id={key} …",
    },
    traced: {
      what: "`set -x` prints this command with the value of build secret {key}: anyone who can read the build log can read it",
      instead: "write `set +x` before it; or pass the file to the program",
    },
    mode: {
      what: "build secret {key} is mounted with mode={mode}: every user in this RUN can read it",
      instead: "remove `mode`; or set the uid that needs it",
      paste: "--mount=type=secret,id={key},uid={uid},mode=0400",
    },
  },
  examples: [
    {
      bad: {
        files: {
          Dockerfile: "FROM node:22\nRUN --mount=type=secret,id=npmrc cp /run/secrets/npmrc /root/.npmrc && npm ci\n",
        },
      },
      good: {
        files: { Dockerfile: "FROM node:22\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n" },
      },
    },
    {
      bad: {
        files: {
          Dockerfile: "FROM alpine:3.20\nRUN --mount=type=secret,id=tok,env=TOK printf '%s' \"$TOK\" > /app/token\n",
        },
      },
      good: {
        files: { Dockerfile: "FROM alpine:3.20\nRUN --mount=type=secret,id=tok,env=TOK gh release download v1\n" },
      },
    },
  ],

  check(grant, world) {
    if (grant.during !== "build") return [];
    const ships = world.ships(grant.subject);
    const reports = escapes(grant, world).map((way) => told(way, grant, ships));
    const open = openMode(grant, world);
    return open ? [...reports, open] : reports;
  },
});

const intoLayer: ReadonlySet<string> = new Set<Escape["how"]>(["copied", "written", "stored"]);

function told(way: Escape, grant: Grant, ships: boolean): Report<Key> {
  const { how, at, path = "a file", program = "a command" } = way;
  const target = path.replace(/^~/, "/root");
  return {
    at,
    key: grant.secret,
    say: how,
    words: {
      path,
      program,
      variable: grant.env ?? "one of them",
      paste: way.paste ?? `RUN --mount=type=secret,id=${secretName(path)},target=${target} …`,
      audience: ships ? "anyone who can pull the image can read it" : "the build cache contains it",
    },
    related: [{ fact: grant, note: "mounted here" }],
    example: isExampleFile(at.place.file),
    // Nobody pulls a stage that is left after.
    ...(intoLayer.has(how) && !ships && { severity: "medium" as const }),
  };
}

/** Readable for all is one way to let a user read it who is not root, so that it weighs less where there is one. */
function openMode(grant: Grant, world: World): Report<Key> | undefined {
  const { mode } = grant;
  if (!mode || (mode.bits & 0o004) === 0) return undefined;
  const user = world.about(grant.subject, "setting").some(({ key, order }) => key === "user" && order < grant.order);
  return {
    at: grant,
    key: grant.secret,
    say: "mode",
    words: { mode: mode.written, uid: (grant.uid && showId(grant.uid)) ?? (user ? "1000" : "0") },
    severity: user ? "low" : "medium",
  };
}
