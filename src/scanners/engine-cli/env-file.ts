import { posix } from "node:path";
import type { SubjectId } from "../../facts/index.ts";
import type { Line } from "./line.ts";
import type { Option } from "./options.ts";
import { plainName } from "./pair.ts";

/**
 * `--env-file PATH`: relative to where the script is called, which is the root of the project or the script's own
 * folder.
 */
export function linkEnvFile({ scan }: Line, subject: SubjectId, { value }: Option): void {
  const path = plainName(value);
  if (path === undefined || path.includes("$") || path.startsWith("/")) return;
  const places = new Set([posix.normalize(path), posix.join(posix.dirname(scan.file), path)]);
  for (const place of places) {
    scan.links.push({ from: subject, to: `env-file:${place}`, because: "env-file" });
  }
}
