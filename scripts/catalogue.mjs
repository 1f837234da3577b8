// Packs src/images/catalogue/*.yaml into src/images/packed.ts, the form that ships. With --check: says when it is
// stale, and changes nothing.
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const images = join(dirname(fileURLToPath(import.meta.url)), "..", "src", "images");
const folder = join(images, "catalogue");
const file = join(images, "packed.ts");

const families = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml"))
  .flatMap((name) => parse(readFileSync(join(folder, name), "utf8"), { prettyErrors: true }))
  .sort((a, b) => order(a.image, b.image) || order(a.since ?? "", b.since ?? ""));

const lines = families.map((family) => `${(family.patterns ?? [family.image]).join(" ")}\t${JSON.stringify(family)}`);
const text = `// Made by \`npm run catalogue\` from src/images/catalogue/. Do not edit.
/**
 * The catalogue, a line a family: its names, a tab, itself as JSON. After a function, so that a run that names no image
 * does not compile it.
 */
export const packed = () => \`
${lines.join("\n").replace(/[\\`]|\$\{/g, "\\$&")}
\`;
`;

if (!existsSync(file) || readFileSync(file, "utf8") !== text) {
  if (process.argv.includes("--check")) {
    console.error("Stale: src/images/packed.ts. Run `npm run catalogue`.");
    process.exitCode = 1;
  } else writeFileSync(file, text);
}

function order(a, b) {
  return a < b ? -1 : a > b ? 1 : 0;
}
