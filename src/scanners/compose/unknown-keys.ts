import type { SubjectId } from "../../facts/index.ts";
import type { Entry } from "../text/yaml.ts";
import { type ComposeScan, everyKind, gap } from "./scan.ts";

/** Keys of the format's first versions, and one that is newer than its schema. */
const others = new Set(["cpuset", "dockerfile", "log_driver", "log_opt", "net", "pre_start", "volume_driver"]);

/** Says that a key is not read: it is misspelled, or newer than the list of those that were looked at. */
export function readUnknownKeys(
  scan: ComposeScan,
  subject: SubjectId,
  entries: readonly Entry[],
  known: ReadonlySet<string>,
): void {
  for (const { name, key } of entries) {
    // What is written otherwise is a template's, or reported as invalid.
    if (known.has(name) || others.has(name) || !/^[a-z][a-z_]{2,40}$/.test(name)) continue;
    gap(scan, subject, scan.yaml.span(key), everyKind, "unsupported", "a key that is not known: not read");
  }
}
