import { judgeByName } from "./by-name.ts";
import { isFinding } from "./clue.ts";
import { list } from "./names/table.ts";
import { hole } from "./template.ts";
import type { Clue, NameReading, Where } from "./types.ts";
import { isReference } from "./values/reference.ts";
import { strength } from "./values/strength.ts";
import { knownTokens } from "./values/token.ts";
import { wordsOf } from "./words.ts";

// Longer ones are not URLs, and looking further would not end in linear time.
const longestAuthority = 1000;
const databases = list(
  "postgres postgresql mysql mariadb mongodb redis rediss amqp amqps mssql sqlserver clickhouse nats ldap ldaps",
);
const gitUsers = list("oauth2 x-access-token x-oauth-basic x-token-auth gitlab-ci-token git token");

/**
 * Passwords in the userinfo of the URLs of a text: `scheme://user:password@host`, `scheme://:password@`,
 * `https://token@`.
 */
export function urlClues(text: string, where: Where): Clue[] {
  const clues: Clue[] = [];
  for (let at = text.indexOf("://"); at >= 0; at = text.indexOf("://", at + 3)) {
    const clue = userinfoClue(text, at, where);
    if (clue) clues.push(clue);
  }
  return clues;
}

const written =
  /^(?:\/\/)?([\w.-]{1,60}):([^\s@/:]{1,200})@(?:[\w.-]{1,200}(?::\d{1,5})?|(?:unix|tcp)\([^()\s]{0,200}\))(?:\/|\?|$)/;

/** The same without a scheme, where the name says that it is an address, or as Go writes it: `app:pw@tcp(db)/shop`. */
export function bareUrlClues(text: string, name: NameReading | undefined, where: Where): Clue[] {
  const [start, user = "", password = ""] = written.exec(text) ?? [];
  const isAddress = /^(?:dsn|uri|uris|url|urls|connection|conn)$/.test(name?.words.at(-1) ?? "");
  if (start === undefined || !(isAddress || /@(?:unix|tcp)\(/.test(start))) return [];
  const host = start.slice(start.indexOf("@") + 1);
  const clue = passwordClue(user, password, start.indexOf(`:${password}@`) + 1, host, where);
  return clue ? [clue] : [];
}

function userinfoClue(text: string, at: number, where: Where): Clue | undefined {
  const scheme = /[A-Za-z][A-Za-z0-9+.:-]*$/.exec(text.slice(Math.max(0, at - 40), at))?.[0] ?? "";
  const from = at + 3;
  const authority = authorityOf(text, from, scheme);
  const atSign = authority.lastIndexOf("@");
  if (atSign < 0 || scheme === "") return undefined;
  const userinfo = authority.slice(0, atSign);
  const host = authority.slice(atSign + 1);
  const colon = userinfo.indexOf(":");
  const user = colon < 0 ? userinfo : userinfo.slice(0, colon);
  const password = colon < 0 ? "" : userinfo.slice(colon + 1);
  // `https://token:x-oauth-basic@`: the token takes the place of the user.
  if (colon < 0 || password === "" || gitUsers.has(password.toLowerCase()) || password === "x")
    return tokenClue(user, from, scheme, host, text.slice(from + authority.length));
  return passwordClue(user, password, from + colon + 1, host, where);
}

function authorityOf(text: string, from: number, scheme: string): string {
  const rest = text.slice(from, from + longestAuthority);
  const authority = /^(?:[^\s/?#"'<>\\`|]|<[^<>\s]{0,60}>)*/.exec(rest)?.[0] ?? "";
  if (authority.includes("@") || !isDatabase(scheme)) return authority;
  // People forget to escape `/` and `#` in the password of a database.
  const loose = /^[^\s/:@?#"'<>]*:[^\s"'<>,@]*@[^\s/?#"'<>\\`|]*/.exec(rest)?.[0];
  return loose && !/^[^:]*:\d{1,5}[/?]/.test(loose) ? loose : authority;
}

/** `jdbc:mysql` and `postgresql+psycopg2` too. */
function isDatabase(scheme: string): boolean {
  const [bare = ""] = scheme.toLowerCase().split("+", 1);
  return databases.has(bare.startsWith("jdbc:") ? bare.slice(5) : bare);
}

function passwordClue(user: string, password: string, from: number, host: string, where: Where): Clue | undefined {
  const name = passwordName([...wordsOf(user), user.toLowerCase()]);
  const clue = judgeByName(password, name, "password", "the password in the URL", where);
  const range = [from, from + password.length] as const;
  if (clue.is === "harmless" || clue.is === "public") return undefined;
  const confidence = isFinding(clue) && isFromDocumentation(user, password, host) ? "low" : clue.confidence;
  return { ...clue, confidence, by: "url", ranges: [range], reason: reasonFor(clue) };
}

function reasonFor({ is, reason }: Clue): string {
  if (is === "secret") return "holds a password in a URL";
  if (is === "weak")
    return reason.includes("placeholder")
      ? "holds a placeholder that works as the password, in a URL"
      : "holds a password in a URL that a dictionary guesses";
  return is === "placeholder"
    ? "holds a placeholder for a password in a URL"
    : "takes the password in its URL from elsewhere";
}

// `user:pass@host` is how manuals write it; at a host that answers to no name it harms nobody.
function isFromDocumentation(user: string, password: string, host: string): boolean {
  if (/^(?:username|<.*)$/i.test(user) && /^password$/i.test(password)) return true;
  if (/^(?:host|hostname|server|example|your|x$|dummy|fake|placeholder)|example\.(?:com|org|net)/i.test(host))
    return true;
  return (
    /^(?:localhost|127\.0\.0\.1|\[::1\])/.test(host) &&
    /^(?:user(?:name)?|dummy|build|x|placeholder)$/i.test(user) &&
    /^(?:pass(?:word)?|dummy|x|placeholder)$/i.test(password)
  );
}

// A long text only before the `@` is a token if it looks made by a machine; what error trackers put there is public.
function tokenClue(user: string, from: number, scheme: string, host: string, path: string): Clue | undefined {
  if (!/^(?:git\+|jdbc:)?(?:https?|ssh|rediss?|nats|mqtts?)$/i.test(scheme) || user.includes(hole) || isReference(user))
    return undefined;
  const known = knownTokens(user)[0];
  const tracker = /sentry|ingest|bugsink|glitchtip/i.test(host) || /^\/(?:[\w.-]+\/)*\d+\b/.test(path);
  if (known?.sample || (!known && (tracker || user.length < 20 || strength(user) !== "random"))) return undefined;
  return {
    is: "secret",
    confidence: known ? "high" : "medium",
    reason: "holds a token in a URL",
    by: "url",
    ranges: [[from, from + user.length]],
    real: true,
  };
}

/** A reading for a text that is a password by where it is. */
export function passwordName(words: readonly string[]): NameReading {
  return {
    is: "secret",
    family: "password",
    confidence: "high",
    reason: "is a password",
    words,
    file: false,
    selfIssued: true,
    weakEvidence: false,
  };
}
