import type { Part, Span, Value, Word } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import type { Mapped, Range } from "../text/mapped.ts";
import { type Piece, unquote } from "../text/words.ts";
import type { Stage } from "./stage.ts";

/** A text of the file and how it is to be read. */
export interface Reader {
  source: Mapped;
  escapeMark: string;
  stage: Pick<Stage, "args">;
}

/** The value of a word, as the builder makes it: quotes, escapes and variables resolved. */
export function valueIn(reader: Reader, range: Range): Value {
  return toValue(unquote(reader.source.text, range, { escapeMark: reader.escapeMark, quotes: true }), reader);
}

export function wordIn(reader: Reader, range: Range): Word {
  return { value: valueIn(reader, range), span: reader.source.span(range) };
}

/** The value of the body of a here-document that COPY or ADD writes to a file: quotes represent themselves. */
export function bodyValue(reader: Reader): Value {
  return toValue(
    unquote(reader.source.text, [0, reader.source.text.length], { escapeMark: "\\", quotes: false }),
    reader,
  );
}

/** Text that nobody resolves. */
export function literalValue(source: Mapped, range: Range = [0, source.text.length]): Value {
  const text = source.text.slice(...range);
  return text === "" ? [] : [literal(text, source.span(range))];
}

/** What a word says without its variables; for names and paths, never for a value. */
export function plainText(reader: Reader, range: Range): string {
  const { text } = reader.source;
  return unquote(text, range, { escapeMark: reader.escapeMark, quotes: true })
    .map((piece) => (piece.is === "literal" ? piece.text : text.slice(...piece.range)))
    .join("");
}

function toValue(pieces: readonly Piece[], reader: Reader): Value {
  return pieces.map((piece): Part => {
    const span = reader.source.span(piece.range);
    if (piece.is === "literal") return literal(piece.text, span);
    return {
      is: "reference",
      to: { store: reader.stage.args.has(piece.name) ? "build-arg" : "env", name: piece.name },
      span,
      ...(piece.fallback && { fallback: toValue(piece.fallback, reader) }),
    };
  });
}

function literal(text: string, span: Span): Part {
  return { is: "literal", text: new Sealed(text), span };
}
