import { relative } from "node:path";
import { namedAs } from "../scanners/names.ts";
import { type Door, slashed } from "./door.ts";

/** What is to be read, and links out of the root whose names say too little. */
interface Listed {
  kept: string[];
  doubtful: string[];
}

/**
 * Keeps of these paths what can be read, each file once: a link gives way to the file it leads to, and is dropped when
 * it leads to a file that
 * is listed anyway, to a folder, or nowhere. A link out of the root or in a circle is kept: reading it says why it
 * cannot be read.
 */
export function withoutTwins(door: Door, paths: readonly string[], already: ReadonlySet<string>): Listed {
  const kept = new Set<string>();
  const doubtful: string[] = [];
  const links: (readonly [link: string, target: string])[] = [];
  for (const path of paths) {
    const found = door.find(path);
    if ("refused" in found) {
      if (!found.link || (found.refused !== "outside" && found.refused !== "circle")) continue;
      if (isBareName(path)) doubtful.push(path);
      else kept.add(path);
    } else if (found.link) {
      if (found.stat.isFile() || isSpecial(path, found.stat))
        links.push([path, slashed(relative(door.root, found.real))]);
    }
    // A folder is here when it could not be listed: reading it says why.
    else if (found.stat.isFile() || found.stat.isDirectory() || isSpecial(path, found.stat)) kept.add(path);
  }
  const led = new Set<string>();
  for (const [link, target] of links.sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (already.has(target) || led.has(target)) continue;
    if (tellsMore(target, link)) {
      if (!kept.has(target)) led.add(target);
      kept.add(target);
    } else {
      // `.env -> settings/production` is an env file by the link's name only.
      led.add(target);
      kept.delete(target);
      kept.add(link);
    }
  }
  return { kept: [...kept], doubtful };
}

/** A FIFO or a socket is worth a word where its name only makes it a file for us. */
function isSpecial(path: string, stat: { isFile(): boolean; isDirectory(): boolean }): boolean {
  return !stat.isFile() && !stat.isDirectory() && namedAs(path)?.sure === true;
}

/** `current`, `result`: most such links lead to folders, and only a first line could make their target a script. */
function isBareName(path: string): boolean {
  const named = namedAs(path);
  return named?.kind === "shell script" && !named.sure;
}

/** Whether the name of the file itself says what it is, at least as well as the link's. */
function tellsMore(target: string, link: string): boolean {
  const named = namedAs(target);
  return named !== undefined && (named.sure || namedAs(link)?.sure !== true);
}
