import type { Family } from "../images/index.ts";

/** What `runsecrets images` prints without a name: one line an image, or a span of its versions. */
export function imagesList(families: readonly Family[]): string {
  const rows = families.map((family) => [`${family.image}${versions(family)}`, how(family)] as const);
  const width = Math.max(0, ...rows.map(([name]) => name.length));
  return rows.map(([name, words]) => `${name.padEnd(width)}  ${words}\n`).join("");
}

/** ` 3.9 and later`, ` up to 3.8`; empty where all versions are alike. */
export function versions({ since, until }: Family): string {
  if (since !== undefined && until !== undefined) return ` ${since} to ${until}`;
  if (since !== undefined) return ` ${since} and later`;
  return until === undefined ? "" : ` up to ${until}`;
}

function how({ kind, replacement, paths, secretVariables }: Family): string {
  switch (kind) {
    case "none":
      return "reads no secret from a file";
    case "fixed-path":
      return `reads ${Object.values(paths)[0] ?? "a file of a fixed name"}${secretVariables.length > 1 ? " and others" : ""}`;
    default:
      return (replacement ?? "").replace("{VAR}", secretVariables.length === 1 ? (secretVariables[0] ?? "") : "{VAR}");
  }
}
