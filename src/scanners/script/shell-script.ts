import type { Command, Word } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import type { Scanner } from "../scanner.ts";
import { fileSighting, scriptOf } from "./file-sighting.ts";

/** Reads a file that a shell runs from its first line to its last. */
export const scanShellScript: Scanner = ({ file, text }) =>
  fileSighting(file, [{ text, at: (index) => index, order: 0 }], interpreter(file, text));

/** `#!/bin/bash -ex`: what starts the script, where options come with it. */
function interpreter(file: string, text: string): Command[] {
  const [all, before = "", program = "", blank = "", option] = /^(#![ \t]*)(\S+)([ \t]+)(-\S+)/.exec(text) ?? [];
  if (all === undefined || option === undefined) return [];
  const word = (written: string, start: number): Word => {
    const span = [start, start + written.length] as const;
    return { value: [{ is: "literal", text: new Sealed(written), span }], span };
  };
  const span = [before.length, all.length] as const;
  return [
    {
      kind: "command",
      when: "step",
      words: [word(program, before.length), word(option, before.length + program.length + blank.length)],
      output: [],
      captured: false,
      subject: scriptOf(file),
      seen: "declared",
      order: -1,
      place: { in: "text", file, span, statement: span },
    },
  ];
}
