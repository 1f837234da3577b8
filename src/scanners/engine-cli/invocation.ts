import type { Word } from "../../facts/index.ts";
import { head, plain, says } from "../../facts/words.ts";

/** What an engine's command line is asked to do. */
export interface Invocation {
  engine: "docker" | "podman" | "nerdctl" | "compose";
  /** `run`, `build`, `service create`; the words that only group others (`container`, `image`, `buildx`) left out. */
  verb: Verb;
  /** What is after the verb. */
  args: readonly Word[];
}

/** The sub-commands that bind, grant or store something. */
type Verb = "run" | "exec" | "build" | "service create" | "service update" | "config create" | "unknown";

const engines = /^(?:.*\/)?(docker|podman|nerdctl|buildah|docker-compose|podman-compose|docker-buildx)(?:\.exe)?$/;
const starters =
  /^(?:.*\/)?(?:sudo|doas|env|exec|command|builtin|nohup|time|timeout|nice|ionice|setsid|stdbuf|chronic|retry|winpty|xargs|dotenv|aws-vault|chamber|op)$/;
/** Builds without an engine, and knows no verbs. */
const kaniko = /^(?:\S*\/)?kaniko\/executor$/;
/** A script or a Makefile that lets the user choose: `$DOCKER run`, `$(CONTAINER_TOOL) build`. */
const chosen =
  /^(?:DOCKER|PODMAN|CONTAINER_?(?:TOOL|ENGINE|CMD|RUNTIME|CLI)|(?:DOCKER|ENGINE)_?(?:CMD|BIN|EXE|COMMAND|CLI))$/i;
const chosenCompose = /^(?:DOCKER_?)?COMPOSE(?:_?(?:CMD|BIN|COMMAND))?$/i;

/** Options before the verb that take the next word. */
const globalValues =
  /^(?:-[cHlfp]|--(?:context|host|config|log-level|tls(?:cacert|cert|key)|file|project-name|project-directory|profile|env-file|parallel|ansi|progress|namespace|address|url|connection|identity|root|runroot|storage-driver|storage-opt|builder))$/;

/** The engine's command line among these words, where there is one. */
export function invocationOf(words: readonly Word[]): Invocation | undefined {
  if (says(words[0], kaniko)) return { engine: "docker", verb: "build", args: words.slice(1) };
  const at = engineIndex(words);
  if (at === undefined) return undefined;
  const name = engineName(words[at]);
  if (name === undefined) return undefined;
  let rest = behindOptions(words.slice(at + 1));
  if (name.startsWith("docker") && says(rest[0], /^compose$/)) {
    rest = behindOptions(rest.slice(1));
    return { engine: "compose", ...verbOf(rest) };
  }
  const engine = /compose/.test(name) ? "compose" : name === "podman" || name === "buildah" ? "podman" : "docker";
  return { engine: name === "nerdctl" ? "nerdctl" : engine, ...verbOf(rest) };
}

function engineIndex(words: readonly Word[]): number | undefined {
  for (const [index, word] of words.slice(0, 12).entries()) {
    if (engineName(word)) return index;
    const passes =
      says(word, starters) ||
      (index > 0 &&
        (head(word)?.matches(/^(?:-|[A-Za-z_]\w*=|\d+[smh]?$)/) || head(words[index - 1])?.matches(/^-[ug]$/)));
    if (!passes) return undefined;
  }
  return undefined;
}

function engineName(word: Word | undefined): string | undefined {
  const [part, more] = word?.value ?? [];
  if (!part || more) return undefined;
  if (part.is === "reference" && part.to.store === "env") {
    if (chosen.test(part.to.name)) return "docker";
    return chosenCompose.test(part.to.name) ? "docker-compose" : undefined;
  }
  return part.is === "literal" ? part.text.open((text) => engines.exec(text)?.[1]) : undefined;
}

function behindOptions(words: readonly Word[]): readonly Word[] {
  let index = 0;
  for (; index < words.length && head(words[index])?.matches(/^-/); index++) {
    if (plain(words[index])?.matches(globalValues)) index++;
  }
  return words.slice(index);
}

const groups = /^(?:container|image|buildx|builder|pod)$/;

function verbOf(words: readonly Word[]): Pick<Invocation, "verb" | "args"> {
  const rest = says(words[0], groups) ? behindOptions(words.slice(1)) : words;
  const [first, second] = rest;
  const args = rest.slice(1);
  if (says(first, /^(?:run|create)$/)) return { verb: "run", args };
  if (says(first, /^exec$/)) return { verb: "exec", args };
  if (says(first, /^(?:build|bud|bake)$/)) return { verb: "build", args };
  if (says(first, /^service$/) && says(second, /^create$/)) return { verb: "service create", args: rest.slice(2) };
  if (says(first, /^service$/) && says(second, /^update$/)) return { verb: "service update", args: rest.slice(2) };
  if (says(first, /^config$/) && says(second, /^create$/)) return { verb: "config create", args: rest.slice(2) };
  return { verb: "unknown", args };
}
