import { posix } from "node:path";
import type { Link } from "../../facts/index.ts";
import { folderOf } from "../../inputs/paths.ts";

const envFile = "env-file:";

/** The links of files whose paths begin in another folder than their own, as that folder means them. */
export function rebaseEnvFileLinks(links: Link[], folders: ReadonlyMap<string, string>): Link[] {
  if (folders.size === 0) return links;
  return links.map((link) => {
    const file = /^service:(.*)#/s.exec(link.from)?.[1];
    const folder = file === undefined ? undefined : folders.get(file);
    if (file === undefined || folder === undefined || link.because !== "env-file") return link;
    const path = link.to.slice(envFile.length);
    if (path.startsWith("/")) return link;
    const to = posix.join(folder, posix.relative(folderOf(file), path));
    return { ...link, to: `env-file:${to}` as const };
  });
}
