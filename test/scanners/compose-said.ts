import type { Fact, Sighting, Value, Word } from "../../src/facts/index.ts";
import { scanCompose } from "../../src/scanners/compose/index.ts";

export function scanText(text: string, file = "compose.yaml"): Sighting {
  return scanCompose({ file, text });
}

/**
 * What the scanner says about a compose file, a line for each fact; `‹›` is a literal, `${}` a reference, `?` unknown.
 */
export function saidOf(text: string, file?: string): string[] {
  return scanText(text, file).facts.map(line);
}

/** The same of one service `app`, without its image. */
export function saidInService(body: string, rest = ""): string[] {
  return saidOf(serviceText(body, rest)).filter((one) => !one.startsWith("image "));
}

export function serviceText(body: string, rest = ""): string {
  return `services:\n  app:\n    image: example/app:1\n${body.replace(/^/gm, "    ")}\n${rest}`;
}

export function shownValue(value: Value): string {
  return value
    .map((part) => {
      if (part.is === "literal") return `‹${part.text.open((text) => text)}›`;
      if (part.is === "unknown") return "?";
      const name = part.to.store === "env" ? part.to.name : `${part.to.store}:${part.to.name}`;
      return `\${${name}${part.fallback ? `:-${shownValue(part.fallback)}` : ""}}`;
    })
    .join("");
}

const words = (all: readonly Word[]) => all.map(({ value }) => shownValue(value)).join(" ");

function line(fact: Fact): string {
  switch (fact.kind) {
    case "binding":
      return `${fact.sink} ${fact.name}=${shownValue(fact.value)}`;
    case "command":
      return `${fact.when}: ${words(fact.words)}`;
    case "grant":
      return [`grant ${fact.secret} ${fact.during} ${fact.target}`, fact.uid, fact.gid, mode(fact.mode)]
        .filter((one) => one !== undefined)
        .join(" ");
    case "secret":
      return `secret ${fact.name} ${fact.from} ${shownValue(fact.source ?? [])}${fact.engineName ? ` as ${shownValue(fact.engineName)}` : ""}`;
    case "mount":
      return `mount ${fact.path} ${fact.type} ${fact.backing} ${fact.writable ? "rw" : "ro"}${fact.source ? ` ${shownValue(fact.source)}` : ""}`;
    case "build":
      return `build ${shownValue(fact.context)} ${shownValue(fact.dockerfile ?? [])} ${shownValue(fact.target ?? [])}`.trim();
    case "setting":
      return `${fact.key} ${shownValue(fact.value)}`.trim();
    case "text":
      return `text ${fact.sink} ${fact.name}: ${shownValue(fact.value)}`;
    case "join":
      return [fact.by, fact.service, ...fact.files.map(shownValue), ...(fact.envFiles ?? []).map(shownValue)]
        .concat(fact.folder ? [shownValue(fact.folder)] : [])
        .filter(Boolean)
        .join(" ");
    case "reset":
      return `${fact.keeps ? "override" : "reset"} ${fact.path.join(".")}`;
    case "gap":
      return `gap: ${fact.why}`;
    default:
      return fact.kind;
  }
}

function mode(of: { bits: number; written: string } | undefined): string | undefined {
  return of && `${of.written}=0${of.bits.toString(8)}`;
}
