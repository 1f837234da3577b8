import type { Project } from "./project.ts";

/** One thing that a set-up needs: a file to write, lines that somebody must add to a file of their own, or nothing, because it is there or has no place. */
export type Step =
  | { do: "write"; file: string; text: string; executable?: true }
  | { do: "add"; file: string; text: string; why?: string }
  | { do: "nothing"; what: string };

/** A file of the user's own: already set up, or to be added to. */
export function theirs(project: Project, file: string, text: string): Step {
  if (mentions(project.text(file))) return { do: "nothing", what: `${file} runs runsecrets already` };
  return { do: "add", file, text };
}

/** Whether a file already runs us. */
export function mentions(text: string): boolean {
  return /\brunsecrets\b/.test(text);
}

/** How a file that others get, too, calls us: by what the project installs, or by the version that wrote it. */
export function command({ installed, version }: Project): string {
  return installed ? "npx --no-install runsecrets" : `npx --yes runsecrets@${version}`;
}
