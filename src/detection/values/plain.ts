import { list } from "../names/table.ts";

/** Values that say something else than a secret. */
export type Plain =
  | "boolean"
  | "nothing"
  | "number"
  | "duration"
  | "size"
  | "version"
  | "path"
  | "secret path"
  | "url"
  | "host"
  | "email"
  | "uuid"
  | "public key"
  | "digest"
  | "prose";

const bare = String.raw`[A-Za-z0-9_@.+~\uE000-]`;

/** Whether a shape is worth a try: a pattern is compiled when it is first used, and most texts need none of them. */
type Hint = (text: string) => boolean;

const short: Hint = (text) => text.length <= 9;
/** Begins as a number, a version, `PT5M`, `localhost` or an address may. */
const counted: Hint = (text) => /^[-+^~\d[vplVPL]/.test(text);
const dotted: Hint = (text) => text.includes(".");
const slashed: Hint = (text) => text.includes("/") || text.includes("\\");
const coloned: Hint = (text) => text.includes(":");
const email: Hint = (text) => text.includes("@") && dotted(text);
const uuid: Hint = (text) => text.length === 36;
const keyed: Hint = (text) => /^(?:s|e|age1|-----BEGIN|LS0t)/.test(text);
const long: Hint = (text) => text.length > 24;

/** One of these words, in whatever case. */
function oneOf(words: string): Pick<RegExp, "test"> {
  const known = list(words);
  return { test: (text) => known.has(text.toLowerCase()) };
}

// The first row that fits decides.
const rows: readonly (readonly [Plain, Hint, Pick<RegExp, "test">])[] = [
  [
    "boolean",
    short,
    oneOf("true false yes no on off enable enabled disable disabled auto always never required optional y n t f"),
  ],
  ["nothing", short, oneOf(`none null nil undefined n/a na empty ~ (none) "" '' {} []`)],
  ["number", counted, /^[+-]?\d+(?:\.\d+)?$/],
  ["number", counted, /^0x[0-9a-f]{1,8}$/i],
  [
    "duration",
    counted,
    /^(?:\d+(?:\.\d+)?\s?(?:ns|us|µs|ms|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?|w|weeks?|mo|months?|y|years?))+$/i,
  ],
  ["duration", counted, /^PT?\d[\dDHMSTWY.]*$/],
  ["size", counted, /^\d+(?:\.\d+)?\s?(?:b|kb|mb|gb|tb|kib|mib|gib|tib|ki|mi|gi)$/i],
  ["host", counted, /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])(?::\d{1,5})?$/i],
  ["version", counted, /^[v^~]?\d+(?:\.\d+){1,3}(?:[-+][\w.]{1,40})?$/],
  ["secret path", slashed, /^(?:\/var)?\/run\/secrets(?:\/[^\s]*)?$/],
  ["path", slashed, /^(?:\.{1,2}|~|[A-Za-z]:)?[\\/]{1,2}$/],
  ["path", slashed, /^(?:%[\w.]{1,60}%|\$\{?\w{1,60}\}?)[\\/][\w@.+~/\\-]*$/],
  ["path", slashed, new RegExp(`^(?:\\.{1,2}|~|[A-Za-z]:|\\uE000)[\\\\/]${bare}*(?:[\\\\/]${bare}*)*$`)],
  ["path", slashed, new RegExp(`^/${bare}+(?:/${bare}+)*/?$`)],
  [
    "path",
    dotted,
    /^[\w.\uE000-]+(?:\/[\w.\uE000-]+)*\.(?:json|pem|key|crt|cer|txt|ya?ml|p12|pfx|jks|conf|cfg|ini|env|toml|properties|cert|pub|secret|xml|keystore|der|token|sh|js|ts|py|sock|pwd|pass)$/i,
  ],
  ["path", slashed, /^[a-z\uE000][a-z0-9_.\uE000-]*(?:\/[a-z0-9_.\uE000-]+)+\/?$/],
  ["url", coloned, /^[a-z][a-z0-9+.-]{1,30}:\/\/[^\s]*$/i],
  [
    "host",
    dotted,
    /^[a-z0-9\uE000-]+(?:\.[a-z0-9\uE000-]+)*\.(?:com|net|org|io|dev|local|internal|lan|app|cloud|co|eu|de|fr|uk|us|test|localhost|svc|home|ai|info|edu|gov)(?::\d{1,5})?$/i,
  ],
  ["host", coloned, /^[a-z][a-z0-9-]*:\d{2,5}$/i],
  ["email", email, /^[\w.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$/],
  ["uuid", uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i],
  ["public key", keyed, /^(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-\S{1,30}|sk-ssh-\S{1,40}|age1[0-9a-z]{58}$)/],
  ["public key", keyed, /^-----BEGIN (?:[A-Z ]{0,20}PUBLIC KEY|CERTIFICATE|X509 CRL|PGP PUBLIC)/],
  ["public key", keyed, /^LS0tLS1CRUdJTi(?:BQVUJMSUM|BDRVJUSUZJ|BSU0EgUFVC)/],
  ["digest", long, /^(?:sha1|sha256|sha384|sha512|md5)[:-][0-9A-Za-z+/=]{20,}$/i],
  ["digest", long, /^(?:[0-9A-F]{2}:){15,63}[0-9A-F]{2}$/i],
  // What a PGP key is called, in its long forms.
  ["digest", counted, /^0x(?:[0-9a-f]{16}|[0-9a-f]{40})$/i],
  ["digest", long, /^[0-9A-F]{4}(?: {1,2}[0-9A-F]{4}){9}$/],
];

/** What kind of plain value a text is, if it is one. */
export function plain(text: string): Plain | undefined {
  if (/^(?:ssh-|ecdsa-|-----BEGIN|LS0tLS1)/.test(text))
    return rows.find(([kind, , shape]) => kind === "public key" && shape.test(text))?.[0];
  if (text.length > 400) return undefined;
  const found = rows.find(([, hint, shape]) => hint(text) && shape.test(text))?.[0];
  if (found) return found;
  return text.trim().split(/\s+/).length >= 3 && !/[=:]\S/.test(text) ? "prose" : undefined;
}

const phrases: Readonly<Record<Plain, string>> = {
  boolean: "a boolean",
  nothing: "a word for nothing",
  number: "a number",
  duration: "a duration",
  size: "a size",
  version: "a version",
  path: "a path",
  "secret path": "the path of a secret",
  url: "a URL without a password",
  host: "the name of a host",
  email: "an e-mail address",
  uuid: "a UUID",
  "public key": "a public key",
  digest: "a checksum",
  prose: "a sentence",
};

/** What a plain value is, in a sentence. */
export function phraseFor(kind: Plain): string {
  return phrases[kind];
}
