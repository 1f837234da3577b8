import type { GapCode, GapReason } from "../facts/index.ts";
import { type Shown, say } from "../facts/shown.ts";

/** Why a path gave nothing to read. `gone`: nothing is there; `impossible`: no file can have this name. */
export type Refusal = "gone" | "outside" | "circle" | "denied" | "special" | "folder" | "impossible" | "unreadable";

const words: Readonly<Record<Refusal, Shown>> = {
  gone: say("no such file"),
  outside: say("leads through a symlink out of the folder that is checked"),
  circle: say("its links lead in a circle"),
  denied: say("permission denied"),
  special: say("is not a regular file"),
  folder: say("is a folder"),
  impossible: say("no file can have this name"),
  unreadable: say("could not be read"),
};

/** The reason as one phrase. */
export function sayRefusal(refusal: Refusal): Shown {
  return words[refusal];
}

const gapCodes: Readonly<Partial<Record<Refusal, GapCode>>> = {
  gone: "missing",
  impossible: "missing",
  outside: "outside",
  circle: "circular",
};

/** The reason, for programs too. */
export function reasonOf(refusal: Refusal): GapReason {
  return { code: gapCodes[refusal] ?? "unreadable", why: words[refusal] };
}

/** Why a file is not read whose name no text can spell. */
export const badName: GapReason = { code: "encoding", why: say("its name is not valid UTF-8") };

const codes: Readonly<Record<string, Refusal>> = {
  ENOENT: "gone",
  ENOTDIR: "gone",
  ELOOP: "circle",
  EACCES: "denied",
  EPERM: "denied",
  EISDIR: "folder",
  ENAMETOOLONG: "impossible",
  // Node refuses a NUL byte before the system sees it.
  ERR_INVALID_ARG_VALUE: "impossible",
};

/** What an error of the file system means. */
export function refusalOf(error: unknown): Refusal {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return Object.hasOwn(codes, code) ? (codes[code] ?? "unreadable") : "unreadable";
}
