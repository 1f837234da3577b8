import { anyOf } from "../any-of.ts";
import { hole } from "../template.ts";

// Texts that some program replaces before they are used. Each row: what it is, and what all of the text looks like.
const whole = anyOf([
  /^\$\{[^{}]{1,200}\}$/,
  /^\$[A-Z_][A-Z0-9_]*$/,
  /^\$\([\s\S]*\)$/,
  /^\$\[\[[^\]]*\]\]$/,
  /^`[^`]*`$/,
  /^\$[eE][nN][vV]:\w+$/,
  /^%[A-Za-z_]\w*%$/,
  /^%\([A-Za-z_]\w*\)s$/,
  /^%env\([^()]{1,200}\)%$/,
  /^@{1,2}[A-Za-z_][\w.-]*@{1,2}$/,
  /^__[A-Z][A-Z0-9_]*__$/,
  /^#\{[^{}]{1,200}\}#?$/,
  /^(?:process\.env|os\.environ|os\.getenv|env|ENV|getenv|secrets|vars|var|local|data|import\.meta\.env)[.[(][\w.[\]()'" -]{1,200}$/,
  /^!(?:Ref|Sub|GetAtt|ImportValue|vault|secret)\b/,
  // What dotenvx encrypted.
  /^encrypted:[A-Za-z0-9+/]{16,900}={0,2}$/,
  /^lookup\(/,
  /^[A-Z]\w*\[['"]?[\w-]{1,100}['"]?\]$/,
]);

// Texts that begin with the name of a store.
const stores =
  /^(?:op|vault|sm|awssm|awsssm|ssm|gcpsm|azkv|secret|secrets|keyring|keyvault|sops|doppler|infisical|bws|akeyless|file|env|k8s|chamber|berglas|secretsmanager|ref\+[a-z]+):\/\//i;
const storePrefixes =
  /^(?:vault:|vault\/|ssm:|sm:|env:|file:\/|secretref:|secretKeyRef|secretsmanager:|gcp-secret|arn:aws|projects\/[^/]+\/secrets\/|ENC\[|ENC\(|sops:|@Microsoft\.KeyVault\(|\{cipher\}|\$ANSIBLE_VAULT|!vault|keyring:|ref\+|conjur:|akv:|secretmanager:)/i;
// Only what is closed again: signs from a generator open many a bracket.
const templated = /\{\{[^}]*\}\}|\{%[^%]*%\}|<%[^%]*%>|\$\{[^}]*\}|\$\([^()]*\)|\$__(?:file|env)\{/;

/** What all of them need: most texts are done with here. */
function isTelling(text: string): boolean {
  if (/[^\w \-.,]|__/.test(text)) return true;
  const lower = text.toLowerCase();
  return (
    lower.includes("secretkeyref") ||
    lower.includes("gcp-secret") ||
    (lower.includes(".") && /^(?:process|os|env|getenv|secrets|vars?|local|data|import)\./.test(lower))
  );
}

/** Whether a text is to be replaced by a value kept elsewhere: `{{ x }}`, `op://…`, `vault:…`, `$(cmd)`, `ENC[…]`. */
export function isReference(text: string): boolean {
  if (text.includes(hole) && !/[A-Za-z0-9]/.test(text)) return true;
  if (text.length > 1000 || !isTelling(text)) return false;
  return stores.test(text) || storePrefixes.test(text) || whole.test(text) || templated.test(text);
}
