import { partsOf, readTemplate } from "../text/interpolation.ts";
import { verbatim } from "../text/written.ts";
import { commentedLine, isTemplateLine, type Line } from "./line.ts";
import { isBoundName, isLoneName } from "./names.ts";
import { keyEnds, lineEnd } from "./private-key.ts";

/** What `docker run --env-file` reads: the value is everything after the first `=`, quotes and blanks included. */
export function* dockerLines(text: string): Generator<Line> {
  const keyEnd = keyEnds(text);
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  while (start < text.length) {
    const end = keyEnd(start, lineEnd(text, start));
    const line = dockerLine(text, start, text[end - 1] === "\r" && end > start ? end - 1 : end);
    if (line) yield line;
    start = end + 1;
  }
}

function dockerLine(text: string, lineStart: number, end: number): Line | undefined {
  const content = text.slice(lineStart, end).trimStart();
  const start = end - content.length;
  if (content === "") return;
  if (content.startsWith("#")) return commentedLine(text, start, end);
  const equals = content.indexOf("=");
  // Docker refuses `export` and blanks before the sign; the value is written there all the same.
  const [, before = "", name = ""] =
    /^((?:export[ \t]+)?)(.*?)[ \t]*$/s.exec(equals < 0 ? content : content.slice(0, equals)) ?? [];
  const nameStart = start + before.length;
  const isName = equals < 0 ? isLoneName(name) : isBoundName(name);
  if (!isName) return isTemplateLine(content) ? undefined : { is: "unreadable", span: [start, end] };
  if (equals < 0) return { is: "name", name, span: [nameStart, nameStart + name.length] };
  const valueStart = start + equals + 1;
  const value = partsOf(readTemplate(verbatim(text.slice(valueStart, end), valueStart), false));
  return { is: "binding", name, value, span: [nameStart, end], valueSpan: [valueStart, end] };
}
