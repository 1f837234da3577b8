import type { Fact } from "../../facts/index.ts";
import { fileOf } from "../bindings.ts";

/** How the program is written that a fact is in. */
export function languageOf(fact: Fact): "typescript" | "javascript" {
  return /\.[cm]?tsx?$/i.test(fileOf(fact)) ? "typescript" : "javascript";
}

/** Six lines that read a secret from the file that its `_FILE` variable names, and fall back to the variable itself. */
export function fileVariant(variable: string, language: "typescript" | "javascript"): string {
  const parameter = language === "typescript" ? "name: string" : "name";
  return [
    'import { readFileSync } from "node:fs";',
    `function secret(${parameter}) {`,
    "  const file = process.env[`${name}_FILE`];",
    '  return file ? readFileSync(file, "utf8").trim() : process.env[name];',
    "}",
    usage(variable),
  ].join("\n");
}

/** The last of these lines, for a further variable. */
function usage(variable: string): string {
  return `const ${camel(variable)} = secret("${variable}");`;
}

/** `DB_PASSWORD` becomes `dbPassword`. */
function camel(variable: string): string {
  const name = variable.toLowerCase().replace(/[^a-z\d]+([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
  return /^[a-z]\w*$/.test(name) ? name : "value";
}
