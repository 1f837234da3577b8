import { printable } from "../findings/printable.ts";
import {
  composeLines,
  type ImageKnowledge,
  listedVariables,
  replacementOf,
  runOptions,
  sourceLink,
  variableOf,
} from "../images/index.ts";
import { versions } from "./images-list.ts";
import { wrapped } from "./wrapped.ts";

/** What `runsecrets images NAME` prints. */
export function imagePage(reference: string, knowledge: ImageKnowledge): string {
  const { family } = knowledge;
  const sections = [
    [printable(heading(reference, knowledge))],
    section("Secrets that can come from a file", rows(knowledge, family.secretVariables)),
    section("Other variables that can", rows(knowledge, family.otherVariables)),
    section("Secrets that cannot", family.noFileEquivalent),
    section("Variables that stop the container", family.breaksIfSet),
    family.alternative === undefined ? [] : section("Instead", wrapped(family.alternative)),
    ...example(knowledge),
    section("Good to know", points(family.notes)),
    section(
      family.verified === "docs" ? "Proof, from the documentation" : "Proof, from the source",
      family.sources.map(sourceLink),
    ),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function heading(reference: string, { family, applies }: ImageKnowledge): string {
  const span = `${family.image}${versions(family)}`;
  if (applies === "no") return `${reference}: this version is not covered; what follows is known of ${span}`;
  if (applies === "maybe") return `${reference}: its version cannot be told; what follows is known of ${span}`;
  if (family.kind === "none") return `${reference}: the image ${span} reads no secret from a file`;
  if (family.scope === "any")
    return `${reference}: the image ${span} takes every variable of its application from a file`;
  if (family.scope === "list" && listedVariables(family).length === 0)
    return `${reference}: of no variable of ${span} it is certain that it can come from a file`;
  if (family.scope === "pattern") {
    return `${reference}: the image ${span} takes every variable from a file that matches ${family.variablePattern}`;
  }
  return `${reference}: the image ${span} takes secrets from files`;
}

function rows(knowledge: ImageKnowledge, variables: readonly string[]): string[] {
  const width = Math.max(0, ...variables.map((variable) => variable.length));
  return variables.map((variable) => `${variable.padEnd(width)}  ${way(knowledge, variable)}`.trimEnd());
}

function way(knowledge: ImageKnowledge, variable: string): string {
  const replacement = replacementOf(knowledge, variable);
  if (replacement?.set) return `${replacement.set.name}=${replacement.set.value}`;
  if (replacement) return replacement.path;
  const how = variableOf(knowledge, variable);
  return how?.reads === "not-in-this-version" && how.since !== undefined ? `since ${how.since}` : "";
}

/** The first secret's replacement, ready to paste, and what to know of it. */
function example(knowledge: ImageKnowledge): string[][] {
  const variable = listedVariables(knowledge.family).find((one) => !/[<*]/.test(one) && replacementOf(knowledge, one));
  const replacement = variable === undefined ? undefined : replacementOf(knowledge, variable);
  if (!replacement) return [];
  return [
    section(`In a compose file, for ${variable}`, composeLines(replacement, service(knowledge.family.image))),
    section("With docker run", runOptions(replacement)),
    section("When you change over", points(replacement.cautions)),
  ];
}

function service(image: string): string {
  const last = image.slice(image.lastIndexOf("/") + 1);
  return last === "*" ? "app" : last;
}

function points(sentences: readonly string[]): string[] {
  return sentences.flatMap((sentence) => wrapped(sentence).map((line, at) => (at === 0 ? `- ${line}` : `  ${line}`)));
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title, ...lines.map((line) => `  ${line}`)];
}
