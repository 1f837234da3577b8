import type { Value } from "../facts/index.ts";
import { soleLiteral } from "../facts/value.ts";
import { list } from "./names/table.ts";
import { readName } from "./names.ts";
import type { NameReading } from "./types.ts";
import { strength } from "./values/strength.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { wordsOf } from "./words.ts";

/** A form, a message or a schema has these: what it calls a password is a label, a key or a type. */
const ofForms = list(`
  old new current confirm confirmed confirmation repeat repeated retype forgot forgotten reset change changed invalid incorrect wrong
  missing required error label placeholder field input type title hint message msg regex pattern test testing mock fake dummy example sample
`);
const ofKeys = list("secret encryption encrypt jwt signing session cookie");

/** A text of a program and what it is called. */
interface NamedText {
  name: string;
  value: Value;
  file: string;
  /** The name of a user is beside it, as in a form, or where a program fills a database. */
  account: boolean;
}

/**
 * Whether a program keeps a secret in a text that is called like one. Programs call much else so: labels, messages,
 * fields of forms, keys of a storage. What looks made up by a person or a machine counts, plain words where the file or
 * the name says what they open.
 */
export function isSecretText({ name, value, file, account }: NamedText, own: Vocabulary | undefined): boolean {
  const literal = soleLiteral(value);
  const reading = readName(name, own);
  return literal?.text.open((text) => isSecret(text, reading, file, account)) ?? false;
}

function isSecret(text: string, name: NameReading, file: string, account: boolean): boolean {
  const { family, words } = name;
  if (name.weakEvidence || (family === "password" && words.some((word) => ofForms.has(word)))) return false;
  const made = isWords(text) ? "wordy" : strength(text);
  if (made === "random") return true;
  const isOwn =
    family === "password" || family === "secret" || (family === "key" && words.some((one) => ofKeys.has(one)));
  if (!isOwn || /\s/.test(text)) return false;
  if (account) return isConfiguration(file);
  if (made === "mixed" || (/\d/.test(text) && /[A-Za-z]/.test(text) && text.length >= 8)) return true;
  if (isForBrowsers(file) || wordsOf(text).join("") === words.join("")) return false;
  return isConfiguration(file) || (words.length > 1 && !/^[a-z]+[A-Z]|\./.test(text));
}

/** `incorrectEmailOrPassword`, `auth.reset.password`, `custom:static-translate`. */
function isWords(text: string): boolean {
  return /^[A-Za-z][a-z]{2,}(?:[.:_/-]?[A-Z]?[a-z]{1,})*$/.test(text);
}

function isForBrowsers(file: string): boolean {
  return (
    /\.[jt]sx$/.test(file) ||
    /(?:^|\/)(?:components?|pages|views|frontend|client|web|ui|public|static|assets|locales?|i18n|lang|translations?)\//i.test(
      file,
    )
  );
}

function isConfiguration(file: string): boolean {
  return /(?:^|[/._-])(?:conf|config|configs|configuration|settings?|keys?|secrets?|credentials?|env|environments?|db|database)(?=[/._-])/i.test(
    file,
  );
}
