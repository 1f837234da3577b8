import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Small stories, each a folder with a project. */
export const projects = join(import.meta.dirname, "../../fixtures/projects");

/** A project's files by path. */
export function filesOf(project: string): Record<string, string> {
  const folder = join(projects, project);
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(folder.length + 1).replaceAll("\\", "/"), readFileSync(path, "utf8")];
    }),
  );
}
