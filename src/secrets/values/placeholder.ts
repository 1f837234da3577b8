import { wordsOf } from "../words.ts";
import { strength } from "./strength.ts";

/** `empty`: stands for a secret and is no use as one; `works`: stands for a secret, and becomes the password if nobody replaces it. */
export type Placeholder = "empty" | "works" | "no";

const brackets =
  /^<[\s\S]*>$|<[A-Za-z][\w .,:/'-]{0,80}>|^\[[A-Za-z][\w .,'-]{0,80}\]$|^\{[A-Za-z][\w .,-]{0,80}\}$|^\([A-Za-z][\w .,'-]{0,80}\)$|^«.*»$/;
const fill = /^[xX]{3,}$|^(?:[xX]{2,}[-_ .:]?){2,}$|[xX]{6,}|^[*•.…_#?=-]{2,}$|\*{4,}|\.{3,}|…|^\?+$/;

// Words that say so themselves wherever they stand.
const telling = new Set(
  "placeholder todo fixme tbd tbc redacted masked hidden removed censored dummy fake mock unused ignored unset notset notused undefined none null nil nothing example123 redact missing".split(
    " ",
  ),
);

// `your-key`, `put-it-here`, `insert token`, `generate-with-openssl`.
const asking =
  /^(?:my|use|set|add)?[-_ ]?(?:your|ur)(?:[-_ ]|$|[A-Z])|(?:^|[^a-z])(?:your|yours|youre|ihr|votre|tu|seu|sua)[-_ ]|^your|[-_ ](?:goes[-_ ])?here(?:$|[^a-z])|^(?:insert|enter|put|fill|paste|specify|provide|type|supply|add|obtain|get|must|define|create|choose|pick)[-_ ](?:me|this|with|your|in|it|the|a|an|by|from|real|actual|own|value|here|to|some|something|strong|secure|be|new|key|token|secret|api|password|long|random|one|key)(?:$|[^a-z])|^(?:insert|enter|put|fill|paste|specify|provide|obtain|fillme|fillin|setme)$|^(?:insert|enter|paste|put|fill)[-_ ]?(?:me|in|here|it)?[-_ ]/i;
const generated =
  /^(?:please[-_ ])?(?:auto[-_ ]?)?generated?(?:$|[-_ ])|openssl[-_ ]rand|^(?:run|output)[-_ ]|[-_ ]from[-_ ](?:console|dashboard|vault|portal|github|step|env)/i;
const documented =
  /EXAMPLE(?:KEY|TOKEN|SECRET)?$|^(?:example|sample|demo)[-_ .]?(?:api[-_ ]?)?(?:key|token|secret)s?$|(?:^|[-_ ])(?:not|no)[-_ ]?(?:a[-_ ])?(?:real|used|needed|set|required|valid)|(?:^|[-_ ])build[-_ ]?(?:time)?[-_ ]only/;

const changing =
  /^(?:change|replace)[-_]|^(?:please[-_ ]?)?(?:change|replace|update|modify|override|rotate)[-_ ]?(?:me|this|it|that|with|in|on|for|by|before|default|your|the|to|after|value|pass|pwd|secret|key|token|asap|now|_|$)|(?:^|[^a-z])(?:change|replace)[-_ ]?(?:me|this|it|in|before|for|on|with|asap|now)(?:$|[^a-z])|(?:must|should|to|please|needs)[-_ ](?:be[-_ ])?(?:changed?|replaced?|overridden|updated?)|(?:^|[^a-z])(?:do[-_ ]?not|don'?t|never)[-_ ]?use|not[-_ ](?:for|in|safe)[-_ ](?:prod|use)|(?:^|[-_ ])dev(?:elopment)?[-_ ]only|(?:^|[-_ ])only[-_ ]for[-_ ]|^aendern|^cambia|^changez|^troque/i;

/** Whether a text stands for a secret that is to be filled in. */
export function placeholder(written: string): Placeholder {
  if (written.length > 200) return "no";
  // `ChooseYourOwn`, and Laravel's `base64:` before a key.
  const text = written.replace(/^base64:/, "").replace(/([a-z])([A-Z])/g, "$1-$2");
  if (brackets.test(text) || fill.test(text)) return "empty";
  if (hasRandomWord(text)) return documented.test(text) ? "empty" : "no";
  if (changing.test(text)) return "works";
  if (asking.test(text) || generated.test(text) || documented.test(text)) return "empty";
  return wordsOf(text).some((word) => telling.has(word)) ? "empty" : "no";
}

/** Whether a text only repeats the name it is bound to, or is the name of another variable: `API_KEY=API_KEY`, `API_KEY=MY_API_KEY`. */
export function isNameOf(text: string, { ownMade, words }: { ownMade: boolean; words: readonly string[] }): boolean {
  const isVariable = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(text) && !/[A-Z][0-9]+[A-Z]|[0-9]{3}/.test(text);
  return (isVariable && strength(text) !== "random") || (!ownMade && wordsOf(text).join("") === words.join(""));
}

// `django-insecure-` before fifty random characters does not make them a placeholder.
function hasRandomWord(text: string): boolean {
  return text.split(/[-_. ]/).some((word) => word.length >= 16 && strength(word) === "random");
}
