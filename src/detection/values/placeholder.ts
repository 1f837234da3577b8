import { anyOf } from "../any-of.ts";
import { wordsOf } from "../words.ts";
import { fits, ofNoUse, tellingWords, worksAnyway } from "./placeholder-phrases.ts";
import { strength } from "./strength.ts";

/**
 * `empty`: stands for a secret and is no use as one; `works`: stands for a secret, and becomes the password if nobody
 * replaces it.
 */
export type Placeholder = "empty" | "works" | "no";

const longest = 200;
// `<your password>`, `[project-ref]`, `{key}`, `(see vault)`, `!!!SET KEY!!!`.
const brackets = [
  /^<[\s\S]*>$/,
  /<[A-Za-z][\w .,:/'-]{0,80}>/,
  /^\[[A-Za-z][\w .,'-]{0,80}\]$/,
  /^\{[A-Za-z][\w .,-]{0,80}\}$/,
  /^\([A-Za-z][\w .,'-]{0,80}\)$/,
  /^!{2,}[A-Za-z][\w .,'-]{0,80}!{2,}$/,
];
// `xxx`, `XXXX-XXXX`, `***`, `...`, `????`.
const filling = [/^[xX]{3,}$/, /^(?:[xX]{2,}[-_ .:]?){2,}$/, /[xX]{6,}/, /^[*•.…_#?=-]{2,}$/, /\*{4,}|\.{3,}|…/];
const documented = /EXAMPLE(?:KEY|TOKEN|SECRET)?$/;
// `INSERTSECRETHERE`, over and over where a key has to be long.
const runTogether =
  /^(?:(?:INSERT|ENTER|PUT)(?:YOUR)?(?:SECRET|PASSWORD|KEY|TOKEN|VALUE)HERE)+$|^(?:(?:insert|enter|put)(?:your)?(?:secret|password|key|token|value)here)+$/;
// The keys with which a captcha lets everybody through, or nobody.
const turnstile = /^[123]x0{20,}[A-F]{2}$/;
const empty = anyOf([...brackets, ...filling, documented, runTogether, turnstile]);
/** What all of them need. */
const telling = /[<[{(*•…]|^!!|xx|\.\.|example|here$|^[123]?[x._#?=-]/;

/** Whether a text stands for a secret that is to be filled in. */
export function placeholder(text: string): Placeholder {
  if (text.length > longest) return "no";
  if (telling.test(text.toLowerCase()) && empty.test(text)) return "empty";
  if (hasRandomWord(text)) return "no";

  // Laravel writes `base64:` before its keys.
  const words = wordsOf(text.replace(/^base64:/, ""));
  const phrase = words.join(" ");
  if (fits(worksAnyway, phrase)) return "works";
  if (fits(ofNoUse, phrase)) return "empty";
  return words.some((word) => tellingWords.has(word)) ? "empty" : "no";
}

/**
 * Whether a text only repeats the name it is bound to, or is the name of another variable: `API_KEY=API_KEY`,
 * `API_KEY=MY_API_KEY`.
 */
export function isNameOf(
  text: string,
  { selfIssued, words }: { selfIssued: boolean; words: readonly string[] },
): boolean {
  const isVariable = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) && !/[A-Z][0-9]+[A-Z]|[0-9]{3}/.test(text);
  if (isVariable && strength(text) !== "random") return true;
  const said = wordsOf(text);
  if (/^[A-Z]{4,}$/.test(text) && said.join("") === words.join("")) return true;
  // `MyCloudflareApiToken`
  return !selfIssued && (said.join("") === words.join("") || /^my .*\b(?:key|token|secret)$/.test(said.join(" ")));
}

/**
 * Whether one of its words looks made by a machine: `django-insecure-` before fifty random characters does not make
 * them a placeholder.
 */
export function hasRandomWord(text: string): boolean {
  return text.split(/[-_. ]/).some((word) => word.length >= 16 && strength(word) === "random");
}
