import type { Scanner } from "../scanner.ts";
import { fileSighting } from "./file-sighting.ts";

/** Reads a file that a shell runs from its first line to its last. */
export const scanShellScript: Scanner = ({ file, text }) =>
  fileSighting(file, [{ text, at: (index) => index, order: 0 }]);
