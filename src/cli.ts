#!/usr/bin/env node
import { type BundleName, loadBundle } from "./startup/load.ts";

const argv = process.argv.slice(2);
const usual = ["lint", "baseline", "rules", "explain", "images"];
const apart: Readonly<Record<string, BundleName>> = {
  audit: "audit",
  init: "setup",
  completion: "setup",
  help: "setup",
};

/**
 * Runs what the arguments ask for. They are read in the bundle, whose code is kept compiled; what is compiled at each start, this file, only guesses the bundle by the first command that is
 * named. A wrong guess costs time: the bundle then says which one it should have been.
 */
async function main(): Promise<void> {
  if (argv[0] === "--version") return void process.stdout.write(`${__VERSION__}\n`);
  const command = argv.find((word) => usual.includes(word) || Object.hasOwn(apart, word));
  let name: BundleName | undefined = command === undefined ? "setup" : (apart[command] ?? "commands");
  const node = `${process.version}-${process.platform}-${process.arch}`;
  while (name) {
    const { commands, keep } = loadBundle(name, import.meta.dirname, node, require);
    name = await commands.main(argv, import.meta.dirname);
    if (name === undefined) await keep(commands.warm);
  }
}

void main();
