import { folderName } from "../detection/argument.ts";
import type { Command, Value } from "../facts/index.ts";
import { masked } from "../facts/shown.ts";
import { literals } from "../facts/value.ts";
import { says } from "../facts/words.ts";
import { fileOf, isUsable, judged } from "./bindings.ts";
import { factRule } from "./rule.ts";

type Key = "literal" | "login";

/** A literal that is piped into what stores a secret, or logs in with it. */
export const secretOnStdinLiteral = factRule<"command", Key>({
  id: "secret-on-stdin-literal",
  over: "command",
  title: "A secret is created from a literal in the script",
  why: "`docker secret create` reads standard input so that the value is stored nowhere else. A literal value is in the script, the shell's history and the repository. `echo` also adds a line break, which becomes part of the secret.",
  severity: "medium",
  tags: ["CWE-798"],
  messages: {
    literal: {
      what: "the content of secret {key} is hard-coded: anyone who can read this file can read it{lineBreak}",
      instead: "create it from a file that only its owner can read; or from a password store",
      paste: "{engine} secret create {key} ./secrets/{key}",
    },
    login: {
      what: "the password of `{key}` is hard-coded: anyone who can read this file can read it",
      instead: "read it from a file that only its owner can read",
      paste: "{engine} login --username … --password-stdin < ./secrets/registry_password",
    },
  },
  examples: [
    {
      bad: { files: { "deploy.sh": "echo lantern808canary | docker secret create db_pw -\n" } },
      good: { files: { "deploy.sh": "docker secret create db_pw ./secrets/db_pw\n" } },
    },
    {
      bad: {
        files: { "deploy.sh": "docker login -u ci --password-stdin registry.example.net <<< lantern808canary\n" },
      },
      good: {
        files: {
          "deploy.sh": "docker login -u ci --password-stdin registry.example.net < /run/secrets/registry_password\n",
        },
      },
    },
  ],

  check(command, world) {
    const target = targetOf(command);
    const fed = target && fedBy(command);
    const [found] = fed ? literals(fed.value) : [];
    if (!target || !fed || !found || found.inFallback) return;
    const suspicion = world.judge.suspect("PASSWORD", fed.value, { file: fileOf(command), sink: "command" });
    if (!isUsable(suspicion)) return;
    return {
      at: command,
      ...judged(suspicion),
      key: target.name,
      say: target.say,
      words: {
        engine: target.engine,
        lineBreak: fed.endsLine && target.say === "literal" ? "; the added line break becomes part of it" : "",
      },
      shown: masked(fed.value),
    };
  },
});

/** `docker secret create NAME -`, `docker login --password-stdin`. */
function targetOf({ words }: Command): { say: Key; name: string; engine: string } | undefined {
  const at = words.slice(0, 4).findIndex((word) => says(word, /^(?:docker|podman|nerdctl)$/));
  if (at < 0) return undefined;
  const engine = says(words[at], /^podman$/) ? "podman" : "docker";
  const rest = words.slice(at + 1);
  if (rest.some((word) => says(word, /^login$/)) && rest.some((word) => says(word, /^--password-stdin$/)))
    return { say: "login", name: `${engine} login`, engine };
  const secret = rest.findIndex((word) => says(word, /^secret$/));
  if (secret < 0 || !says(rest[secret + 1], /^create$/)) return undefined;
  const own = rest.slice(secret + 2).filter((word) => !says(word, /^--/));
  if (!says(own.at(-1), /^(?:-|\/dev\/stdin)$/)) return undefined;
  return { say: "literal", name: folderName(own.at(-2)?.value ?? []) ?? "secret", engine };
}

/** What is printed into it, and whether a line break ends it. */
function fedBy({ input }: Command): { value: Value; endsLine: boolean } | undefined {
  if (input?.from === "here") return { value: input.value, endsLine: true };
  if (input?.from !== "pipe" || !says(input.words[0], /^(?:echo|printf)$/)) return undefined;
  const words = input.words.slice(1);
  const own = words.filter((word) => !says(word, /^-[neE]+$|^%s(?:\\n)?$/));
  const [only] = own;
  if (!only) return undefined;
  const silent = words.some((word) => says(word, /^-[eE]*n[eE]*$/));
  const endsLine = says(input.words[0], /^echo$/)
    ? !silent
    : only.value.some((part) => part.is === "literal" && part.text.matches(/\\n$/));
  return { value: only.value, endsLine };
}
