import { anyOf } from "./any-of.ts";
import { list } from "./names/table.ts";
import { folders, type SecretFile, shapes } from "./secret-file-shapes.ts";

export type { SecretFile } from "./secret-file-shapes.ts";

/** Public halves of keys, by a word of the name, by its end, and by all of it. */
const publicWords = list("pub public publickey pubkey");
const publicEnds = list("pub crt cer csr");
const publicNames = list("cacert ca cert fullchain chain known_hosts authorized_keys");
const standIns = list(
  "example examples sample samples template tmpl tpl dist dummy schema placeholder skel skeleton stub insecure snakeoil fake mock",
);
/** Signing keys of packages, by the word before `key`. */
const packages = list("archive apt rpm gpg pgp release repo keyring license licence maven yum nodesource");
const programEnds = list("j2 erb md rst htm html ts js mjs cjs mts tsx jsx py rb go php java kt rs sh swp");
const encryptedEnds = list("enc age sops vault encrypted");
const anyShape = anyOf(shapes.map(([name]) => name));
const envShapes = shapes.filter(([, { what }]) => what === "an env file");
/**
 * What the name of every such file but an env file holds somewhere: for most files the longer patterns are not needed.
 */
const telling =
  /id_|key|ppk|rc(?:$|\.)|pip|cred|config|auth|\.xml|pass|cnf|kube|account|\.docker|vault|s3cfg|rclone|tf|sec|token|gc|google|firebase|p12|pfx|jks|kdbx|asc|gpg|pgp|pem|der/;

/**
 * What a file's name says about its content: a secret file, or `undefined` for everything else, the public halves of
 * keys, encrypted files
 * and templates included.
 */
export function secretFile(path: string): SecretFile | undefined {
  const { whole, base } = named(path);
  const possible = telling.test(whole) ? shapes : base.includes("env") ? envShapes : [];
  if (possible.length === 0 || (possible === shapes && !anyShape.test(base) && !anyShape.test(whole))) return undefined;
  const found = possible.find(([name]) => name.test(name.source.includes("\\/") ? whole : base))?.[1];
  return found && !isHarmless(base) ? found : undefined;
}

/**
 * The same for a file that is copied to another name: `COPY keys/deploy /root/.ssh/id_rsa`. What the new name says only
 * is not sure, and a
 * template that becomes a `.env` stays a template.
 */
export function copiedFile(source: string, target: string | undefined): SecretFile | undefined {
  const own = secretFile(source);
  if (own || target === undefined) return own;
  const becomes = secretFile(target);
  if (!becomes || isHarmless(named(source).base)) return undefined;
  return becomes.sure === "sure" ? { ...becomes, sure: "likely" } : becomes;
}

/** A folder that is made for secrets, by its name. */
export function secretFolder(path: string): SecretFile | undefined {
  const { base } = named(path.replace(/[\\/.]+$/, ""));
  return folders.find(([name]) => name.test(base))?.[1];
}

function named(path: string): { whole: string; base: string } {
  // A name may contain line ends, and the `.` of a pattern stops at them.
  const whole = path
    .replace(/[\n\r\u2028\u2029]/g, ".")
    .replaceAll("\\", "/")
    .toLowerCase();
  return { whole, base: whole.slice(whole.lastIndexOf("/") + 1) };
}

/**
 * Whether a name says that a secret is not in it: the public half of a key, a template, a program, something encrypted.
 */
function isHarmless(base: string): boolean {
  const parts = base.split(/[-_.]/);
  const end = base.includes(".") ? base.slice(base.lastIndexOf(".") + 1) : "";
  return (
    publicEnds.has(end) ||
    programEnds.has(end) ||
    encryptedEnds.has(end) ||
    publicNames.has(end === "pem" ? base.slice(0, -4) : base) ||
    parts.some((word) => publicWords.has(word) || standIns.has(word)) ||
    base === "debug.keystore" ||
    /trust[-_]?store|cacerts|(?:^|[-_.])trust(?:ed)?\.(?:jks|keystore|p12|pfx)$/.test(base) ||
    (base.endsWith("key") && (parts.some((word) => packages.has(word)) || /(?:^|[-_.])nginx_signing[-_.]/.test(base)))
  );
}
