import { type Dirent, readdirSync } from "node:fs";
import { decodeName } from "./file-names.ts";
import { refusalOf } from "./refusal.ts";

/** What a folder contains. */
export interface Entry {
  name: string;
  is: "file" | "folder" | "link" | "special";
}

/** The entries of a folder by their names' order; `undefined` where there is a folder that may not be read. */
export function entriesOf(folder: string): Entry[] | undefined {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    const named = entries.some(({ name }) => name.includes("\ufffd")) ? bytewise(folder) : entries.map(entry);
    return named.sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch (error) {
    return refusalOf(error) === "gone" ? [] : undefined;
  }
}

function entry(of: Pick<Dirent, "name" | "isFile" | "isDirectory" | "isSymbolicLink">): Entry {
  return { name: of.name, is: kindOf(of) };
}

/** With names that may not be UTF-8. */
function bytewise(folder: string): Entry[] {
  const entries = readdirSync(folder, { withFileTypes: true, encoding: "buffer" });
  return entries.map((of) => ({ name: decodeName(Buffer.from(of.name)), is: kindOf(of) }));
}

function kindOf(of: Pick<Dirent, "isFile" | "isDirectory" | "isSymbolicLink">): Entry["is"] {
  if (of.isFile()) return "file";
  if (of.isDirectory()) return "folder";
  return of.isSymbolicLink() ? "link" : "special";
}
