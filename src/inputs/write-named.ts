import { closeSync, constants, lstatSync, openSync, readlinkSync, realpathSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { UserError } from "../errors.ts";
import { codeOf, writeAll, writeSome, writeWhole } from "./write-file.ts";

/** In milliseconds. */
const patience = 30_000;

/**
 * Writes a file that the user named. A link is followed, and its target is replaced as a whole; a device or a pipe is
 * written directly. `limit` is how long a pipe may take nothing.
 */
export function writeNamed(path: string, pieces: () => Iterable<string>, limit = patience): void {
  const target = targetOf(path);
  const before = statSync(target, { throwIfNoEntry: false });
  const isDevice = isDirect(path) || isDirect(target) || before?.isFile() === false;
  try {
    if (isDevice) writeDirectly(target, pieces(), limit);
    else writeWhole(target, pieces(), before);
  } catch (error) {
    // A folder that takes no new file may hold one that can be written, as a container does with a single mounted file.
    const isClosed = ["EACCES", "EPERM", "EROFS", "EBUSY"].includes(codeOf(error) ?? "");
    if (isDevice || !before || !isClosed) throw error;
    writeDirectly(target, pieces(), limit);
  }
}

/** What a shell names so is open already, and another program may be writing there, too. */
function isDirect(path: string): boolean {
  return /^\/(?:dev(?!\/shm\/)|proc)\//.test(path);
}

/** Where links lead, also when there is nothing yet. */
function targetOf(path: string): string {
  if (isDirect(path)) return path;
  const link = lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ? readlinkSync(path) : undefined;
  if (link === undefined) return path;
  const next = resolve(realpathSync(dirname(path)), link);
  if (isDirect(next)) return next;
  return statSync(path, { throwIfNoEntry: false }) ? realpathSync(path) : targetOf(next);
}

function writeDirectly(path: string, pieces: Iterable<string>, limit: number): void {
  const { O_CREAT, O_NONBLOCK = 0, O_TRUNC, O_WRONLY } = constants;
  const file = openPipe(path, O_WRONLY | O_CREAT | O_TRUNC | O_NONBLOCK, limit);
  try {
    const write: typeof writeSome = (...words) => whenReady(() => writeSome(...words), "EAGAIN", limit);
    for (const piece of pieces) writeAll(file, Buffer.from(piece), write);
  } finally {
    closeSync(file);
  }
}

/** Without `O_NONBLOCK` a pipe that nobody reads would never open. */
function openPipe(path: string, flags: number, limit: number): number {
  try {
    // A reader may be just about to start.
    return whenReady(() => openSync(path, flags), "ENXIO", Math.min(limit, 2000));
  } catch (error) {
    if (codeOf(error) === "ENXIO") throw new UserError(`cannot write ${path}: nobody reads this pipe`);
    throw error;
  }
}

/** Tries again as long as the system says that it is not ready, up to a limit. */
function whenReady<T>(run: () => T, notReady: string, limit: number): T {
  const begun = Date.now();
  for (;;) {
    try {
      return run();
    } catch (error) {
      if (codeOf(error) !== notReady || Date.now() - begun >= limit) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
