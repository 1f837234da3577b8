import { showName } from "./facts/shown.ts";

/** What the user can mend: printed as one line, without a stack. All else that is thrown is a bug of ours. */
export class UserError extends Error {
  /** What to do about it, in one phrase: `did you mean secret-in-env?` */
  readonly hint?: string;

  constructor(message: string, hint?: string) {
    super(showName(message));
    this.name = "UserError";
    if (hint !== undefined) this.hint = showName(hint);
  }
}

/** By name: the command line is bundled apart from what it loads, and each bundle has a class of its own. */
export function isUserError(error: unknown): error is UserError {
  return error instanceof Error && error.name === "UserError";
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

/** What kind of error it is, and nothing of what it says. */
export function className(error: unknown): string {
  return error instanceof Error ? error.constructor.name : typeof error;
}
