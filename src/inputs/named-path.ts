import { statSync } from "node:fs";
import { type Refusal, refusalOf } from "./refusal.ts";
import type { Given } from "./regular-file.ts";

/** What a path of the command line leads to. It may be anywhere, and links to it are followed. */
export function kindOfNamed(path: string): Given<"folder" | "file"> {
  try {
    return { gave: statSync(path).isDirectory() ? "folder" : "file" };
  } catch (error) {
    const refused: Refusal = refusalOf(error);
    return { refused };
  }
}
