#!/usr/bin/env node
import { join } from "node:path";
import { parseArguments } from "./cli/arguments.ts";
import { helpText } from "./cli/help.ts";
import { showsLinks } from "./cli/links.ts";
import { loadBundle } from "./cli/load.ts";
import { standardOutput, tolerant } from "./cli/standard-output.ts";
import { bugLine, isUserError } from "./errors.ts";
import { printable } from "./reporters/printable.ts";

const output = standardOutput(() => process.stdout, failed);

/** What the arguments ask for; everything heavy is loaded only by the command that needs it. */
async function main(argv: readonly string[]): Promise<number> {
  const args = parseArguments(argv);
  switch (args.command) {
    case "version":
      output.write(`${__VERSION__}\n`);
      return 0;
    case "help":
      output.write(helpText(args.about));
      return 0;
    case "rules": {
      const { rules, rulesList } = load("commands").commands;
      output.write(rulesList(rules));
      return 0;
    }
    case "explain": {
      const { explain } = load("commands").commands;
      output.write(explain(args.rule));
      return 0;
    }
    case "images": {
      const { imagesCommand } = load("commands").commands;
      output.write(await imagesCommand(args, process.cwd()));
      return 0;
    }
    case "completion": {
      const { completion } = load("setup").commands;
      output.write(completion(args.shell));
      return 0;
    }
    case "init": {
      const { initCommand } = load("setup").commands;
      const { code, text } = initCommand(args, process.cwd(), join(import.meta.dirname, "cli.cjs"));
      output.write(text);
      return code;
    }
    case "lint": {
      const many = args.paths.length === 0 || args.paths.some((path) => path === "." || path.endsWith("/"));
      // Garbage goes sooner than on a server: nothing is slower for it, and ten thousand files need half the memory.
      if (many) process.getBuiltinModule("node:v8").setFlagsFromString("--heap-growing-percent=50");
      // Code that was compiled with other settings is not taken: each keeps its own.
      const { commands, keep } = load("commands", many ? "-many" : "");
      const code = await commands.lintCommand(args, { ...desk(args.color), input });
      await keep(commands.warm);
      return code;
    }
    case "baseline": {
      const { baselineCommand } = load("commands").commands;
      const { code, text } = await baselineCommand(args, process.cwd());
      output.write(text.split("\n").map(printable).join("\n"));
      return code;
    }
    case "audit": {
      const { commands, keep } = load("audit");
      const { env, platform } = process;
      const home = env.HOME ?? env.USERPROFILE ?? "";
      const uid = process.geteuid?.();
      const stop = new AbortController();
      // The second one ends the process at once.
      process.once("SIGINT", () => stop.abort());
      const host = { env, home, platform, ...(uid !== undefined && { uid }) };
      const status = process.stderr.isTTY && process.env.TERM !== "dumb" ? { status: statusLine() } : {};
      const code = await commands.auditCommand(args, {
        ...desk(args.color),
        host,
        signal: stop.signal,
        ...status,
      });
      await keep();
      return code;
    }
  }
}

function desk(color: boolean) {
  const { isTTY } = output;
  const { env } = process;
  // A terminal that does not tell its width may have been told of by the shell.
  const columns = isTTY ? output.columns || Number(env.COLUMNS) : 0;
  return {
    cwd: process.cwd(),
    print: output.write,
    say,
    color: color && colored(isTTY),
    ...(columns > 0 && { width: columns }),
    ...(color && showsLinks(isTTY, env) && { pages: rulePages() }),
  };
}

/** The pages of the rules that lie beside this file in the package. */
function rulePages(): string {
  const { pathToFileURL } = process.getBuiltinModule("node:url");
  return `${pathToFileURL(join(import.meta.dirname, "..", "docs", "rules")).href}/`;
}

/** A line on the terminal that each next one overwrites; an empty one clears it. */
function statusLine(): (line: string) => void {
  let last = 0;
  let shown = false;
  return (line) => {
    if (line === "" ? !shown : Date.now() - last < 100) return;
    last = Date.now();
    shown = line !== "";
    tolerant(process.stderr, failed).write(`\r\u001b[K${line}`);
  };
}

function load<Name extends "commands" | "audit" | "setup">(name: Name, settings = "") {
  const node = `${process.version}-${process.platform}-${process.arch}${settings}`;
  return loadBundle(name, import.meta.dirname, node, require);
}

function say(line: string): void {
  tolerant(process.stderr, failed).write(`runsecrets: ${printable(line)}\n`);
}

async function input(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

function colored(isTerminal: boolean): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = process.env;
  if (NO_COLOR) return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return isTerminal && TERM !== "dumb";
}

function failed(): void {
  process.exitCode = 2;
}

main(process.argv.slice(2)).then(
  // Not `process.exit`: it would cut off what a pipe has not taken yet.
  (code) => {
    process.exitCode ??= code;
  },
  (error: unknown) => {
    process.exitCode = 2;
    if (isUserError(error)) say(error.hint === undefined ? error.message : `${error.message}; ${error.hint}`);
    else say(bugLine(error));
  },
);
