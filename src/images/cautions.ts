import type { Behaviour } from "./family.ts";

/**
 * What somebody must know who moves `variable` into a file: one sentence each, without full stop. Quiet where nothing
 * is to be feared or known.
 */
export function cautions(variable: string, behaviour: Behaviour, fileMode: string | undefined): string[] {
  return [
    ...said(bothSet[behaviour.bothSet], variable),
    ...said(missing[behaviour.missingFile], variable),
    ...said(exported[behaviour.exportedToEnv], variable),
    ...said(newline[behaviour.newline], variable),
    ...(fileMode === undefined
      ? []
      : [
          `the image insists on the file's permissions (${fileMode}); Compose keeps those of the file itself, so set them there`,
        ]),
  ];
}

type Words<Key extends string> = Partial<Record<Key, string>>;

const bothSet: Words<Behaviour["bothSet"]> = {
  error: "remove {VAR}: with both set, the container stops",
  "file-wins": "remove {VAR}: with both set, the file wins and the value in plain text stays for all to read",
  "value-wins": "remove {VAR}: with both set, the value in plain text wins and the file is ignored",
  neither: "remove {VAR}: with both set, neither is used",
  undefined: "remove {VAR}: with both set, it is left to chance which one is used",
};
const missing: Words<Behaviour["missingFile"]> = {
  ignored: "a file that is missing is passed over without an error, and {VAR} stays unset or keeps its default",
  empty: "a file that is missing makes {VAR} empty",
  literal: "where the file is missing, its path becomes the value of {VAR}",
  created: "a file that is missing is created with a random value",
};
const exported: Words<Behaviour["exportedToEnv"]> = {
  yes: "the image puts the value into the environment of its service: `docker inspect` no longer shows it, /proc/1/environ or a child process may",
  "first-start": "while it initialises, the image holds the value in its environment",
  "child-only": "child processes of the service see the value in their environment",
  argv: "the image passes the value on as an argument: the process list shows it",
};
const newline: Words<Behaviour["newline"]> = {
  kept: "a line break at the end of the file becomes part of the secret: write it with `printf %s`",
  "first-line": "only the first line of the file is used",
};

function said(sentence: string | undefined, variable: string): string[] {
  return sentence === undefined ? [] : [sentence.replaceAll("{VAR}", variable)];
}
