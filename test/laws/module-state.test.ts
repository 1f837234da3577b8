import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const src = join(import.meta.dirname, "../../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts"))
  .map((file) => file.replaceAll("\\", "/"));

/**
 * What a module may keep between two runs, and why it is the same for every configuration. What depends on one belongs
 * to the run's judge.
 */
const allowed: Record<string, string> = {
  "detection/names/endings.ts endings": "filled once from the table beside it",
  "detection/values/token.ts byPrefix": "filled once from the shapes of tokens",
  "detection/values/token.ts sorted": "made from the shapes of tokens when it is first asked for",
  "detection/values/token.ts anyPrefix": "made from the shapes of tokens when it is first asked for",
  "images/catalogue.ts shelf": "the catalogue as it is packed, unpacked when it is first asked for",
  "images/file-form.ts known": "by the knowledge of an image, which never changes",
  "projects/compose/names.ts known": "by workspace: what its env files say",
  "projects/reached-files.ts listers": "by workspace: which of its files have telling names",
  "projects/revealed-files.ts known": "by workspace: what its files hold, judged by nobody",
  "rules/conventions/definitions.ts tables": "by a group of programs' own declarations",
  "rules/conventions/same-file.ts known": "by world: which of its secrets share a file",
  "rules/conventions/throw-away.ts known": "by world: what the containers beside a job are given",
  "scanners/typescript/told-texts.ts toldIn": "by the code of one file: what was told of it",
  "scanners/typescript/index.ts parser": "the parser, loaded when it is first needed",
};

/** What can change at the top of a module: a `let`, and a collection that its type does not close. */
function stateOf(file: string): string[] {
  const text = readFileSync(join(src, file), "utf8");
  const names = text.matchAll(
    /^(?:export )?(?:(?:let|var) (\w+)|const (\w+)(?:: (?!Readonly|readonly)[^=\n]+)? = (?:new (?:Weak)?(?:Map|Set)\b|\[\]|\{\}))/gm,
  );
  return [...names].map(([, variable, collection]) => `${file} ${variable ?? collection}`);
}

it("no module keeps what depends on a configuration", () => {
  const found = files.flatMap(stateOf).filter((name) => !isFixed(name));
  expect(found.filter((name) => !(name in allowed))).toEqual([]);
  expect(Object.keys(allowed).filter((name) => !found.includes(name))).toEqual([]);
});

/** A collection that is written out where it is made, and that its module never adds to. */
function isFixed(name: string): boolean {
  const [file = "", variable = ""] = name.split(" ");
  const text = readFileSync(join(src, file), "utf8");
  const written = new RegExp(`\\bconst ${variable}\\b[^=\\n]*= new (?:Map|Set)(?:<[^(]*>)?\\(\\s*[^)\\s]`);
  return written.test(text) && !new RegExp(`\\b${variable}\\.(?:set|add|delete|clear)\\(`).test(text);
}
