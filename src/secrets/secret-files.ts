import { type SecretFile, shapes } from "./secret-file-shapes.ts";

export type { SecretFile } from "./secret-file-shapes.ts";

const publicHalf =
  /\.(pub|crt|cer|csr)$|(^|[-_.])(pub|public|publickey|pubkey)([-_.]|$)|^(cacert|ca|cert|fullchain|chain|known_hosts|authorized_keys)(\.pem)?$|trust[-_]?store|cacerts/;
const packageSigningKey =
  /(^|[-_.])(archive|apt|rpm|gpg|pgp|release|repo|keyring|licen[cs]e|maven|yum|nodesource|nginx_signing)([-_.]|$).*key$/;
const standIn =
  /(^|[-_.])(example|examples|sample|samples|template|tmpl|tpl|dist|dummy|schema|placeholder|skel|skeleton|stub)([-_.]|$)|^debug\.keystore$/;
const programText = /\.(j2|erb|md|txt|rst|html?|ts|js|mjs|cjs|mts|tsx|jsx|py|rb|go|php|java|kt|rs|sh|swp)$/;
const encrypted = /\.(enc|age|sops|vault|encrypted)$/;

/**
 * What a file's name says of its content: a secret file, or `undefined` for everything else, the public halves of keys, encrypted files
 * and templates included.
 */
export function secretFile(path: string): SecretFile | undefined {
  const whole = path.replaceAll("\\", "/").toLowerCase();
  const base = whole.slice(whole.lastIndexOf("/") + 1);
  const harmless = [publicHalf, packageSigningKey, standIn, programText, encrypted].some((shape) => shape.test(base));
  if (harmless) return undefined;
  return shapes.find(([name]) => name.test(name.source.includes("\\/") ? whole : base))?.[1];
}
