import type { Part, Value } from "./fact.ts";
import type { Shown } from "./shown-text.ts";

export type { Shown } from "./shown-text.ts";

/** Tells whether a name is that of a variable the project has. */
export type IsVariable = (name: string) => boolean;

type ReferencePart = Extract<Part, { is: "reference" }>;

const noVariable: IsVariable = () => false;

function asShown(text: string): Shown {
  return text as Shown;
}

/** A text that is written out in the program; one that is made while it runs does not compile. */
export type Own<Text extends string> = Text extends Shown
  ? Text
  : string extends Text
    ? never
    : // A pattern such as `a ${string}` is made while the program runs, too.
      { [key: string]: 1 } extends Record<Text, 1>
      ? never
      : Text;

/** A phrase of ours. */
export function say<Text extends string>(text: Text & Own<Text>): Shown {
  return asShown(text);
}

/** A sentence of ours: only shown text and numbers can be filled in. */
export function show(words: TemplateStringsArray, ...inserts: readonly (Shown | number)[]): Shown {
  return asShown(String.raw({ raw: words }, ...inserts));
}

/** What may be shown of a value: literals masked, references by name, the rest as `…`. */
export function masked(value: Value, isVariable: IsVariable = noVariable): Shown {
  return maskedParts(value, isVariable, false);
}

function maskedParts(value: Value, isVariable: IsVariable, inFallback: boolean): Shown {
  const parts = joined(value);
  return asShown(
    parts
      .map((part, index) => {
        if (part.is === "literal") return part.text.mask();
        if (part.is === "unknown") return "…";
        // In a fallback, text that a dollar begins is text more often than a variable of an odd name.
        const isOdd = inFallback && !(part.to.store === "env" && variableShape.test(part.to.name));
        const glued = isOdd || index > 0;
        return shownReference(part, glued, isVariable, (fallback) => maskedParts(fallback, isVariable, true));
      })
      .join(""),
  );
}

/** A path or an address as it is written: references by name, their fallbacks masked, without userinfo and query. */
export function showPath(value: Value, isVariable: IsVariable = noVariable): Shown {
  let text = "";
  for (const part of value) {
    // A brace in a text was not closed, and what follows it is no path.
    if (text.endsWith("${")) break;
    if (part.is === "literal") text += part.text.open((literal) => literal.replace(/\$(?:\{.*|[^/]*)/gs, shownSlip));
    else if (part.is === "unknown") text += "…";
    else
      text += bareOrBraced(
        part,
        shownReference(part, /[\w+%~!*]$/.test(text), isVariable, () => "…"),
      );
  }
  return cleaned(text.replace(/\$\{$/, "$…"));
}

function shownSlip(written: string): string {
  return written.startsWith("${") ? "${" : "$…";
}

/** The same for a path or an address that is one text. */
export function showAddress(text: string): Shown {
  return cleaned(text.replace(slip, "$…"));
}

/**
 * The address of an engine. The name of a user is part of it, where it cannot be a password; a socket's path has none.
 */
export function showEngine(address: string): Shown {
  if (socketPath.test(address)) return clipped(address);
  const before = lastAt.exec(address)?.[1];
  if (before === undefined) return cleaned(address);
  const [start = ""] = scheme.exec(before) ?? [];
  const user = before.slice(start.length);
  const isUser = /^ssh:/i.test(start) && /^[a-z_][a-z\d_-]{0,31}$/.test(user) && user.split(/[_-]/).every(isNameWord);
  return asShown(`${start}${isUser ? user : "…"}@${cleaned(address.slice(before.length + 1))}`);
}

function cleaned(text: string): Shown {
  const [before = ""] = withoutUserinfo(text).split(/\?|#/, 1);
  const clean = before
    .replace(control, "")
    // An address that was cut off before its `@`: a port has digits.
    .replace(/(\/\/(?:\[[\da-f:.]*\]|[^/:[]*)):(?!\d{1,5}(?:\/|$))[^/]+/g, "$1:…")
    .replace(/=[^/]*/g, "=…")
    .replace(/^[^{]*\}/, "…}");
  // A quote that is not closed makes a path of what follows.
  return clipped(/[\s"'<>|`]/.test(clean) ? clean.replace(/[^\s/\\:._={}"'`@$…-]+/g, wordOrNothing) : clean);
}

function clipped(text: string): Shown {
  const clean = text.replace(control, "");
  return asShown(clean.length > longestPath ? `${clean.slice(0, longestPath - 1)}…` : clean);
}

/**
 * A word for a message that is a name by its place, or a text made of names: passes through but for the userinfo of
 * addresses in it.
 */
export function showName(text: string): Shown {
  return asShown(
    text.includes("@") ? text.replace(beforeAt, (word) => (isAddress(word) ? withoutUserinfo(word) : word)) : text,
  );
}

/**
 * What is in the place of a name that anybody may choose: the target of a grant, a word of a command line. What is not
 * written as names are is `…`.
 */
export function showPlace(text: string): Shown {
  return asShown(cleaned(text).replace(/[^/\\:._-]+/g, wordOrNothing));
}

/**
 * The key of a map. A quote or a brace that is not closed makes a key of what follows, and so does a wrong indent.
 * Such text is no name, and neither is an address with a query or a fragment.
 */
export function showKey(text: string): Shown {
  // A condition of a pipeline decides about what is below it, and names nothing.
  const isName = /^\$\{\{.*\}\}$/s.test(text) || (text.length <= 80 && !/[\n={}"'`@]|:\s|\s-|\S[?#]\S/.test(text));
  return asShown(isName ? text : text.slice(0, 80).replace(/[^\s/\\:._={}"'`@,-]+/g, wordOrNothing));
}

/** The title of a job or a container, which can be the image it runs. */
export function showTitle(text: string): Shown {
  const title = showName(text).replace(/\$\{(\w{1,80})[^\w}][^}]{0,400}\}{0,9}/g, "${$1:-…}");
  // What is left of braces belongs to a reference that somebody broke.
  const isBroken = /[{}=\n]/.test(title.replace(/\$\{\w+(?::-…)?\}|\$?\{\{.*?\}\}/g, ""));
  return isBroken ? showKey(title) : asShown(title);
}

/** The number of a user or a group. */
export function showId(id: string): Shown {
  return asShown(/^(?:\d{1,10}|\$\{[A-Z_][A-Z\d_]*\})$/.test(id) ? id : "…");
}

/** The name of an image, without registry, tag and digest. */
export function showImageName(reference: string): Shown {
  const name = withoutUserinfo(reference)
    .replace(/@.*$|:[^/]*$/g, "")
    .replace(/^.*\//, "");
  return asShown(showPlace(name) === name ? name : "");
}

/** The variable that a reference names; none, where that may be a piece of a secret. */
export function showReferred(part: ReferencePart, glued = false): Shown | undefined {
  const name = nameOf(part, glued, noVariable);
  return name === "…" ? undefined : asShown(name);
}

/** A reference inside a name: `${X}`. `before`: what is in front of it. */
export function showReference(part: ReferencePart, before: string): Shown {
  return asShown(`\${${nameOf(part, /\w$/.test(before), noVariable)}}`);
}

/**
 * The name of a variable. Where nothing is bound to it, it can be the last line of a value, or a value: then it has to
 * look like a variable.
 */
export function showVariable(name: string, value: Value): Shown {
  return variableShape.test(name) || !value.every((part) => isNothing(part, name)) ? showName(name) : asShown("…");
}

/** Padding of a text in Base64, or what the environment has under the name itself. */
function isNothing(part: Part, name: string): boolean {
  return part.is === "literal" ? part.text.matches(/^=*$/) : part.is === "reference" && part.to.name === name;
}

function wordOrNothing(word: string): string {
  return isNameWord(word) ? word : "…";
}

/** One style, not endless, and with vowels where it is long: letters made by a machine are seldom so. */
function isNameWord(word: string): boolean {
  if (/^(?:\d{1,8}|\$\{[A-Z_][A-Z\d_]*\}|…)$/.test(word)) return true;
  if (word.length > 24 || !/^(?:[a-z\d]+|[A-Z\d]+|[A-Za-z][a-z]+\d*(?:[A-Z][a-z]+\d*){0,4})$/.test(word)) return false;
  const bare = (word.match(/[A-Z]?[a-z]+|[A-Z]+/g) ?? []).filter(
    (piece) => piece.length > 2 && !/[aeiouy]/i.test(piece),
  );
  return bare.length < 2 && bare.every((piece) => piece.length < 6);
}

// A dollar that no variable of a usual name follows up to the end of its folder; a brace may hold folders, and its end
// may be missing.
const slip = /\$(?!(?:[A-Z_][A-Z\d_]*|\{[A-Z_][A-Z\d_]*\})(?:[/.]|$))(?:\{.*|[^/]*)/gs;
const longestPath = 80;
const control = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const variableShape = /^[A-Z_][A-Z\d_]{0,99}$/;
const shellParameter = /^[\d@*#?$!-]$/;
// What comes before the last `@` that is no digest of an image. People escape nothing, so that `/`, `?`, `#` and `@`
// may be part of a password.
const lastAt = /^(.*)@(?!sha\d+:)/s;
const scheme =
  /^(?:(?:git|hg|docker-image|oci-layout|oci|jdbc)::?)?(?:(?:https?|ssh|git|(?:git|svn)\+(?:https?|ssh|file)|s?ftps?|rsync|oci|docker-image|oci-layout|tcp|unix|npipe|file|s3|gs|azblob|postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|ldaps?|nats|mssql|sqlserver|mqtts?|wss?)?:)?\/\//i;
/** The path of a socket has no user. */
const socketPath = /^(?:unix|npipe):\/\/\/[^:]*$/;
const beforeAt = /[^\s"'`(]+["'`]*@(?!sha\d+:)/g;

function withoutUserinfo(text: string): string {
  if (socketPath.test(text)) return text;
  const before = text.includes("@") ? lastAt.exec(text)?.[1] : undefined;
  if (before === undefined || before === "" || (!isAddress(text) && before.includes("/"))) return text;
  const rest = text.slice(before.length + 1);
  const [start = ""] = scheme.exec(before) ?? [];
  const isEveryones = ["git", "…"].includes(before.slice(start.length));
  return isEveryones ? text : `${start}${rest}`;
}

/** `./node_modules/@scope` and `unit@.service` are names. */
function isAddress(text: string): boolean {
  return text.includes(":") || text.includes("//");
}

/**
 * A password may hold a `$`, and then a piece of it is taken for a name. Such a piece follows other text, has no
 * braces, or is not written as variables are;
 * it is shown only where the project has a variable of that name.
 */
function shownReference(
  part: ReferencePart,
  glued: boolean,
  isVariable: IsVariable,
  showFallback: (fallback: Value) => string,
): string {
  const name = nameOf(part, glued, isVariable);
  if (part.to.store === "file") return `$(cat ${name})`;
  return part.fallback ? `\${${name}:-${showFallback(part.fallback)}}` : `\${${name}}`;
}

/** `$X` where that is written. */
function bareOrBraced(part: ReferencePart, shown: string): string {
  return isBare(part) ? shown.replace(/[{}]/g, "") : shown;
}

/** `$X`, or a name only in a language whose texts have quotes. */
function isBare({ to, span }: ReferencePart): boolean {
  return span[1] - span[0] <= to.name.length + 1;
}

function nameOf(part: ReferencePart, glued: boolean, isVariable: IsVariable): string {
  const { to } = part;
  if (to.store === "file") return showAddress(to.name);
  if (to.store === "secret" || isVariable(to.name)) return to.name;
  if (variableShape.test(to.name) || shellParameter.test(to.name)) return isBare(part) && glued ? "…" : to.name;
  return isBare(part) || glued || !/^[A-Za-z_][\w.]*$/.test(to.name) ? "…" : to.name;
}

/** Literals that are side by side, as the lines of a text do, made one. */
function joined(value: Value): Part[] {
  const parts: Part[] = [];
  for (const part of value) {
    const last = parts.at(-1);
    if (part.is !== "literal" || last?.is !== "literal") parts.push(part);
    else parts[parts.length - 1] = { ...last, text: last.text.join(part.text), span: [last.span[0], part.span[1]] };
  }
  return parts;
}
