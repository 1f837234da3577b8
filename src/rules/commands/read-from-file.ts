import type { Binding, Command } from "../../facts/index.ts";

/** Advice in two pieces: what to do, and lines to paste. */
export interface FileAdvice {
  instead: string;
  paste: string;
}

const ofUnit = /\.(?:service|container|pod|build|volume|timer|socket)$/;
const ofMake = /(?:^|\/)(?:GNUm|M|m)akefile[^/]*$|\.mk$/;
/** Its name says that it runs in a container, where there are files below /run/secrets. */
const inContainer = /entry-?point|initdb|docker-(?:init|start|run)|health-?check/i;

/** How a step of a script gets a secret from a file, in the syntax of the script. `usage` has `{file}` in it. */
export function readInStep(fact: Command | Binding, secret: string, usage: string | undefined): FileAdvice {
  const file = fact.place.in === "text" ? fact.place.file : "";
  if (ofUnit.test(file)) return inUnit(fact, secret, file);
  if (/(?:^|\/)package\.json$/.test(file))
    return {
      instead: "move the command to a script that reads it from a file that only its owner can read",
      paste: "",
    };
  const path = inContainer.test(file) ? `/run/secrets/${secret}` : `./secrets/${secret}`;
  const line = usage?.replaceAll("{file}", path) ?? "";
  return {
    instead: usage === undefined ? "let the program read it from a file that only its owner can read" : inStep,
    paste: ofMake.test(file) ? line.replaceAll("$", "$$$$") : line,
  };
}

const inStep = "read it from a file that only its owner can read";

function inUnit(fact: Command | Binding, secret: string, file: string): FileAdvice {
  const unit = file.replace(/^.*\//, "").replace(/\.\w+$/, "");
  if (fact.kind === "binding")
    return {
      instead: "move it to a file that only root can read, and load that instead of the line",
      paste: `EnvironmentFile=/etc/${unit}.env`,
    };
  return {
    instead: `load it as a credential; let the program read the file %d/${secret}`,
    paste: `LoadCredential=${secret}:/etc/credstore/${secret}`,
  };
}

/** The same in a compose file: Compose takes one dollar for a variable of its own, and a list starts no shell. */
export function readInService(fact: Command | Binding, usage: string): { line: string; needs: string } {
  if (!usage.includes("$(")) return { line: usage, needs: "" };
  const isHealth = fact.under === "healthcheck" || (fact.kind === "command" && fact.when === "health");
  const hasShell = fact.kind === "binding" || fact.shell === true;
  const shell = isHealth ? "test it with CMD-SHELL, because CMD starts no shell" : "start it through `sh -c`";
  return { line: usage.replaceAll("$", "$$$$"), needs: hasShell ? "" : `; ${shell}` };
}
