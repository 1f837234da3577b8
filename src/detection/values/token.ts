import { clouds } from "../tokens/clouds.ts";
import { forges } from "../tokens/forges.ts";
import { models } from "../tokens/models.ts";
import { packagesAndContainers } from "../tokens/packages-and-containers.ts";
import { paymentsMailAndChat } from "../tokens/payments-mail-and-chat.ts";
import type { TokenShape } from "../tokens/row.ts";
import { wholeShapes } from "../tokens/whole.ts";
import type { Range } from "../types.ts";
import { isMonotonous } from "./strength.ts";

/** A text of a known shape. `sample` says that it is one from documentation, or filled with `x`. */
export interface KnownToken {
  range: Range;
  name: string;
  is: NonNullable<TokenShape["is"]>;
  sample: boolean;
}

/** All rows of the table. */
export const tokenShapes: readonly TokenShape[] = [
  ...forges,
  ...clouds,
  ...packagesAndContainers,
  ...paymentsMailAndChat,
  ...models,
];

const byPrefix = new Map<string, { shape: TokenShape; pattern?: RegExp }[]>();
for (const shape of tokenShapes) {
  for (const prefix of shape.prefix.split(" ")) {
    const rows = byPrefix.get(prefix) ?? [];
    rows.push({ shape });
    byPrefix.set(prefix, rows);
  }
}
/** No row fits a text with fewer letters. */
const shortest = 16;
let sorted: readonly string[] | undefined;
function longestFirst(): readonly string[] {
  sorted ??= [...byPrefix.keys()].sort((a, b) => b.length - a.length);
  return sorted;
}
let anyPrefix: RegExp | undefined;
/** Made when it is first needed, as the patterns of the rows are: most runs meet no token. */
function gate(): RegExp {
  anyPrefix ??= new RegExp(
    longestFirst()
      .map((prefix) => prefix.replace(/[$.]/g, "\\$&"))
      .join("|"),
    "g",
  );
  return anyPrefix;
}

/** Whether any known shape could begin in this text: cheap, and often wrong. */
export function mayHoldToken(text: string): boolean {
  if (text.length < shortest) return false;
  return holdsPrefix(text) || wholeShapes.some(({ marks }) => text.includes(marks));
}

function holdsPrefix(text: string): boolean {
  // For short texts the pattern is not worth compiling.
  if (text.length < 100) {
    for (const prefix of byPrefix.keys()) if (text.includes(prefix)) return true;
    return false;
  }
  const pattern = gate();
  pattern.lastIndex = 0;
  return pattern.test(text);
}

/** Whether a text is no more than the beginning of a token: `sk_live_`. */
export function isBarePrefix(text: string): boolean {
  return byPrefix.has(text) || text === "sk-ant-" || text === "sk-proj";
}

/** Every token of a known shape in a text. */
export function knownTokens(text: string): KnownToken[] {
  if (text.length < shortest) return [];
  const whole = wholeShapes.find(({ marks, shape }) => text.length < 200 && text.includes(marks) && shape.test(text));
  if (whole) return [{ range: [0, text.length], name: whole.name, is: "secret", sample: isSample(text, "") }];

  const found: KnownToken[] = [];
  if (!holdsPrefix(text)) return found;
  const prefixes = gate();
  prefixes.lastIndex = 0;
  for (let match = prefixes.exec(text); match; match = prefixes.exec(text)) {
    const token = tokenAt(text, match.index, match[0]);
    if (token) found.push(token);
    prefixes.lastIndex = token ? token.range[1] : match.index + 1;
  }
  return found;
}

function tokenAt(text: string, start: number, prefix: string): KnownToken | undefined {
  if (isLetter(text[start - 1]) && !escaped(text, start)) return undefined;
  // The gate names the longest prefix; a shorter one may fit where that does not.
  for (const candidate of longestFirst()) {
    if (candidate.length > prefix.length || !prefix.startsWith(candidate)) continue;
    for (const row of byPrefix.get(candidate) ?? []) {
      const { shape } = row;
      row.pattern ??= new RegExp(shape.body, "y");
      const { pattern } = row;
      pattern.lastIndex = start + candidate.length;
      const body = pattern.exec(text)?.[0];
      const end = start + candidate.length + (body?.length ?? 0);
      if (body === undefined || isLetter(text[end])) continue;
      return { range: [start, end], name: shape.name, is: shape.is ?? "secret", sample: isSample(body, candidate) };
    }
  }
  return undefined;
}

function isLetter(char: string | undefined): boolean {
  return char !== undefined && /[A-Za-z0-9_]/.test(char);
}

// `\nghp_…` in a string of JSON: the letter before is half of an escape.
function escaped(text: string, start: number): boolean {
  return text[start - 2] === "\\" && /[nrt]/.test(text[start - 1] ?? "");
}

function isSample(body: string, prefix: string): boolean {
  if (
    /EXAMPLE|x{5,}|X{5,}|\*{3}|0{8,}|\.{3}|1234567890|(?:^|[-_.])(?:your|example|sample|placeholder|change|replace|dummy|fake)|(?:your|my)(?:api)?(?:key|token|secret)/i.test(
      body,
    )
  ) {
    return true;
  }
  return isMonotonous(prefix === "SK" ? body.slice(0, 12) : body);
}
