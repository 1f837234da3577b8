import type { Shell } from "../arguments.ts";
import { bashCompletion } from "./bash.ts";
import { fishCompletion } from "./fish.ts";
import { offered } from "./words.ts";
import { zshCompletion } from "./zsh.ts";

/** The script that makes a shell complete what `runsecrets` takes. */
export function completion(shell: Shell): string {
  const write = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion }[shell];
  return write(offered());
}
