/** Whether a path, or a folder above it, is what a pattern of `COPY` or `rm` names. Both relative, or both absolute. */
export function reaches(pattern: string, path: string): boolean {
  return runs(namesOf(pattern), namesOf(path), 0, fits);
}

/**
 * Whether `rm` of this path removes that file. Where one of them is relative to an unknown folder, the names must meet
 * somewhere: `certs` removes
 * `/app/certs/server.key`, and `/app/.env` removes `.env`.
 */
export function removes(removed: string, file: string): boolean {
  const gone = namesOf(removed);
  const names = namesOf(file);
  if (isAbsolute(removed) && isAbsolute(file)) return runs(gone, names, 0, expands);
  const tail = gone.slice(-names.length);
  // `rm -rf *` says nothing of where, and no more does the end of `/var/lib/apt/lists/*`.
  if (tail.every((name) => /^\*+$/.test(name))) return false;
  return names.some((_, start) => runs(tail, names, start, expands));
}

function runs(
  pattern: readonly string[],
  names: readonly string[],
  start: number,
  matches: (pattern: string, name: string) => boolean,
): boolean {
  if (start + pattern.length > names.length) return false;
  return pattern.every((one, index) => matches(one, names[start + index] ?? ""));
}

/** A shell's wildcard leaves out what begins with a dot; a copy's does not. */
function expands(pattern: string, name: string): boolean {
  return (!name.startsWith(".") || !/^[*?[]/.test(pattern)) && fits(pattern, name);
}

function namesOf(path: string): string[] {
  return path
    .replace(/^(?:~|\$HOME|\$\{HOME\})(?=\/|$)/, "/root")
    .split("/")
    .filter((name) => name !== "" && name !== ".");
}

function isAbsolute(path: string): boolean {
  return /^(?:\/|~|\$HOME)/.test(path);
}

/** `*` and `?` within one name. Goes back to the last star only, so that it ends in pattern times name. */
function fits(pattern: string, name: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let index = 0; index < name.length; ) {
    if (pattern[at] === "*") {
      star = at++;
      resume = index;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === name[index])) {
      at++;
      index++;
    } else if (star >= 0) {
      at = star + 1;
      index = ++resume;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}
