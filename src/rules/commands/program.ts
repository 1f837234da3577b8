import type { Word } from "../../facts/index.ts";
import type { Sealed } from "../../facts/sealed.ts";
import { head, plain, says } from "../../facts/words.ts";

/** The program that a command really starts, behind `sudo`, `exec`, `docker exec db` and their like. */
export interface Program {
  /** The program's own word; absent where the words begin with options for an entrypoint. */
  word?: Word;
  args: readonly Word[];
}

/** Programs that start another one: options that take the next word, words of their own before the program, or none of these. */
const wrappers: Readonly<Record<string, { taking?: RegExp; own?: number; bare?: boolean }>> = {
  sudo: { taking: /^-[ugpChrtTU]$/ },
  doas: { taking: /^-[uC]$/ },
  env: { taking: /^-[uCS]$/ },
  exec: { taking: /^-a$/ },
  command: {},
  builtin: {},
  nohup: {},
  time: { taking: /^-[fo]$/ },
  timeout: { taking: /^-[ks]$/, own: 1 },
  nice: { taking: /^-n$/ },
  ionice: { taking: /^-[cnp]$/ },
  stdbuf: { taking: /^-[ioe]$/ },
  setsid: {},
  gosu: { own: 1 },
  "su-exec": { own: 1 },
  "s6-setuidgid": { own: 1 },
  runuser: { taking: /^-[ugG]$/ },
  chroot: { own: 1 },
  tini: { taking: /^-[pe]$/ },
  "dumb-init": {},
  catatonit: {},
  "docker-entrypoint.sh": { bare: true },
  "docker-php-entrypoint": { bare: true },
  xargs: { taking: /^-[IEILnPsdra]$/ },
};

const wrapperNames: ReadonlySet<string> = new Set(Object.keys(wrappers));

/** Engines and their kin: what they start in a container stands behind a container, service or image. */
const engines: ReadonlySet<string> = new Set([
  "docker",
  "podman",
  "nerdctl",
  "docker-compose",
  "podman-compose",
  "kubectl",
  "oc",
]);

/** Options of `docker run` and `docker exec` that take no value. */
const engineSwitches =
  /^(?:-[ditPTq]+|--(?:rm|init|privileged|detach|interactive|tty|publish-all|read-only|quiet|no-deps|no-tty|build|stdin|use-aliases|service-ports|oom-kill-disable|sig-proxy))$/;

/** Strips wrappers until the program stands first. */
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
  const engine = nameAmong(first, engines);
  if (engine) return behindEngine(rest);
  const name = nameAmong(first, wrapperNames);
  const wrapper = name === undefined ? undefined : wrappers[name];
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
    } else if ((name === "env" || name === "sudo") && head(word)?.matches(/^[A-Za-z_]\w*=/)) continue;
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
