import type { Fact, Value, Word } from "../../src/facts/index.ts";
import { scanDockerfile } from "../../src/scanners/dockerfile/index.ts";

/**
 * What the scanner says about a Dockerfile, a line for each fact: `env DB=‹x›$Y<Z>`, where `‹›` is a literal, `$` the
 * environment, `<>` a build argument.
 */
export function said(lines: readonly string[] | string): string[] {
  const text = typeof lines === "string" ? lines : lines.join("\n");
  return scanDockerfile({ file: "Dockerfile", text }).facts.map((fact) => line(fact));
}

/** The same without the image of the stage, which most tests do not ask for. */
export function saidIn(...lines: string[]): string[] {
  return said(["FROM alpine:3.20", ...lines]).slice(1);
}

export function shown(value: Value): string {
  return value
    .map((part) => {
      if (part.is === "literal") return `‹${part.text.open((text) => text)}›`;
      if (part.is === "unknown") return "?";
      const fallback = part.fallback ? `:-${shown(part.fallback)}` : "";
      return part.to.store === "build-arg" ? `<${part.to.name}${fallback}>` : `\${${part.to.name}${fallback}}`;
    })
    .join("");
}

const plain = (words: readonly Word[]) =>
  words.map(({ value }) => shown(value).replace(/^‹([^‹›]*)›$/, "$1")).join(" ");

function line(fact: Fact): string {
  switch (fact.kind) {
    case "binding":
      return `${fact.sink.replace("image-", "")} ${fact.name}=${shown(fact.value)}`;
    case "command":
      return `${fact.when}: ${plain(fact.words)}${fact.input?.from === "here" ? ` << ${shown(fact.input.value)}` : ""}`;
    case "copy":
      return `${fact.by} ${fact.from.is === "stage" ? fact.from.subject : fact.from.is === "image" ? fact.from.name : fact.from.is}: ${plain(fact.sources)} -> ${plain([fact.target])}`;
    case "grant":
      return `grant ${[fact.secret, fact.target, fact.env, fact.uid, fact.gid, fact.mode?.bits.toString(8)].join(" ").trim()}`;
    case "mount":
      return `mount ${fact.type} ${fact.path} ${fact.backing}${fact.writable ? " rw" : ""}${fact.source ? ` from ${shown(fact.source)}` : ""}`;
    case "text":
      return `text ${fact.name}: ${shown(fact.value)}`;
    case "setting":
      return `${fact.key} ${shown(fact.value)}`;
    case "gap":
      return `gap: ${fact.why}`;
    default:
      return fact.kind;
  }
}
