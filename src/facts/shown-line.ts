import type { Shown } from "./shown-text.ts";

/** A piece of a line that is written in another way: the mask of a value. Offsets are those of the line. */
export interface MaskedPiece {
  start: number;
  end: number;
  /** What `masked()` made of the value, or a part of that. */
  mask: string;
}

/**
 * A line of a file, for the eye: values are masked, and words are shown that the report names already or that belong to
 * a syntax.
 * Every other word is `…`, because nobody judged it: a comment or a neighbour can hold a secret, too.
 */
export function showLine(line: string, masks: readonly MaskedPiece[], named: readonly string[]): Shown {
  const known = new Set(named.flatMap((text) => text.match(words) ?? []));
  let shown = "";
  let end = 0;
  for (const piece of masks) {
    if (piece.start < end) continue;
    shown += showWords(line.slice(end, piece.start), known) + piece.mask;
    end = piece.end;
  }
  shown += showWords(line.slice(end), known);
  return shown.replaceAll("\t", "    ").trimEnd() as Shown;
}

/** A piece of a line in which nothing is masked. */
export function showWords(text: string, known: ReadonlySet<string>): string {
  return text
    .replace(/\S+/g, (chunk) => showChunk(chunk, known))
    .replace(/[-.]+…/g, "…")
    .replace(/…(?:\s+…)+/g, "…");
}

/** Between known words, what holds an unknown one is `…`, but for the marks that give a line its form. */
function showChunk(chunk: string, known: ReadonlySet<string>): string {
  let shown = "";
  let unknown = "";
  const flush = () => {
    shown += unknown.replace(between, (_, before: string, inside: string, after: string) =>
      inside === "" ? before + after : `${before}…${after}`,
    );
    unknown = "";
  };
  let at = 0;
  for (const match of chunk.matchAll(words)) {
    const [word] = match;
    const after = match.index + word.length;
    const before = chunk.slice(at, match.index);
    if (isKnown(word, before, chunk.slice(after), at === 0, known)) {
      unknown += before;
      flush();
      shown += word;
    } else unknown += before + word;
    at = after;
  }
  unknown += chunk.slice(at);
  flush();
  return shown;
}

function isKnown(word: string, before: string, after: string, isFirst: boolean, known: ReadonlySet<string>): boolean {
  if (known.has(word) || syntax.has(word)) return true;
  if (after.startsWith(":") && keys.has(word)) return true;
  if (after.startsWith("://") && schemes.has(word)) return true;
  if (!isFirst) return false;
  // `-u`; `MAX_SIZE=`
  if (/^["'[]*-$/.test(before)) return word.length === 1 && /^["',\]]*$/.test(after);
  return /^["'[]*$/.test(before) && /^[A-Z][A-Z\d]*(?:_[A-Z\d]+)+$/.test(word) && /^(?::$|=(?!=))/.test(after);
}

/** These are passwords, too, where no colon follows. */
const keys: ReadonlySet<string> = new Set(["default", "password", "secret", "test", "token", "user", "username"]);

const schemes: ReadonlySet<string> = new Set(
  (
    "amqp amqps ftp ftps git http https ldap ldaps mariadb mongodb mqtt mssql mysql nats postgres postgresql redis " +
    "rediss smtp smtps sqlserver ssh tcp ws wss"
  ).split(" "),
);
const words = /[\p{L}\p{N}_]+/gu;
const form = "[\"'`=:,;()[\\]{}|&<>$\\\\#/.@-]*";
const between = new RegExp(`^(${form})(.*?)(${form})$`, "su");

/** Words of the syntaxes themselves. None of them is anybody's secret. */
const syntax: ReadonlySet<string> = new Set(
  (
    "ADD ARG CMD COPY ENTRYPOINT ENV FROM HEALTHCHECK LABEL ONBUILD RUN SHELL USER VOLUME WORKDIR AS " +
    "build args command configs content entrypoint env env_file environment healthcheck image labels name secrets " +
    "services target volumes with run steps jobs script variables value file mode source external uid gid " +
    "docker compose podman create service config stack swarm export set sudo sh bash echo printf exec if then fi " +
    "const let var process return await new import function async true false null string"
  ).split(" "),
);
