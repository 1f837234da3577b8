import type { Span, SubjectId } from "../../facts/index.ts";
import { scanDockerfile } from "../dockerfile/index.ts";
import type { Template } from "../text/interpolation.ts";
import type { ComposeScan } from "./scan.ts";

/** Reads `dockerfile_inline` as a Dockerfile whose places are in the compose file. */
export function readInlineDockerfile(scan: ComposeScan, subject: SubjectId, written: Template): void {
  const { text, at } = withReferences(written);
  // Each service's stages are its own.
  const file = subject.slice("service:".length);
  const { facts, subjects, links } = scanDockerfile({ file, text });
  const spanAt = ([from, to]: Span): Span => [at(from), Math.max(at(from), at(to))];
  for (const one of subjects) {
    const found = moved(one, file, scan.file, spanAt);
    scan.subjects.set(found.id, found);
  }
  for (const fact of facts) scan.facts.push(moved(fact, file, scan.file, spanAt));
  for (const link of links) scan.links.set(`${link.from} ${link.because} ${link.to}`, link);
}

/** What Compose fills in is a variable of the Dockerfile's, as far as can be told. */
function withReferences({ text, at, holes }: Template): { text: string; at(index: number): number } {
  let out = "";
  const places: number[] = [];
  let next = 0;
  for (let index = 0; index < text.length; index++) {
    const hole = holes[next];
    const isHole = hole?.index === index;
    if (isHole) next++;
    const piece = !isHole ? text.charAt(index) : hole.part.is === "reference" ? `\${${hole.part.to.name}}` : "\uFFFD";
    for (let count = 0; count < piece.length; count++) places.push(at(index));
    out += piece;
  }
  return { text: out, at: (index) => places[index] ?? at(text.length) };
}

const spans = new Set(["span", "statement", "valueSpan", "keySpan"]);

/** A copy of a fact, with its places in the file around it. */
function moved<T>(data: T, from: string, to: string, spanAt: (span: Span) => Span): T {
  if (Array.isArray(data)) return data.map((one) => moved(one, from, to, spanAt)) as T;
  if (typeof data !== "object" || data === null || Object.getPrototypeOf(data) !== Object.prototype) return data;
  return Object.fromEntries(
    Object.entries(data).map(([key, value]) => {
      if (spans.has(key) && Array.isArray(value)) return [key, spanAt(value as unknown as Span)];
      return [key, key === "file" && value === from ? to : moved(value, from, to, spanAt)];
    }),
  ) as T;
}
