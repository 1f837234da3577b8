import { sayRefusal } from "../inputs/refusal.ts";
import type { Workspace } from "../inputs/workspace.ts";

/** Why a path that a file names gives nothing to read. */
export function whyAbsent(path: string, workspace: Workspace, what: "file" | "folder"): string {
  return workspace.leadsOut?.(path) ? sayRefusal("outside") : `no such ${what}`;
}
