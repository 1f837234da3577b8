/** Whether a file is called as Compose calls its files: read it then whatever it looks like. */
export function isComposeName(file: string): boolean {
  if (/(?:^|\/)\.(?:github|gitlab|circleci)\//.test(file)) return false;
  return /(?:^|\/)(?:[^/]*[._-])?compose(?:[._-][^/]*)?\.ya?ml(?:\.(?:j2|jinja2?|tmpl|tpl|template|erb|dist|example|sample))?$/i.test(
    file,
  );
}

/** Keys that only mean a service of Compose, with the value they need there: a scalar, or anything. */
const serviceKey =
  /^["']?(?:(?:image|extends|container_name|command|entrypoint)["']?\s*:\s*(?:\{\{|[^\s#{])|build["']?\s*:\s*[^\s#[|>]|(?:extends|env_file|depends_on|environment|volumes|secrets|healthcheck|deploy)["']?\s*:\s*(?:#.*)?$)/;
const otherTools = /^["']?(?:jobs|stages|steps|pipeline|apiVersion|workflows|pipelines)["']?\s*:/;
/** A line that is nothing but the mark of a template, or begins with a control mark. */
const template = /^(?:\{[%#]|<%(?!=)|\{\{[^{}]*\}\}$)/;

/**
 * Whether a text is a compose file whatever it is called: `services:` at the top, a map, and below it something that
 * only a
 * service of Compose has. Looks at lines, parses nothing.
 */
export function looksLikeCompose(text: string): boolean {
  let inServices = false;
  let serviceIndent = -1;
  let keyIndent = -1;
  let found = false;
  let building = false;
  for (const line of lines(text)) {
    const content = line.trimStart();
    if (content === "" || content.startsWith("#") || template.test(content)) continue;
    // Lando's `build:` is a list of commands.
    if (building && !content.startsWith("- ")) found = true;
    building = false;
    const indent = line.length - content.length;
    if (indent === 0 && !content.startsWith("- ")) {
      if (otherTools.test(content)) return false;
      inServices = /^["']?services["']?\s*:/.test(content);
      serviceIndent = -1;
      if (inServices && /^["']?services["']?\s*:\s*\{.*\b(?:image|build)["']?\s*:/.test(content)) found = true;
      continue;
    }
    if (!inServices) continue;
    if (serviceIndent < 0) {
      if (content.startsWith("- ")) inServices = false;
      else serviceIndent = indent;
    }
    if (indent <= serviceIndent) {
      keyIndent = -1;
      if (/:\s*(?:&\S+\s+)?\{.*\b(?:image|build)["']?\s*:/.test(content)) found = true;
      continue;
    }
    if (keyIndent < 0) keyIndent = indent;
    if (indent !== keyIndent) continue;
    if (serviceKey.test(content)) found = true;
    building = /^["']?build["']?\s*:\s*(?:&\S+\s*)?(?:#.*)?$/.test(content);
  }
  return found;
}

function* lines(text: string): Generator<string> {
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  while (start <= text.length) {
    const end = text.indexOf("\n", start);
    const stop = end < 0 ? text.length : end;
    yield text.slice(start, Math.min(stop, start + 400)).trimEnd();
    if (end < 0) return;
    start = end + 1;
  }
}
