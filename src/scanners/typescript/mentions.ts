/** What a program says that reads its environment or a secret, or has an engine start something. */
const words = [
  ...["process.env", "import.meta.env", "Bun.env", "Deno.env", "/run/secrets", "onfigService.get", "getenv("],
  ...["node:process", "envalid", "convict", "dockerode", "createContainer", "testcontainers", "withEnvironment"],
];

/** More than anybody writes by hand. */
const mostText = 1024 * 1024;

/**
 * Whether a program's text is worth the parser, which takes longer to load than most runs take altogether. What a
 * bundler wrote is not.
 */
export function hasSomethingToSay(text: string): boolean {
  return mentionsEnvironment(text) && text.length <= mostText && !isMinified(text);
}

/** Whether a program is too long to be parsed, though it mentions the environment and no bundler minified it. */
export function isLong(text: string): boolean {
  return text.length > mostText && mentionsEnvironment(text) && !isMinified(text);
}

function mentionsEnvironment(text: string): boolean {
  if (words.some((word) => text.includes(word))) return true;
  return /\b(?:docker|podman|nerdctl)\b/.test(text) && /\b(?:spawn|exec|execa|zx)/.test(text);
}

function isMinified(text: string): boolean {
  if (text.length < 4000) return false;
  let lines = 1;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return text.length / lines > 300;
}
