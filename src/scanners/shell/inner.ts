import type { Command as CommandNode, HereDoc, Word as WordNode } from "unbash";
import type { Scope } from "./scope.ts";
import { picked, type ShellSource, taken } from "./source.ts";

const shells = /^(?:\/(?:usr\/)?(?:local\/)?bin\/)?(?:ba|da|a|z|k)?sh$|^(?:\/bin\/)?su$/;

/** A word, or the body of a here-document, that a shell reads as a script of its own. */
export interface InnerText {
  node: WordNode | HereDoc;
  source: ShellSource;
  /** It runs when all else is done: `trap 'rm x' EXIT`. */
  last?: boolean;
}

/** `sh -c 'text'`, `su -c text`, `eval text`, `trap text EXIT`, `bash <<EOF`, wherever in the words the shell is. */
export function innerText(command: CommandNode, scope: Scope): InnerText | undefined {
  const words = [command.name, ...command.args].filter((one): one is WordNode => one?.type === "Word");
  const [first, second] = words;
  if (first?.value === "eval") return words.length === 2 && second ? wordText(second, scope) : undefined;
  if (first?.value === "trap") {
    const text = second && !second.value.startsWith("-") ? wordText(second, scope) : undefined;
    return text && { ...text, last: true };
  }
  const shell = words.findIndex(({ value }) => (value.endsWith("sh") || value.endsWith("su")) && shells.test(value));
  if (shell < 0) return undefined;
  const script = scriptIndex(words, shell);
  if (script !== undefined) {
    const text = words[script];
    return text ? wordText(text, scope) : undefined;
  }
  const rest = words.slice(shell + 1).every((word) => word.value.startsWith("-"));
  const doc = command.redirects.find((one): one is HereDoc => one.type === "HereDoc");
  if (!rest || !doc) return undefined;
  const { pos, end } = doc.body;
  return { node: doc, source: taken(scope.source, scope.source.text.slice(pos, end), pos) };
}

/** The word after `-c`. Before it be options only; `su` takes a user too. */
function scriptIndex(words: readonly WordNode[], shell: number): number | undefined {
  const user = words[shell]?.value.endsWith("su") ?? false;
  for (let index = shell + 1; index < words.length; index++) {
    const text = words[index]?.value ?? "";
    if (/^(?:-[a-zA-Z]*c|--command)$/.test(text)) return index + 1;
    if (/^[-+][a-zA-Z]*[oO]$/.test(text)) index++;
    else if (!user && !/^[-+]/.test(text)) return undefined;
  }
  return undefined;
}

/**
 * The text a word hands to the inner shell, when it is written in one piece. Expansions of the outer shell stay as
 * written.
 */
function wordText(word: WordNode, { source }: Scope): InnerText | undefined {
  const [part, more] = word.parts ?? [];
  if (more) return undefined;
  if (!part || part.type === "Literal") {
    if (/["'\\$`]/.test(word.text)) return undefined;
    return { node: word, source: taken(source, word.text, word.pos) };
  }
  if (part.type === "SingleQuoted") {
    return { node: word, source: taken(source, part.value, part.pos + 1) };
  }
  if (part.type !== "DoubleQuoted") return undefined;
  const { chars, indices } = unescaped(part.text.slice(1, part.text.endsWith('"') ? -1 : undefined), part.pos + 1);
  return { node: word, source: picked(chars, indices, source) };
}

/** Undoes the escapes of double quotes, and remembers where each char is. */
function unescaped(text: string, start: number): { chars: string; indices: number[] } {
  const kept: string[] = [];
  const indices: number[] = [];
  for (let index = 0; index < text.length; index++) {
    const next = text[index + 1];
    const from = index;
    if (text[index] === "\\" && next !== undefined && '"$`\\\n'.includes(next)) {
      index++;
      if (next === "\n") continue;
    }
    kept.push(text[index] ?? "");
    indices.push(start + from);
  }
  indices.push(start + text.length);
  return { chars: kept.join(""), indices };
}
