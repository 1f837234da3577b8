import type { Binding, Value } from "../facts/fact.ts";
import type { World } from "../facts/world.ts";
import { isUsable, judged, nature, secretName, shownBinding, suspectBinding } from "./bindings.ts";
import { remedy, syntaxOf } from "./conventions/remedy.ts";
import { systemRemedy } from "./conventions/system-remedy.ts";
import { factRule } from "./rule.ts";

/** The fallback of a reference is a usable secret: whoever sets nothing runs with it. */
export const secretDefault = factRule({
  id: "secret-default",
  over: "binding",
  title: "A default value is a usable secret",
  why:
    "A default is what runs wherever nobody set the variable: on the machine that was deployed in a hurry. It is the same for " +
    "everyone who uses the file, and public where the file is.",
  severity: "high",
  tags: ["CWE-1392", "CWE-798"],
  messages: {
    fallback: {
      what: "{key} falls back to a secret written here{nature}; whoever does not set {variable} runs with it",
      instead: "make the variable required; better: {instead}",
      paste: "{required}\n{paste}",
    },
    input: {
      what: "{variable} has a default that is a secret written here{nature}; whoever gives it no value runs with it",
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
      bad: { files: { Dockerfile: "FROM alpine:3.20\nENV API_TOKEN=${API_TOKEN:-quartz-lantern-808-canary}\n" } },
      good: { files: { Dockerfile: "FROM alpine:3.20\nENV API_TOKEN_FILE=/run/secrets/api_token\n" } },
    },
  ],

  check(binding, world) {
    const suspicion = suspectBinding(binding);
    if (!isUsable(suspicion) || !suspicion.inFallback) return;
    const variable = variableOf(binding.value) ?? binding.name;
    const own = systemRemedy(variable, binding.subject, world);
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
    };
  },
});

/** What this image reads instead, where that is known. */
function better(binding: Binding, world: World): { instead: string; paste: string } {
  const known =
    binding.sink === "container-env" && remedy(binding.name, binding.subject, world, syntaxOf(binding.subject, world));
  return known || { instead: "grant a secret instead", paste: "" };
}

/** The first reference with a fallback that is not empty. */
function variableOf(value: Value): string | undefined {
  for (const part of value)
    if (part.is === "reference" && part.fallback && part.fallback.length > 0) return part.to.name;
  return undefined;
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
