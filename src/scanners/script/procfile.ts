import type { Scanner } from "../scanner.ts";
import type { ScriptText } from "../shell/script.ts";
import { fileSighting } from "./file-sighting.ts";

/** Reads a Procfile: `web: command`, a line each. */
export const scanProcfile: Scanner = ({ file, text }) => {
  const texts = [...text.matchAll(/^\uFEFF?([\w.-]+:[ \t]*)([^\r\n]+)/gm)].map((match): ScriptText => {
    const [all, name = "", command = ""] = match;
    const start = match.index + all.indexOf(name) + name.length;
    return {
      text: command,
      at: (index) => start + index,
      order: start,
      statement: [match.index, match.index + all.length],
    };
  });
  return fileSighting(file, texts);
};
