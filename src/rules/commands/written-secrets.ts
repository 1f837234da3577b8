import { fileName } from "../../detection/argument.ts";
import type { Detector } from "../../detection/detector.ts";
import { isExampleFile } from "../../detection/example-files.ts";
import type { Suspicion } from "../../detection/types.ts";
import type { Command, Span, Value, Word } from "../../facts/index.ts";
import { type LiteralPart, literals, soleLiteral } from "../../facts/value.ts";
import { behind, head, plain, says, upTo } from "../../facts/words.ts";
import { does } from "../../programs/index.ts";
import { programName, programOf } from "../../programs/start.ts";

/** A secret in text that a command writes into a file. */
export interface WrittenSecret {
  /** What it is assigned to there. */
  name: string;
  /** The file, as a person would write it. */
  path: string;
  suspicion: Suspicion;
  value: Value;
}

/** Where the output of a command comes to rest: `> FILE`, `| tee FILE`. */
export function restingPlace({ output, pipedInto }: Pick<Command, "output" | "pipedInto">): Word | undefined {
  const file = output.find((one) => one.fd === 1)?.target;
  if (file) return says(file, /^\/dev\/|^\/proc\//) ? undefined : file;
  if (!pipedInto) return undefined;
  const { word, args } = programOf(pipedInto);
  return says(word, /^tee$/) ? args.find((arg) => !head(arg)?.matches(/^-|^\/dev\//)) : undefined;
}

/** `cat > .env <<EOF`, in a script; of a RUN the text itself tells. */
export function* writtenHere(
  { words, input, output, pipedInto, when, place, subject }: Command,
  detector: Detector,
): Generator<WrittenSecret> {
  if (when === "build" || input?.from !== "here") return;
  const { word, args } = programOf(words);
  const program = programName(word);
  const named = args.find((arg) => !head(arg)?.matches(/^-|^\/dev\//));
  const target =
    program === "tee"
      ? named
      : does(program, "writes-input") && restingPlace({ output, ...(pipedInto && { pipedInto }) });
  if (!target) return;
  const path = fileName(target.value) ?? "a file";
  if (isExampleFile(path)) return;
  for (const { name, suspicion } of detector.suspectTextParts(input.value, { file: place.file, sink: "image-file" })) {
    const [span] = suspicion.spans;
    // What a job writes down for itself ends with it.
    const ends = subject.startsWith("job:") && suspicion.by !== "token" && suspicion.by !== "private-key";
    if (suspicion.confidence !== "low" && !ends)
      yield { name, path, suspicion, value: span ? partAt(input.value, span) : [] };
  }
}

/** The part of a text that is there. */
function partAt(value: Value, [start, end]: Span): Value {
  for (const { part } of literals(value)) {
    const [from, to] = part.span;
    if (from > start || end > to || to - from !== part.text.length) continue;
    return [{ ...part, text: part.text.slice(start - from, end - from), span: [start, end] }];
  }
  return [];
}

/** `echo "//registry/:_authToken=x" > .npmrc`, `printf 'password=%s' x >> app.ini`, `echo x > db_password`. */
export function* writtenSecrets(command: Command, detector: Detector): Generator<WrittenSecret> {
  if (!does(programName(command.words[0]), "prints-arguments")) return;
  const target = restingPlace(command);
  if (!target) return;
  const file = command.place.file;
  const path = fileName(target.value) ?? "a file";
  const words = command.words.slice(1).filter((word) => !says(word, /^-[neE]+$/));
  for (const { value } of words) {
    for (const line of lines(value)) {
      for (const { name, suspicion } of detector.suspectText(line.text, line.span, { file, sink: "image-file" })) {
        const sure = suspicion.confidence !== "low" && !isFormat(line, suspicion);
        if (sure) yield { name, path, suspicion, value: [line] };
      }
    }
  }
  const bare = bareSecret(words, path);
  if (bare)
    yield {
      name: path,
      path,
      suspicion: detector.suspect(bare.name, bare.value, { file, sink: "image-file" }),
      value: bare.value,
    };
}

/** The literals of a text, cut where `printf` and `echo -e` end a line. */
function* lines(value: Value): Generator<LiteralPart> {
  for (const { part } of literals(value)) {
    let rest: Value | undefined = [part];
    for (let count = 0; rest && count < 1000; count++) {
      const line = soleLiteral(upTo(rest, /\\n/));
      if (line) yield line;
      rest = behind(rest, /\\n/);
    }
  }
}

/** `%s` represents a later word. */
function isFormat({ text, span }: LiteralPart, { spans }: Suspicion): boolean {
  const [found] = spans;
  return found !== undefined && text.slice(found[0] - span[0], found[1] - span[0]).matches(/^%\w$/);
}

/** The whole text is the secret, and the file's name says so. */
function bareSecret(words: readonly Word[], path: string): { name: string; value: Value } | undefined {
  const [first, second, more] = words;
  const word = second && says(first, /^%s(?:\\n)?$/) ? second : first;
  if (!word || more || (second && word !== second)) return undefined;
  if (/(?:^|\/)\.?pgpass(?:\.conf)?$/.test(path)) {
    const value = behind(word.value, /^[^:]*:[^:]*:[^:]*:[^:]*:/);
    return value && { name: "PGPASSWORD", value };
  }
  // A line of /etc/passwd is an account, and says nothing.
  if (/(?:^|\/)(?:etc\/)?(?:passwd|group|shadow)$/.test(path) || plain(word)?.matches(/[\s:=]/)) return undefined;
  const base = /([^/]+?)(?:\.(?:txt|conf|cfg))?$/.exec(path)?.[1];
  return base !== undefined && soleLiteral(word.value) ? { name: base, value: word.value } : undefined;
}
