import type { Example } from "../rule.ts";

/** A compose file with one service `db` of an image, with these lines, and these lines at the top level. */
export function composeExample(
  image: string,
  body: readonly string[],
  top: readonly string[] = [],
  files: Example["files"] = {},
): Example {
  const lines = ["services:", "  db:", `    image: ${image}`, ...body.map((line) => `    ${line}`), ...top];
  return { files: { "compose.yaml": `${lines.join("\n")}\n`, ...files } };
}

/** The top level's part: secrets from files. */
export function secretFiles(...names: string[]): string[] {
  return ["secrets:", ...names.flatMap((name) => [`  ${name}:`, `    file: ./secrets/${name}`])];
}
