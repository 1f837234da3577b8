import { showPlace } from "../facts/shown.ts";
import { keyKind } from "./names/key-words.ts";
import { isOutsideService, isWhom } from "./names/outside-services.ts";
import { isQualifier } from "./names/qualifiers.ts";
import { secretWord } from "./names/secret-words.ts";
import { isSelfHosted } from "./names/self-hosted.ts";
import { list } from "./names/table.ts";
import { quoted } from "./names.ts";
import type { Family } from "./types.ts";
import { wordsOf } from "./words.ts";

/** Begins the reason for something whose name is not shown. */
export const unnamed = "a name inside it";

const usual = list("key keys pub private public id ids default super file env www web http https smtp sql url");

/**
 * What a name that is cut out of a text is called in a message. Nobody knows where it begins: where a line end is
 * missing, a secret comes before it. So it is
 * its own name only where it begins a line and is written as names are, or where each of its words is one we know; else
 * the word of our vocabulary.
 */
export function innerName(name: string, beginsLine: boolean, family: Family): { name: string; subject: string } {
  const isClear = (beginsLine && name.length <= 50 && showPlace(name) === name) || wordsOf(name).every(isKnown);
  return isClear ? { name, subject: quoted(name) } : { name: family.replace(" ", "_"), subject: unnamed };
}

function isKnown(word: string): boolean {
  return (
    secretWord(word) !== undefined ||
    keyKind(word) !== "unknown" ||
    isQualifier(word) ||
    isWhom(word) ||
    isOutsideService(word) ||
    isSelfHosted(word) ||
    usual.has(word) ||
    /^\d{1,2}$/.test(word)
  );
}
