import type { FileAt, HeldValues, Value } from "../facts/index.ts";
import { Sealed } from "../facts/sealed.ts";
import type { Workspace } from "../inputs/workspace.ts";
import { scanEnvFile } from "../scanners/env-file/index.ts";

const mostText = 64 * 1024;
const mostNotes = 8;
const note = /(?:^|\/)(?:readme[\w.]*|\.git(?:ignore|keep)|\.keep|\.placeholder)$/i;

const privateKey = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|^PuTTY-User-Key-File/m;
const publicMaterial =
  /-----BEGIN (?:CERTIFICATE|TRUSTED CERTIFICATE|PUBLIC KEY|RSA PUBLIC KEY|PGP PUBLIC KEY BLOCK|DH PARAMETERS|EC PARAMETERS|X509 CRL)-----/;
const encrypted = /^\$ANSIBLE_VAULT;|^-----BEGIN (?:AGE ENCRYPTED FILE|PGP MESSAGE)-----|^\s*["']?sops["']?\s*:/m;

/** What each of these has to say when it holds a secret: a literal, and no `${VARIABLE}` in its place. */
const credentials: readonly (readonly [RegExp, RegExp])[] = [
  [/^\.npmrc$/i, /(?:^|:)_(?:authToken|auth|password)\s*=\s*["']?[^\s"'$<{]/m],
  [/^\.yarnrc\.yml$/i, /npmAuth(?:Token|Ident)["']?\s*:\s*["']?[^\s"'$<{]/],
  [/^[._]netrc$/i, /\bpassword\s+[^\s$<{]/],
  [/^settings\.xml$/i, /<(?:password|passphrase|privateKey)>\s*[^\s$<{%]/],
  [/^nuget\.config$/i, /key\s*=\s*"(?:ClearText)?Password"\s+value\s*=\s*"[^"%$]/i],
  // Translations of a log-in form have this name too.
  [
    /^auth\.json$/i,
    /"(?:http-basic|(?:github|gitlab|bitbucket)-oauth|(?:gitlab|forgejo)-token|bearer)"\s*:\s*\{[^}]{0,2000}:\s*"[^"$<{]/,
  ],
  [/^\.?my\.cnf$/i, /^\s*password\s*=\s*[^\s$]/m],
  [/^config$/, /^BUNDLE_\w+__\w+\s*:\s*["']?[^\s"'$<{]/m],
  [/^pip\.conf$/i, /:\/\/[^\s:@/]+:[^\s@$<{%]+@/],
];

/** A look inside a file whose name, or what it `becomes`, suggests a secret. */
export function holds(path: string, workspace: Workspace, becomes?: string): NonNullable<FileAt["holds"]> {
  const reading = workspace.read(path);
  // Of a folder each file is judged by itself, unless all it has is a note on what is to be there when it is built.
  const inFolder = workspace.filesBelow(path, mostNotes).paths;
  if (inFolder.length > 0) return inFolder.every((one) => note.test(one)) ? "unknown" : "no-secret";
  if (!("text" in reading)) return "unknown";
  const text = reading.text.slice(0, mostText);
  if (text.trim() === "" || encrypted.test(text)) return "no-secret";
  if (privateKey.test(text)) return "secret";
  if (publicMaterial.test(text)) return "no-secret";
  const name = path.slice(path.lastIndexOf("/") + 1);
  const target = becomes?.slice(becomes.lastIndexOf("/") + 1);
  const known = credentials.find(([file]) => file.test(name) || (target && file.test(target)));
  if (known) return known[1].test(text) ? "secret" : "no-secret";
  if (/^\.env(?:[._-]|$)|\.env$/i.test(name)) return { as: "settings", values: settingsIn(path, text) };
  if (isOneSecret(name)) return asWhole(name, text.trim());
  // In a chart's template what a templated line holds comes from elsewhere.
  const written = text.replace(/^.*\{\{.*$/gm, "");
  return { as: written === text ? "text" : "template", values: [{ value: literal(written) }] };
}

function isOneSecret(name: string): boolean {
  return /(?:password|passphrase|token|secret|key)(?:\.txt)?$/i.test(name);
}

/** A file that is nothing but a password, or a key of another form. */
function asWhole(name: string, text: string): NonNullable<FileAt["holds"]> {
  if (/\s/.test(text)) return "unknown";
  return { as: "whole", values: [{ name: name.replace(/\.txt$/i, ""), value: literal(text) }] };
}

function literal(text: string): Value {
  return [{ is: "literal", text: new Sealed(text), span: [0, text.length] }];
}

/** The names and values of an env file. */
export function settingsIn(file: string, text: string): HeldValues["values"] {
  return scanEnvFile({ file, text }).facts.flatMap((fact) =>
    fact.kind === "binding" ? [{ name: fact.name, value: fact.value }] : [],
  );
}
