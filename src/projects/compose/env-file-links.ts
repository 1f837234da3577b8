import { posix } from "node:path";
import { writtenPath } from "../../detection/paths.ts";
import type { Sighting } from "../../facts/index.ts";
import { folderOf } from "../../inputs/paths.ts";
import type { Workspace } from "../../inputs/workspace.ts";
import { variablesIn } from "./names.ts";

/**
 * The sighting with the ends of its open links found, as far as the `.env` beside the compose file names them; then
 * their gaps are none.
 */
export function resolveEnvFileLinks(
  sighting: Sighting,
  folders: ReadonlyMap<string, string>,
  workspace: Workspace,
): Sighting {
  const { open = [] } = sighting;
  const links = [...sighting.links];
  const settled = new Set<unknown>();
  for (const { from, because, path, gap } of open) {
    const folder = folders.get(gap.place.file) ?? folderOf(gap.place.file);
    const written = writtenPath(path, (name) => variablesIn(folder, workspace).get(name));
    if (!written?.known) continue;
    const clean = written.text.replaceAll("\\", "/");
    links.push({
      from,
      to: `env-file:${clean.startsWith("/") ? clean : posix.join(folder, clean)}`,
      because,
      expanded: true,
    });
    settled.add(gap);
  }
  if (settled.size === 0) return sighting;
  return { ...sighting, links, facts: sighting.facts.filter((fact) => !settled.has(fact)) };
}
