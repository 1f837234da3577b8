import { platform } from "node:process";
import type { Door } from "./door.ts";
import { bytesAt } from "./regular-file.ts";
import type { FileStat } from "./workspace.ts";

/**
 * Looks at a file from outside: its size, its permissions, its first three bytes and its last two. Undefined where
 * there is none.
 */
export function statFile(door: Door, path: string): FileStat | undefined {
  const given = door.use(path, (file, stat) => {
    const first = bytesAt(file, 0, 3);
    const last = bytesAt(file, Math.max(0, stat.size - 2), 2);
    // Windows makes the bits up.
    return { size: stat.size, ...(platform !== "win32" && { mode: stat.mode & 0o777 }), ...edges(first, last) };
  });
  return "gave" in given ? given.gave : undefined;
}

/** The same for a text in memory, which has no permissions. */
export function statText(text: string): FileStat {
  const bytes = Buffer.from(text);
  return { size: bytes.length, ...edges(bytes.subarray(0, 3), bytes.subarray(-2)) };
}

function edges(first: Buffer, last: Buffer): Pick<FileStat, "begins" | "ends"> {
  const start = first.toString("hex");
  const begins =
    start === "efbbbf" ? ("byte-order-mark" as const) : /^(?:fffe|feff)/.test(start) ? ("utf-16" as const) : undefined;
  const end = last.toString("hex");
  return {
    ...(begins && { begins }),
    ...(end === "0d0a" ? { ends: "crlf" as const } : end.endsWith("0a") && { ends: "line-feed" as const }),
  };
}
