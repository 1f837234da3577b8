#!/usr/bin/env node
import { bugLine } from "./errors.ts";
import { type BundleName, loadBundle } from "./startup/load.ts";

const argv = process.argv.slice(2);
const usual = ["lint", "fix", "baseline", "rules", "explain", "why", "images"];
const apart: Readonly<Record<string, BundleName>> = {
  audit: "audit",
  init: "setup",
  completion: "setup",
  help: "setup",
};

/**
 * Runs what the arguments ask for. They are read in the bundle, whose code is kept compiled; what is compiled at each
 * start, this file, only guesses the bundle by the first command that is
 * named. A wrong guess costs time: the bundle then says which one it should have been.
 */
async function main(): Promise<void> {
  if (argv[0] === "--version") return printVersion();
  const command = argv.find((word) => usual.includes(word) || Object.hasOwn(apart, word));
  let name: BundleName | undefined = command === undefined ? "setup" : (apart[command] ?? "commands");
  const node = `${process.version}-${process.platform}-${process.arch}`;
  while (name) {
    const { commands, keep } = loadBundle(name, import.meta.dirname, node, require);
    name = await commands.main(argv, import.meta.dirname);
    if (name === undefined) await keep(commands.warm);
  }
}

function printVersion(): void {
  process.stdout.on("error", () => {});
  process.stdout.write(`${__VERSION__}\n`);
  process.exitCode = 0;
}

function endEarly(why: string): void {
  process.exitCode = 2;
  process.stderr.write(`runsecrets: ${why}\n`);
}

// A run that dies on the way is not clean: only its end knows a better code.
process.exitCode = 2;
process.on("uncaughtException", (error) => {
  endEarly(bugLine(error));
  process.exit();
});
const starved = () => endEarly("the run ended early: something that it waited for never came");
process.once("beforeExit", starved);
void main().then(() => process.off("beforeExit", starved));
