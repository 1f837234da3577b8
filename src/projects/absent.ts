import { type Shown, show, showName } from "../facts/shown.ts";
import { sayRefusal } from "../inputs/refusal.ts";
import type { Workspace } from "../inputs/workspace.ts";

/** Why a path that a file names gives nothing to read. */
export function whyAbsent(path: string, workspace: Workspace, what: "file" | "folder"): Shown {
  return workspace.leadsOut?.(path) ? sayRefusal("outside") : show`no such ${showName(what)}`;
}
