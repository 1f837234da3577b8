import type { Project } from "./project.ts";

/**
 * One thing that a set-up needs: a file to write, lines that somebody must add to a file of their own, an answer that
 * only they have, or nothing, because it is there or has no place.
 */
export type Step =
  | { do: "write"; file: string; text: string; executable?: true; note?: string }
  | { do: "add"; file: string; text: string; why: string }
  | { do: "ask"; file: string; why: string }
  | { do: "nothing"; what: string };

/** A file of the user's own: already set up, or to be added to. */
export function theirs(
  project: Project,
  file: string,
  text: string,
  why = "this file is yours: add these lines",
): Step {
  if (mentions(project.text(file))) return { do: "nothing", what: `${file} runs runsecrets already` };
  return { do: "add", file, text, why };
}

/** Whether a file already runs us; a comment that names us runs nothing. */
export function mentions(text: string): boolean {
  return /^(?!\s*(?:#|\/\/)).*\brunsecrets\b/m.test(text);
}
