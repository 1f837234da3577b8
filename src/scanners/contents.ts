import { keywords, meantKeyword } from "./dockerfile/unknown.ts";

/**
 * Whether a file that is called like a Dockerfile is one: an empty one, a template and a fragment without FROM are too.
 */
export function readsAsDockerfile(file: string, text: string): boolean {
  const first = firstLine(text);
  if (first === undefined) return true;
  const [word = ""] = /^\S+(?=\s)/.exec(first) ?? [];
  if (keywords.includes(word.toUpperCase()) || meantKeyword(word) !== undefined) return true;
  // A file of this name is one for everybody, and broken where it begins with another word.
  if (/(?:^|[/.])(?:docker|container)file$/i.test(file) && /^[A-Za-z]\w*(?:\s|$)/.test(first)) return true;
  return /^[{<$@%]/.test(first) && /^[ \t]*FROM[ \t]+\S/im.test(text);
}

/** Whether a file of any name begins as a Dockerfile does. */
export function beginsAsDockerfile(text: string): boolean {
  return /^(?:FROM|ARG)\s+\S/.test(firstLine(text) ?? "");
}

/** Whether a file that is called like a compose file has a top-level key of one. Templates hold other lines as well. */
export function hasComposeKey(text: string): boolean {
  return (
    // Most have this one, and for them no pattern is compiled.
    text.includes("\nservices:") ||
    text.startsWith("services:") ||
    firstLine(text) === undefined ||
    /^\uFEFF?["']?(?:services|version|volumes|networks|secrets|configs|include|x-[\w.-]+)["']?[ \t]*:/m.test(text)
  );
}

/** Whether a file's first line gives it to a Unix shell. */
export function beginsAsShellScript(text: string): boolean {
  return /^\uFEFF?#![ \t]*(?:\S*\/)?(?:env[ \t]+(?:-S[ \t]*)?)?(?:\S*\/)?(?:ba|da|a|z|k|mk)?sh(?:[ \t\r\n]|$)/.test(
    text,
  );
}

/** Whether each line of a file of any name binds a name. */
export function readsAsEnvFile(text: string): boolean {
  if (text.startsWith("#!")) return false;
  const lines = text.split(/\r?\n/, 2000).filter((line) => !/^\s*(?:#|$)/.test(line));
  return lines.length > 0 && lines.every((line) => /^\uFEFF?\s*(?:export\s+)?[A-Za-z_][\w.-]*=/.test(line));
}

/** The first line that is neither blank nor a comment. */
function firstLine(text: string): string | undefined {
  for (const match of text.matchAll(/[^\r\n]+/g)) {
    const line = match[0].replace(/^\uFEFF/, "").trim();
    if (line !== "" && !line.startsWith("#")) return line;
  }
  return undefined;
}
