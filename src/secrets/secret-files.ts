import { anyOf } from "./any-of.ts";
import { folders, type SecretFile, shapes } from "./secret-file-shapes.ts";

export type { SecretFile } from "./secret-file-shapes.ts";

const publicHalf =
  /\.(pub|crt|cer|csr)$|(^|[-_.])(pub|public|publickey|pubkey)([-_.]|$)|^(cacert|ca|cert|fullchain|chain|known_hosts|authorized_keys)(\.pem)?$|trust[-_]?store|cacerts/;
const packageSigningKey =
  /(^|[-_.])(archive|apt|rpm|gpg|pgp|release|repo|keyring|licen[cs]e|maven|yum|nodesource|nginx_signing)([-_.]|$).*key$/;
const standIn =
  /(^|[-_.])(example|examples|sample|samples|template|tmpl|tpl|dist|dummy|schema|placeholder|skel|skeleton|stub|insecure|snakeoil|fake|mock)([-_.]|$)|^debug\.keystore$/;
const programText = /\.(j2|erb|md|rst|html?|ts|js|mjs|cjs|mts|tsx|jsx|py|rb|go|php|java|kt|rs|sh|swp)$/;
const encrypted = /\.(enc|age|sops|vault|encrypted)$/;
const harmless = anyOf([publicHalf, packageSigningKey, standIn, programText, encrypted]);
const anyShape = anyOf(shapes.map(([name]) => name));
const envShapes = shapes.filter(([, { what }]) => what === "an env file");
/** What the name of every such file but an env file holds somewhere: for most files the longer patterns are not needed. */
const telling =
  /id_|key|ppk|rc(?:$|\.)|pip|cred|config|auth|\.xml|pass|cnf|kube|account|\.docker|vault|s3cfg|rclone|tf|secret|token|gc|google|firebase|p12|pfx|jks|kdbx|asc|gpg|pgp|pem|der/;

/**
 * What a file's name says of its content: a secret file, or `undefined` for everything else, the public halves of keys, encrypted files
 * and templates included.
 */
export function secretFile(path: string): SecretFile | undefined {
  const { whole, base } = named(path);
  const possible = telling.test(whole) ? shapes : base.includes("env") ? envShapes : [];
  if (possible.length === 0 || (possible === shapes && !anyShape.test(base) && !anyShape.test(whole))) return undefined;
  const found = possible.find(([name]) => name.test(name.source.includes("\\/") ? whole : base))?.[1];
  return found && !harmless.test(base) ? found : undefined;
}

/**
 * The same for a file that is copied to another name: `COPY keys/deploy /root/.ssh/id_rsa`. What the new name says alone is not sure, and a
 * template that becomes a `.env` stays a template.
 */
export function copiedFile(source: string, target: string | undefined): SecretFile | undefined {
  const own = secretFile(source);
  if (own || target === undefined) return own;
  const becomes = secretFile(target);
  // Asked last: for most copies this long pattern is never made.
  if (!becomes || harmless.test(named(source).base)) return undefined;
  return becomes.sure === "sure" ? { ...becomes, sure: "likely" } : becomes;
}

/** A folder that is made for secrets, by its name. */
export function secretFolder(path: string): SecretFile | undefined {
  const { base } = named(path.replace(/[\\/.]+$/, ""));
  return folders.find(([name]) => name.test(base))?.[1];
}

function named(path: string): { whole: string; base: string } {
  const whole = path.replaceAll("\\", "/").toLowerCase();
  return { whole, base: whole.slice(whole.lastIndexOf("/") + 1) };
}
