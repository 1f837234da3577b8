import type { GapReason } from "../facts/index.ts";
import { type Shown, say, show, showName } from "../facts/shown.ts";
import { reasonOf } from "../inputs/refusal.ts";
import type { Workspace } from "../inputs/workspace.ts";

/** Why a path that a file names gives nothing to read. */
export function whyAbsent(path: string, workspace: Workspace, what: "file" | "folder"): GapReason {
  return workspace.leadsOut?.(path) ? reasonOf("outside") : { code: "missing", why: show`no such ${showName(what)}` };
}

/** What a file names and cannot be followed, with the reason. */
export function unfollowed(what: Shown, { code, why }: GapReason): GapReason {
  return { code, why: show`${what}: ${why}` };
}

export const throughVariable: GapReason = { code: "variable", why: say("a variable in its path") };
export const outsideFolder: GapReason = { code: "outside", why: say("is outside of the folder that is checked") };
