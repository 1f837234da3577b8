import type { Detector } from "../detection/detector.ts";
import { isExampleFile } from "../detection/example-files.ts";
import type { Read } from "../facts/index.ts";
import { references } from "../facts/value.ts";
import type { World } from "../facts/world.ts";
import { fileOf, isUsable, secretName } from "./bindings.ts";
import { fileVariant, languageOf } from "./conventions/file-variant.ts";
import type { JudgedWorld } from "./judged-world.ts";
import { type Report, worldRule } from "./rule.ts";

/** A program takes a secret from its environment and from nowhere else, so that nobody can grant it as a file. */
export const missingFileVariant = worldRule<"variant">({
  id: "missing-file-variant",
  over: "world",
  title: "A program reads a secret only from its environment",
  why: "Anyone who runs the image must put the secret into the environment. There `docker inspect` shows it, every child process inherits it, and crash reports copy it. A program that also reads `*_FILE` can get the secret from /run/secrets.",
  severity: "info",
  tags: ["CWE-526"],
  messages: {
    variant: {
      what: "the program reads {key}{more} only from its environment: a container cannot be granted it as a file",
      instead: "read {key}_FILE too, so that /run/secrets/{secret} can contain it",
      paste: "{paste}",
    },
  },
  examples: [
    {
      bad: {
        files: {
          Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "src/main.ts"]\n',
          "src/main.ts": "export const password = process.env.DB_PASSWORD;\n",
        },
      },
      good: {
        files: {
          Dockerfile: 'FROM node:22\nCOPY . .\nCMD ["node", "src/main.ts"]\n',
          "src/main.ts":
            'import { readFileSync } from "node:fs";\nconst file = process.env.DB_PASSWORD_FILE;\nexport const password = file ? readFileSync(file, "utf8").trim() : process.env.DB_PASSWORD;\n',
        },
      },
    },
    {
      bad: {
        files: {
          "compose.yaml": "services: {api: {image: example/api:1}}\n",
          "api/config.js": "const { SESSION_SECRET } = process.env;\n",
        },
      },
      good: {
        files: {
          "compose.yaml": "services: {api: {image: example/api:1}}\n",
          "api/config.js": 'const secret = require("fs").readFileSync("/run/secrets/session_secret", "utf8");\n',
        },
      },
    },
  ],

  check(world) {
    if (!runsInContainers(world)) return;
    const reads = world.all("read").filter(isDeployed);
    // A program with a function for it, wherever that is, has found its way.
    if (reads.some(({ from, name }) => name === undefined && (from === "file" || from === "secret"))) return;
    const told = new Set(reads.flatMap(({ from, name }) => (from === "env" ? [] : [secretName(name ?? "")])));
    const named = new Set(reads.map(({ name }) => name));
    // A bundle for browsers has no files to read.
    const shared = new Set(reads.filter(isForBrowsers).map(fileOf));
    const found = new Map<string, { read: Read; key: string; more: number }>();
    for (const read of reads.toSorted(byPlace)) {
      const { name } = read;
      if (name === undefined || read.from !== "env" || !isSecret(name, world.judge) || told.has(secretName(name)))
        continue;
      told.add(secretName(name));
      if (named.has(`${name}_FILE`) || isFilled(name, world) || isToldOtherwise(name, world)) continue;
      if (shared.has(fileOf(read))) continue;
      const first = found.get(fileOf(read));
      if (first) first.more++;
      else found.set(fileOf(read), { read, key: name, more: 0 });
    }
    return [...found.values()].map(reportOf);
  },
});

/** Of many in one file the first one shows how. */
function reportOf({ read, key, more }: { read: Read; key: string; more: number }): Report<"variant"> {
  const others = more === 0 ? "" : ` and ${more} other secret${more === 1 ? "" : "s"}`;
  const words = { more: others, secret: secretName(key), paste: fileVariant(key, languageOf(read)) };
  return { at: read, key, say: "variant", words };
}

function isForBrowsers({ from, name = "" }: Read): boolean {
  return from === "build-arg" || /^(?:NEXT_PUBLIC|NUXT_PUBLIC|VITE|REACT_APP|PUBLIC|EXPO_PUBLIC|GATSBY)_/.test(name);
}

function runsInContainers(world: World): boolean {
  for (const { id, place } of world.subjects()) {
    if (place.in === "text" && /^(?:stage|service):/.test(id)) return true;
  }
  return false;
}

/** Not a test, nor what runs where the program is built. */
function isDeployed(read: Read): boolean {
  const file = fileOf(read);
  return !isExampleFile(file) && !/(?:^|\/)(?:scripts?|tools?|\.github|\.storybook)\/|\.config\.[cm]?[jt]s$/.test(file);
}

const ofBuild =
  /^(?:CI|GH|GITHUB|GITLAB|NPM|NODE_AUTH|ACTIONS|CODECOV|SONAR|TURBO|NX|RENOVATE|VERCEL|NETLIFY|SNYK|CHROMATIC|SENTRY_AUTH|CYPRESS|TEST)_|_TEST_/;
/** A switch, a path, or something that says how, for all its last word. */
const noValue = /(?:^|_)(?:DISABLE|ENABLE|ALLOW|USE|SHOW|REQUIRE|SKIP)_|_ID_TOKEN$|APPLICATION_CREDENTIALS$/;

function isSecret(name: string, { suspectName }: Detector): boolean {
  if (ofBuild.test(name) || noValue.test(name)) return false;
  const judgement = suspectName(name);
  return judgement.is === "secret" && judgement.confidence !== "low";
}

/** A start script fills the variable from a file. */
function isFilled(name: string, world: World): boolean {
  return world
    .all("binding")
    .some((binding) => binding.name === name && [...references(binding.value)].some(({ to }) => to.store === "file"));
}

/** A fallback that is a secret is told with the same lines. */
function isToldOtherwise(name: string, world: JudgedWorld): boolean {
  return world.all("binding").some((binding) => {
    if (binding.sink !== "source" || binding.name !== name) return false;
    const suspicion = world.judge.suspectBinding(binding);
    return isUsable(suspicion) && suspicion.inFallback && !suspicion.example;
  });
}

function byPlace(a: Read, b: Read): number {
  const [one, other] = [fileOf(a), fileOf(b)];
  return one < other ? -1 : one > other ? 1 : a.order - b.order;
}
