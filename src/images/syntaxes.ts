import { shellWord } from "../facts/words.ts";
import type { Replacement } from "./replacement.ts";

/** The three parts of a compose file, as lines without indentation of their own. */
export interface ComposeParts {
  /** Under the service's `environment`; empty where the image needs no variable. */
  environment: readonly string[];
  /** Under the service's `secrets`. */
  grant: readonly string[];
  /** Under the top-level `secrets`. */
  secret: readonly string[];
}

/** A replacement as it is written in a compose file. */
export function composeParts({ set, secret, path, mode }: Replacement, file = `./secrets/${secret}`): ComposeParts {
  return {
    environment: set ? [`${set.name}: ${scalar(set.value)}`] : [],
    grant:
      mode === undefined && path === `/run/secrets/${secret}`
        ? [`- ${secret}`]
        : [`- source: ${secret}`, `  target: ${path}`, ...(mode === undefined ? [] : [`  mode: ${mode}`])],
    secret: [`${secret}:`, `  file: ${file}`],
  };
}

/** A replacement as a compose file to paste from. */
export function composeLines(replacement: Replacement, service: string): string[] {
  const { environment, grant, secret } = composeParts(replacement);
  return [
    "services:",
    `  ${service}:`,
    ...(environment.length === 0 ? [] : ["    environment:", ...indented(environment, 6)]),
    "    secrets:",
    ...indented(grant, 6),
    "secrets:",
    ...indented(secret, 2),
  ];
}

/** The line of an env file. Undefined where the image needs no variable. */
export function envFileLine({ set }: Replacement): string | undefined {
  return set && `${set.name}=${set.value}`;
}

/**
 * The line of a Dockerfile: the name of the file may be in an image, the secret not. Undefined where the image needs no
 * variable.
 */
export function dockerfileLine({ set }: Replacement): string | undefined {
  return set && `ENV ${set.name}=${/[\s"'\\$]/.test(set.value) ? JSON.stringify(set.value) : set.value}`;
}

/** The options of `docker run`: the file is mounted, for `docker run` knows no secrets. */
export function runOptions({ set, secret, path }: Replacement, file = `./secrets/${secret}`): string[] {
  return [...(set ? [`-e ${shellWord(`${set.name}=${set.value}`)}`] : []), `-v ${shellWord(`${file}:${path}:ro`)}`];
}

function indented(lines: readonly string[], width: number): string[] {
  return lines.map((line) => " ".repeat(width) + line);
}

/** Plain where YAML reads it back as the same text. */
function scalar(text: string): string {
  return /^[\w/][\w/.:-]*(?: [\w/.:-]+)*$/.test(text) && !/:( |$)/.test(text) ? text : JSON.stringify(text);
}
