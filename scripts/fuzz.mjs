// Tries documents with a secret in all the wrong places, for as long as one asks: `npm run fuzz -- --seconds 60 --seed
// 7`.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import fc from "fast-check";

const { values } = parseArgs({
  options: { seconds: { type: "string" }, documents: { type: "string" }, seed: { type: "string" } },
});
const seconds = Number(values.seconds ?? (values.documents ? Number.POSITIVE_INFINITY : 60));
const most = Number(values.documents ?? Number.POSITIVE_INFINITY);
const seed = Number(values.seed ?? Math.floor(Math.random() * 2 ** 31));
if (![seconds, most, seed].every((one) => !Number.isNaN(one))) {
  console.error("--seconds, --documents and --seed take a number");
  process.exit(2);
}

// Inside the project, where packages are found.
const root = join(fileURLToPath(import.meta.url), "../..");
const outfile = join(root, "node_modules", `.fuzz-${process.pid}.mjs`);
await build({
  stdin: {
    contents: 'export * from "./test/support/hostile-documents.ts"; export * from "./test/support/no-value.ts";',
    resolveDir: root,
    loader: "ts",
  },
  bundle: true,
  format: "esm",
  platform: "node",
  packages: "external",
  define: { __VERSION__: '"fuzz"' },
  outfile,
});
const { hostileDocument, leakOfRun } = await import(pathToFileURL(outfile));
rmSync(outfile);

console.log(`seed ${seed}`);
const end = Date.now() + seconds * 1000;
const atOnce = 2000;
let tried = 0;
for (let round = 0; Date.now() < end && tried < most; round++) {
  const numRuns = Math.min(atOnce, most - tried);
  let nth = 0;
  const details = await fc.check(
    fc.asyncProperty(hostileDocument, async (document) => {
      const leak = await leakOfRun(document, nth++);
      if (leak !== undefined) throw new Error(leak);
    }),
    { numRuns, seed: seed + round },
  );
  tried += details.numRuns;
  if (details.failed) {
    const [document] = details.counterexample ?? [];
    console.log(`a leak after ${tried} documents; seed ${seed + round}, path ${details.counterexamplePath}`);
    console.log(details.errorInstance?.message);
    for (const [path, text] of Object.entries(document?.files ?? {})) console.log(`--- ${path}\n${text}`);
    console.log(`again: npm run fuzz -- --seed ${seed + round} --documents ${numRuns}`);
    process.exitCode = 1;
    break;
  }
}
console.log(`${tried} documents tried`);
