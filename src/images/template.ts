/** Where a secret is inside a container. */
const folder = "/run/secrets/";

/** A replacement's two sides, `X_FILE` and `/run/secrets/x`, for one variable and one secret. */
export interface Filled {
  name: string;
  value: string;
}

/** Fills a replacement of the form `NAME=value`. Undefined where it is words and no assignment. */
export function fillTemplate(template: string, words: TemplateWords): Filled | undefined {
  const assignment = /^([A-Za-z_{][\w{}]*)=(.+)$/.exec(template);
  if (!assignment?.[1] || !assignment[2]) return undefined;
  return { name: fillWords(assignment[1], words), value: fillWords(assignment[2], words) };
}

/** What a replacement is filled with. */
export interface TemplateWords {
  variable: string;
  /** What `variable-pattern` captured. */
  part: string;
  secret: string;
}

/** Fills the placeholders in any text of a family. */
export function fillWords(text: string, { variable, part, secret }: TemplateWords): string {
  if (!text.includes("{")) return text;
  const words: Record<string, string> = {
    "{VAR}": variable,
    "{NAME}": part,
    "{path}": folder + secret,
    "{secret_name}": secret,
  };
  return text.replace(/\{(?:VAR|NAME|path|secret_name)\}/g, (word) => words[word] ?? word);
}
