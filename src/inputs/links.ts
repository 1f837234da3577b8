import { lstatSync, realpathSync, type Stats, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { namedAs } from "../scanners/names.ts";

/**
 * Keeps of these paths what can be read, each file once: a link gives way to the file it leads to, and is dropped when it leads to a file that
 * is listed anyway, out of the root, to a folder, or nowhere.
 */
export function withoutTwins(root: string, paths: readonly string[], already: ReadonlySet<string>): string[] {
  const kept = new Set<string>();
  const links: string[] = [];
  for (const path of paths) {
    const stat = statOf(join(root, path));
    if (stat?.isSymbolicLink()) links.push(path);
    // A folder stands here when it could not be listed: reading it says why.
    else if (stat?.isFile() || stat?.isDirectory()) kept.add(path);
  }
  const led = new Set<string>();
  for (const link of links.sort()) {
    const target = targetOf(root, link);
    if (target === undefined || already.has(target) || led.has(target)) continue;
    if (tellsMore(target, link)) {
      if (!kept.has(target)) led.add(target);
      kept.add(target);
    } else {
      // `.env -> settings/production` is an env file by the link's name alone.
      led.add(target);
      kept.delete(target);
      kept.add(link);
    }
  }
  return [...kept];
}

/** Whether the name of the file itself says what it is, at least as well as the link's. */
function tellsMore(target: string, link: string): boolean {
  const named = namedAs(target);
  return named !== undefined && (named.sure || namedAs(link)?.sure !== true);
}

/** `undefined`: deleted since git took note of it, or in a folder that may not be entered. */
function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}

/** The file a link leads to, relative to the root. */
function targetOf(root: string, link: string): string | undefined {
  try {
    const target = realpathSync(join(root, link));
    const path = relative(realpathSync(root), target).split(sep).join("/");
    return path.startsWith("../") || !statSync(target).isFile() ? undefined : path;
  } catch {
    // A broken link, or links in a circle.
    return undefined;
  }
}
