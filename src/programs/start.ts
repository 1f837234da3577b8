import type { Word } from "../facts/index.ts";
import type { Sealed } from "../facts/sealed.ts";
import { head, plain, says } from "../facts/words.ts";
import { does, entryOf, knownPrograms } from "./index.ts";

/** The program that a command really starts, after `sudo`, `exec`, `docker exec db` and the like. */
export interface Program {
  /** The program's own word; absent where the words begin with options for an entrypoint. */
  word?: Word;
  args: readonly Word[];
}

/** Options of `docker run` and `docker exec` that take no value. */
const engineSwitches =
  /^(?:-[ditPTq]+|--(?:rm|init|privileged|detach|interactive|tty|publish-all|read-only|quiet|no-deps|no-tty|build|stdin|use-aliases|service-ports|oom-kill-disable|sig-proxy))$/;

/** Strips wrappers until the program is first. */
export function programOf(words: readonly Word[]): Program {
  let rest = words;
  for (let round = 0; round < 8; round++) {
    const next = unwrapped(rest);
    if (!next) break;
    rest = next;
  }
  const [word, ...args] = rest;
  return word && !head(word)?.matches(/^-/) ? { word, args } : { args: rest };
}

/** The name of a program that is known, without folder and version. */
export function programName(word: Word | undefined): string | undefined {
  return nameAmong(word, knownPrograms());
}

/** The program's name without folder and version, if it is one of these. */
export function nameAmong<Known extends string>(word: Word | undefined, known: ReadonlySet<Known>): Known | undefined {
  const text = plain(word) ?? behindFolder(word);
  if (!text) return undefined;
  const folder = text.search(/^.*\//);
  const name = folder ? text.slice(folder[1]) : text;
  const suffix = name.search(/(?:\.exe|\.bat|\.cmd|[\d.]+)$/);
  return name.among(known) ?? (suffix ? name.slice(0, suffix[0]).among(known) : undefined);
}

/** `$ORACLE_HOME/bin/sqlplus`. */
function behindFolder(word: Word | undefined): Sealed | undefined {
  const [folder, rest, more] = word?.value ?? [];
  if (folder?.is !== "reference" || rest?.is !== "literal" || more) return undefined;
  return rest.text.matches(/^\//) ? rest.text : undefined;
}

function unwrapped(words: readonly Word[]): readonly Word[] | undefined {
  const [first, ...rest] = words;
  const name = programName(first);
  if (does(name, "starts-containers")) return behindEngine(rest);
  const wrapper = name === undefined ? undefined : entryOf(name).starts;
  if (!wrapper) return undefined;
  if (wrapper.bare) return rest.length > 0 ? rest : undefined;
  let index = 0;
  let own = wrapper.own ?? 0;
  for (; index < rest.length; index++) {
    const word = rest[index];
    if (says(word, /^--$/)) {
      index++;
      break;
    }
    if (says(word, /^-/)) {
      if (wrapper.taking && plain(word)?.matches(wrapper.taking)) index++;
    } else if (wrapper.assignments && head(word)?.matches(/^[A-Za-z_]\w*=/)) continue;
    else if (own > 0) own--;
    else break;
  }
  return index < rest.length ? rest.slice(index) : undefined;
}

/** `docker exec [options] db cmd`, `docker compose run db cmd`, `kubectl exec pod -- cmd`. */
function behindEngine(words: readonly Word[]): readonly Word[] | undefined {
  const verb = words.findIndex((word) => says(word, /^(?:exec|run)$/));
  if (
    verb < 0 ||
    words.slice(0, verb).some((word) => says(word, /^(?:build|buildx|login|secret|service|push|pull)$/))
  ) {
    return undefined;
  }
  for (let index = verb + 1; index < words.length; index++) {
    const word = words[index];
    if (says(word, engineSwitches) || head(word)?.matches(/^--[\w-]+=/)) continue;
    if (head(word)?.matches(/^-/)) {
      if (!head(word)?.matches(/^-[a-z]./)) index++;
      continue;
    }
    const command = words.slice(index + 1);
    const program = says(command[0], /^--$/) ? command.slice(1) : command;
    return program.length > 0 ? program : undefined;
  }
  return undefined;
}
