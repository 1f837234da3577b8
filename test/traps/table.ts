/**
 * One line that must, or must not, be reported. Values of token shape are assembled, so that no scanner takes this file
 * for a leak.
 */
export interface Trap {
  id: string;
  why: string;
  /** Path to text; `«…»` marks what must be underlined. */
  files: Readonly<Record<string, string>>;
  /** The rule that reports it; `undefined`: none may. */
  rule?: string;
}

export const hex32 = "9c1f04b7".repeat(4);
export const cloudKey = `${"kZ8/qT+2Lr".repeat(4)}`;
export const gitlabToken = `glpat-${["x7Kp2mQ9vT", "4bR8nZ1cLw"].join("")}`;
export const npmToken = `npm_${["a7Bq9ZkT2mXw4R", "pL8vN1cYd5Hs3J", "fG6uEo0Q"].join("")}`;

export const dockerfile = (text: string, files: Readonly<Record<string, string>> = {}) => ({
  Dockerfile: /(^|\n)FROM /.test(text) ? `${text}\n` : `FROM alpine:3.20\n${text}\n`,
  ...files,
});

/** A service `app` of an image, with this body. */
export const service = (image: string, body: string, rest = "", files: Readonly<Record<string, string>> = {}) => ({
  "compose.yaml": `services:\n  app:\n    image: ${image}\n${indent(body, 4)}${rest ? `${rest}\n` : ""}`,
  ...files,
});

export const environment = (image: string, line: string) => service(image, `environment:\n  ${line}`);

export const granted = (image: string, variable: string, secret: string) =>
  service(
    image,
    `environment:\n  ${variable}: /run/secrets/${secret}\nsecrets: [${secret}]`,
    `secrets:\n  ${secret}:\n    file: ./${secret}.txt`,
    { [`${secret}.txt`]: "canary" },
  );

function indent(text: string, by: number): string {
  return text
    .split("\n")
    .map((line) => `${" ".repeat(by)}${line}\n`)
    .join("");
}
