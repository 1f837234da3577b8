import type { Value } from "../facts/index.ts";
import type { Sealed } from "../facts/sealed.ts";

/** What names a program's argument: `--db-password=x`, `-Dkey=x`, `KEY=x`. Never its value. */
export interface ArgumentName {
  /** As written, dashes included. */
  written: string;
  /** Without dashes and without Java's `D`. */
  name: string;
  /** Where the value starts in the same word; absent where it is the next word. */
  valueAt?: number;
}

const withValue = /^(--?[A-Za-z][\w.:-]{0,80}|[A-Za-z_][\w.-]{0,80})=/;
const alone = /^--[a-z][a-z\d_.-]{1,60}$/i;
const short = /^-[a-z]{4,20}$/i;

/** The name that an argument carries, where it has the shape of one. */
export function argumentName(word: Sealed): ArgumentName | undefined {
  return word.open((text) => {
    const before = withValue.exec(text)?.[1];
    if (before !== undefined) return { written: before, name: bare(before), valueAt: before.length + 1 };
    if (alone.test(text) || short.test(text)) return { written: text, name: bare(text) };
    return undefined;
  });
}

function bare(written: string): string {
  return written.replace(/^-D(?=[a-z].*\.)/, "").replace(/^-+/, "");
}

/** The name of a file in a message: references by name. `undefined` where the text has not the shape of a path. */
export function fileName(value: Value): string | undefined {
  const name = folderName(value);
  return name !== undefined && /^~|[/.]/.test(name) ? name : undefined;
}

/** The same where the word can be nothing but a folder or a file, so that a bare name is one too. */
export function folderName(value: Value): string | undefined {
  let name = "";
  for (const part of value) {
    if (part.is === "literal") name += part.text.open((text) => text);
    else if (part.is === "reference" && part.to.store !== "file") name += `$${part.to.name}`;
    else return undefined;
  }
  return /^[\w@%+,.:/~$*{}-]{1,160}$/.test(name) ? name : undefined;
}
