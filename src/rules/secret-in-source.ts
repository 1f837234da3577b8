import type { Detector } from "../detection/detector.ts";
import { isExampleFile } from "../detection/example-files.ts";
import type { Binding } from "../facts/index.ts";
import { fileOf, isUsable, judged, nature, secretName, shownBinding } from "./bindings.ts";
import { downgradeEphemeral } from "./conventions/throw-away.ts";
import { factRule } from "./rule.ts";

/** A secret in a program's own text: what it sets in its environment, what it hands to an engine as credentials. */
export const secretInSource = factRule({
  id: "secret-in-source",
  over: "binding",
  title: "A program contains a secret",
  why: "The text of a program is in its repository, in every image that copies it and in every bundle made from it. Anyone who can read one of these has the secret, and changing it needs a new release.",
  severity: "medium",
  tags: ["CWE-798", "CWE-540"],
  messages: {
    text: {
      what: "{key} is hard-coded{nature}: anyone who can read this file or the image can read it",
      instead: "grant {secret} and read it from /run/secrets/{secret}",
    },
    connection: {
      what: "{key} of a connection is hard-coded{nature}: anyone who can read this file or the image can read it",
      instead: "grant a secret and read it from its file below /run/secrets",
    },
    environment: {
      what: "the program sets {key} to a hard-coded secret{nature}: anyone who can read this file or the image can read it",
      instead: "grant {secret} to the container and read it from /run/secrets/{secret}",
    },
    registry: {
      what: "{key} of a registry is hard-coded{nature}: anyone who can read this file or the image can read it",
      instead: "grant {secret} and read it from /run/secrets/{secret}",
    },
  },
  examples: [
    {
      bad: { files: { "src/start.ts": 'process.env.SESSION_SECRET = "quartz-lantern-808-canary";\n' } },
      good: {
        files: {
          "src/start.ts":
            'import { readFileSync } from "node:fs";\nprocess.env.SESSION_SECRET = readFileSync("/run/secrets/session_secret", "utf8");\n',
        },
      },
    },
    {
      bad: {
        files: {
          "src/pull.ts":
            'import Docker from "dockerode";\nnew Docker().pull("r.example.net/a", { authconfig: { username: "ci", password: "quartz-lantern-808-canary" } });\n',
        },
      },
      good: {
        files: {
          "src/pull.ts":
            'import Docker from "dockerode";\nimport { readFileSync } from "node:fs";\nconst password = readFileSync("/run/secrets/registry", "utf8");\nnew Docker().pull("r.example.net/a", { authconfig: { username: "ci", password } });\n',
        },
      },
    },
  ],

  check(binding, world) {
    if (binding.sink !== "source") return;
    const suspicion = world.judge.suspectBinding(binding);
    if (!isUsable(suspicion) || suspicion.inFallback || suspicion.by === "url") return;
    // A text that is anywhere accuses itself only.
    if (binding.under === "text" && suspicion.by !== "token" && suspicion.by !== "private-key") return;
    if (suspicion.by === "name" && !isMeant(binding, world.judge)) return;
    // What signs the sessions of a test opens nothing, and has expired.
    if (suspicion.shape === "JSON Web Token" && isExampleFile(fileOf(binding))) return;
    const report = {
      at: binding,
      ...judged(suspicion),
      key: binding.name,
      say: kindOf(binding),
      words: { nature: nature(suspicion), secret: secretName(binding.name) },
      shown: shownBinding(binding.name, binding.value),
    };
    return downgradeEphemeral(report, binding.value, suspicion, world);
  },
});

/** A variable, the key of an object, or one of an object that names a server. */
function kindOf({ name, under }: Binding): "connection" | "environment" | "registry" | "text" {
  if (under === "connection" || under === "local") return "connection";
  if (under !== undefined) return "text";
  return /^(?:password|auth|identitytoken|registrytoken)$/i.test(name) ? "registry" : "environment";
}

/** Whether the text is what its name says: others are labels, messages and fields of forms. */
function isMeant(binding: Binding, { isSecretText }: Detector): boolean {
  const { under, name, value } = binding;
  if (under !== "named" && under !== "account") return true;
  return isSecretText({ name, value, file: fileOf(binding), account: under === "account" });
}
