import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/** More than any certificate or setting of Docker's. */
const most = 1024 * 1024;

/** The bytes of a file of Docker's settings; nothing where there is none. Throws where it is no small file. */
export function readSmallFile(path: string): Buffer | undefined {
  let handle: number | undefined;
  try {
    // Opening a pipe would otherwise wait for somebody who writes to it.
    handle = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const stat = fstatSync(handle);
    if (!stat.isFile()) throw new Error("no file");
    if (stat.size > most) throw new Error("too long");
    return readFileSync(handle);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "ENOENT" || code === "ENOTDIR") return undefined;
    throw error;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}
