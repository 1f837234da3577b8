// Writes the keys that Compose knows from its schema: node scripts/compose-keys.mjs compose-spec.json
// https://github.com/compose-spec/compose-spec/blob/main/schema/compose-spec.json
import { readFileSync, writeFileSync } from "node:fs";

const { properties, definitions } = JSON.parse(readFileSync(process.argv[2], "utf8"));
const service = definitions.service.properties;
const build = service.build.oneOf.find((one) => one.properties).properties;
const list = (name, what, keys) =>
  `/** ${what} */\nexport const ${name}: ReadonlySet<string> = new Set(\n  (\n${lines(Object.keys(keys).sort())}\n  ).split(" "),\n);\n`;

function lines(words) {
  const all = [""];
  for (const word of words) {
    const last = all.at(-1);
    if (`${last}${word} `.length > 100) all.push(`${word} `);
    else all[all.length - 1] = `${last}${word} `;
  }
  return all.map((line, at) => `    "${at === all.length - 1 ? line.trimEnd() : line}"`).join(" +\n");
}

writeFileSync(
  new URL("../src/scanners/compose/schema-keys.ts", import.meta.url),
  [
    "// Written by scripts/compose-keys.mjs from the schema of the Compose specification.\n",
    list("projectKeys", "The keys of a compose file.", properties),
    list("serviceKeys", "The keys of a service.", service),
    list("buildKeys", "The keys of a service's `build`.", build),
  ].join("\n"),
);
