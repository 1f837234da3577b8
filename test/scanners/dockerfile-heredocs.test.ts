import { expect, it } from "vitest";
import { heredocMarks } from "../../src/scanners/text/heredoc.ts";

/** `NAME`, with `-` for `<<-` and a quote for a body whose variables stay as they are. */
const found = (line: string) =>
  heredocMarks(line).map(({ name, expand, chomp }) => `${chomp ? "-" : ""}${name}${expand ? "" : "'"}`);

it.each([
  ["RUN <<A", ["A"]],
  ["RUN a <<A <<-B > c", ["A", "-B"]],
  ["RUN 3<<A", ["A"]],
  ["RUN x3<<A", []],
  ["RUN a<<A", []],
  ["RUN << A", ["A"]],
  ["RUN <<\t A b", ["A"]],
  ["RUN <<- A", []],
  ["RUN <<'A'", ["A'"]],
  ['RUN <<-"A b"', ["-A b'"]],
  ["RUN <<A'b'", ["Ab'"]],
  ["RUN <<A\\'b", ["A'b"]],
  ["RUN <<$A", ["$A"]],
  ["RUN <<a.txt <<A-b", ["a.txt", "A-b"]],
  ["RUN '<<A'", []],
  ['RUN "x <<A"', []],
  ["RUN \\<<A", []],
  ["RUN <<<A", []],
  ["RUN <<A<<B", []],
  ["RUN <<", []],
  ["RUN <<''", []],
  ["RUN it's <<A", []],
  ["RUN <<A it's", []],
  ['RUN ["a", "<<A"]', []],
  ["RUN ${A <<B", []],
  ["RUN ${A:-x y} <<B", ["B"]],
  ["RUN ${A:-${B#'}} <<C", []],
  ["RUN $A <<B", ["B"]],
  ['RUN "$(a "b") <<A', []],
  ['RUN "a\\"b" <<A', ["A"]],
  ["RUN ${1/a/b} <<A", ["A"]],
])("%s", (line, names) => {
  expect(found(line)).toEqual(names);
});
