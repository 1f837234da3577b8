import { showName } from "./facts/shown.ts";

/** What the user can fix: printed as one line, without a stack. All else that is thrown is a bug of ours. */
export class UserError extends Error {
  /** Bundles shorten the names of classes, and Node prints them. */
  static override readonly name = "UserError";
  /** What to do about it, in one phrase: `did you mean secret-in-env?` */
  declare readonly hint?: string;

  constructor(message: string, hint?: string) {
    super(showName(message));
    this.name = "UserError";
    const properties = { configurable: true, writable: true, enumerable: false };
    if (hint !== undefined) Object.defineProperty(this, "hint", { ...properties, value: showName(hint) });
    // What Node prints of an error that nobody caught: a person reads it, and our own lines would not help.
    const text = showName(hint === undefined ? message : `${message}; ${hint}`);
    Object.defineProperty(this, "stack", { ...properties, value: `UserError: ${text}` });
  }
}

/** By name: the command line is bundled apart from what it loads, and each bundle has a class of its own. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === "UserError";
}

/** Flags that the library has as options. */
const flags =
  /`?--(host|context|containers|no-proc|exec|against|staged|since|diff|baseline|secrets-dir)(?: [A-Z]+)?(?![\w-])`?/g;

/** An error of the command line in the words of the library: the option `host` instead of the flag `--host`. */
export function inOptions(error: unknown): unknown {
  if (!isUserError(error)) return error;
  const named = (text: string) => text.replace(flags, (_, flag: string) => `\`${camelCase(flag)}\``);
  return new UserError(named(error.message), error.hint && named(error.hint));
}

function camelCase(flag: string): string {
  return flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
}

const bug = Symbol.for("runsecrets: where a bug was met");

/** Runs a part, and notes on what leaves it where that happened. */
export function within<T>(where: string, run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof Error && !isUserError(error)) Object.assign(error, { [bug]: where });
    throw error;
  }
}

/** A bug in one line: where, and of which class. Its own text and stack could quote a file. */
export function bugLine(error: unknown): string {
  const where: unknown = error instanceof Error ? Reflect.get(error, bug) : undefined;
  return `internal error${typeof where === "string" ? ` in ${where}` : ""}: ${className(error)}`;
}

/** Where a bug was met, without the error's own text: the first frame comes after it. */
export function framesOf(error: unknown): string[] {
  const stack = error instanceof Error ? (error.stack ?? "") : "";
  const said = error instanceof Error ? `${error.name}: ${error.message}` : "";
  const frames = stack.startsWith(said) ? stack.slice(said.length) : "";
  return frames.split("\n").filter((line) => /^ {4}at .*:\d+:\d+\)?$/.test(line));
}

/** What kind of error it is, and nothing of what it says. */
export function className(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}
