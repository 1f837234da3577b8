import type { Suspicion } from "../detection/types.ts";
import type { Binding, Span, Value } from "../facts/index.ts";
import { masked, showReferred } from "../facts/shown.ts";
import type { World } from "../facts/world.ts";
import { isUsable, judged, nature, secretName, shownBinding } from "./bindings.ts";
import { fileVariant, languageOf } from "./conventions/file-variant.ts";
import { toSecret } from "./conventions/moves.ts";
import { remedy, syntaxOf } from "./conventions/remedy.ts";
import { systemRemedy } from "./conventions/system-remedy.ts";
import { downgradeEphemeral } from "./conventions/throw-away.ts";
import type { JudgedWorld } from "./judged-world.ts";
import type { Move } from "./move.ts";
import { factRule, type Report } from "./rule.ts";

type Key = "fallback" | "code" | "input";

/** The fallback of a reference is a usable secret: anyone who sets nothing runs with it. */
export const secretDefault = factRule({
  id: "secret-default",
  over: "binding",
  title: "A default value is a usable secret",
  why: "The default is used wherever nobody set the variable. It is the same for everyone who uses the file, and public where the file is public.",
  severity: "high",
  tags: ["CWE-1392", "CWE-798"],
  messages: {
    fallback: {
      what: "{key} has a hard-coded default{nature}: without {variable}, the service uses it",
      instead: "require the variable; or {instead}",
      paste: "{required}\n{paste}",
    },
    code: {
      what: "{variable} has a hard-coded default in this program{nature}: without {variable}, the program uses it",
      instead: "delete the default, and stop when there is no value; or read it from {file}",
      paste: "{paste}",
    },
    input: {
      what: "{variable} has a hard-coded default{nature}: it is used when no value is given",
      instead: "delete the default; {instead}",
      paste: "{paste}",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "compose.yaml":
            "services:\n  db:\n    image: example/db:1\n    environment:\n      DB_PASSWORD: ${DB_PASSWORD:-lantern-808-canary}\n",
        },
      },
      good: {
        files: {
          "compose.yaml":
            "services:\n  db:\n    image: example/db:1\n    environment:\n      DB_PASSWORD: ${DB_PASSWORD:?set DB_PASSWORD}\n",
        },
      },
    },
    {
      bad: {
        files: { "src/config.ts": 'export const password = process.env.DB_PASSWORD ?? "lantern-808-canary";\n' },
      },
      good: { files: { "src/config.ts": "export const password = process.env.DB_PASSWORD;\n" } },
    },
    {
      bad: { files: { Dockerfile: "FROM alpine:3.20\nENV API_TOKEN=${API_TOKEN:-quartz-lantern-808-canary}\n" } },
      good: { files: { Dockerfile: "FROM alpine:3.20\nENV API_TOKEN_FILE=/run/secrets/api_token\n" } },
    },
  ],

  check(binding, world) {
    const suspicion = world.judge.suspectBinding(binding);
    if (!isUsable(suspicion) || !suspicion.inFallback) return;
    const variable = variableOf(binding.value, suspicion.spans[0]) ?? binding.name;
    const own = systemRemedy(variable, binding.subject, world);
    if (binding.sink === "source") return inProgram(binding, variable, suspicion, world);
    const [span] = suspicion.spans;
    const inCompose =
      /^container-(?:env|label)$/.test(binding.sink) && syntaxOf(binding.subject, world) === "compose" && !own;
    return {
      at: binding,
      ...judged(suspicion),
      key: binding.name,
      say: own ? "input" : "fallback",
      words: {
        nature: nature(suspicion),
        variable,
        required: required(binding, variable),
        ...(own ?? better(binding, world)),
      },
      shown: shownBinding(binding.name, binding.value, /^(?:container|job)-/.test(binding.sink) ? ": " : "="),
      ...(inCompose && span && { remedy: requireVariable(binding, span, world) }),
    };
  },
});

/** The fallback of a variable that a program reads. */
function inProgram(binding: Binding, variable: string, suspicion: Suspicion, world: World) {
  const report: Report<Key> = {
    at: binding,
    ...judged(suspicion),
    key: binding.name,
    say: "code",
    words: {
      nature: nature(suspicion),
      variable,
      file: `the file that ${variable}_FILE names`,
      paste: fileVariant(variable, languageOf(binding)),
    },
    shown: `${variable} ?? ${masked(fallbackOf(binding.value))}`,
  };
  return downgradeEphemeral(report, binding.value, suspicion, world);
}

/** What is in for the last variable of a chain. */
function fallbackOf(value: Value): Value {
  const [part] = value;
  return part?.is === "reference" && part.fallback ? fallbackOf(part.fallback) : value;
}

/** What this image reads instead, where that is known. */
function better(binding: Binding, world: JudgedWorld): { instead: string; paste: string } {
  const known =
    binding.sink === "container-env" && remedy(binding.name, binding.subject, world, syntaxOf(binding.subject, world));
  return known || { instead: "grant a secret instead", paste: "" };
}

/** The reference whose fallback is at this place, or the first one with a fallback that is not empty. */
function variableOf(value: Value, place: Span | undefined): string | undefined {
  let first: string | undefined;
  for (const [at, part] of value.entries()) {
    if (part.is !== "reference" || !part.fallback || part.fallback.length === 0) continue;
    const name = showReferred(part, at > 0);
    if (!place || (part.span[0] <= place[0] && place[1] <= part.span[1])) return name;
    first ??= name;
  }
  return first;
}

function required(binding: Binding, variable: string): string {
  switch (binding.sink) {
    case "container-env":
    case "container-label":
      return `${binding.name}: \${${variable}:?set ${variable}}`;
    case "process-env":
      if (binding.subject.startsWith("script:")) return `\${${variable}:?set ${variable}}`;
      return `RUN --mount=type=secret,id=${secretName(variable)},env=${variable} …`;
    case "env-file":
      return `${binding.name}=\${${variable}:?set ${variable}}`;
    default:
      return `RUN --mount=type=secret,id=${secretName(variable)},env=${variable} …`;
  }
}

function requireVariable(binding: Binding, span: Span, world: JudgedWorld): Move {
  const better = toSecret(binding, world);
  return { move: "require-variable", binding, span, ...(better && { better }) };
}
