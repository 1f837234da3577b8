import { argumentName } from "../../detection/argument.ts";
import type { Value, Word } from "../../facts/index.ts";
import { head, without } from "../../facts/words.ts";
import { nameAmong, type Program } from "./program.ts";

/** An argument that says by its own name that a secret follows, whatever the program: `--db-password x`, `-Dtoken=x`, `make API_KEY=x`. */
export interface NamedArgument {
  option: string;
  name: string;
  value: Value;
}

const secretName =
  /(?:pass(?:w(?:or)?d|phrase)?|pwd|secret|tokens?|(?:api|access|secret|private|auth|account|master|encryption|signing)[._-]?key|credentials?|requirepass|masterauth)$/i;

/** Switches about a secret, that take none: `--no-password`, `--disabled-password`. */
const aboutSecret =
  /^(?:no|disabled?|enabled?|without|with|skip|use|allow|require|ask|prompt|generate|random|show|hide|print|reset|force|check|get|list|delete|create|rotate)[-_.]/i;

/** Programs that take words like `NAME=VALUE` for something else: text to search or print, packages, container variables that are judged elsewhere. */
const othersMeaning: ReadonlySet<string> = new Set([
  ...["echo", "printf", "grep", "egrep", "fgrep", "rg", "sed", "awk", "perl", "test", "[", "find", "tr", "cut"],
  ...["apk", "apt", "apt-get", "yum", "dnf", "pip", "conda", "npm", "yarn", "gem", "brew"],
  ...["export", "declare", "typeset", "local", "readonly", "env", "alias", "set", "unset"],
]);

/** Programs whose `--secret` names a secret, and whose `-e` and `--build-arg` are judged elsewhere. */
const engines: ReadonlySet<string> = new Set([
  ...[
    "docker",
    "podman",
    "nerdctl",
    "buildah",
    "buildctl",
    "docker-compose",
    "docker-buildx",
    "gcloud",
    "kubectl",
    "oc",
  ],
]);

/** Clients of clusters: what their `-e` sets is judged nowhere else. */
const clusters: ReadonlySet<string> = new Set(["kubectl", "oc"]);

/** Options whose value is an assignment of its own: `--set auth.password=x`. */
const assigning = /^(?:--set(?:-string|-json)?|--from-literal|-var|--extra-vars|--var|-e)$/;

/** Every argument of that kind. */
export function* namedArguments(words: readonly Word[], { word, args }: Program): Generator<NamedArgument> {
  if (nameAmong(word, othersMeaning)) return;
  const engine = nameAmong(words[0], engines) !== undefined;
  const cluster = nameAmong(words[0], clusters) !== undefined;
  const ownMeaning = cluster ? /^--set|literal|^(?:-e|--env)$/ : /^--set|literal/;
  for (const [index, arg] of args.entries()) {
    const text = head(arg);
    const found = text && argumentName(text);
    if (!found) continue;
    const option = found.written;
    const before = head(args[index - 1]);
    if (found.valueAt === undefined) {
      const next = args[index + 1];
      if (next && !head(next)?.matches(/^-|^(?:file|env|fd|stdin):/) && asks(found.name, engine))
        yield { option, name: found.name, value: next.value };
      continue;
    }
    const value = without(arg.value, found.valueAt);
    if (/^-/.test(option)) {
      const inner = assigning.test(option) || (cluster && option === "--env") ? assignment(value) : undefined;
      if (inner && asks(inner.name, false)) yield inner;
      else if (asks(found.name, engine)) yield { option, name: found.name, value };
      continue;
    }
    const assigned = before?.matches(assigning) ?? false;
    if (engine && !(assigned && before?.matches(ownMeaning))) continue;
    if ((assigned || /^[A-Z][A-Z\d_]*$/.test(option)) && asks(found.name, false))
      yield { option, name: found.name, value };
  }
}

/** `k=v` behind `--from-literal=`. */
function assignment(value: Value): NamedArgument | undefined {
  const [first] = value;
  const found = first?.is === "literal" ? argumentName(first.text) : undefined;
  if (found?.valueAt === undefined) return undefined;
  return { option: found.written, name: found.name, value: without(value, found.valueAt) };
}

function asks(name: string, engine: boolean): boolean {
  if (engine && /secret/i.test(name)) return false;
  return secretName.test(name) && !aboutSecret.test(name);
}
