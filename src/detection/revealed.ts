import type { FileAt } from "../facts/index.ts";
import { list } from "./names/table.ts";
import type { SecretFile } from "./secret-file-shapes.ts";
import { privateJwks } from "./values/jwk.ts";
import { privateKeys } from "./values/private-key.ts";
import { knownTokens, mayHoldToken } from "./values/token.ts";

type Revealed = NonNullable<FileAt["reveals"]>;

const wireGuard = /^[ \t]*PrivateKey[ \t]*=[ \t]*[A-Za-z0-9+/]{43}=[ \t]*$/m;
const putty = /^PuTTY-User-Key-File-\d/m;
const dotenvxKey = /^DOTENV_PRIVATE_KEY\w*[ \t]*=[ \t]*["']?[0-9a-f]{64}\b/m;
const accessKeys = /(?<![A-Z0-9])A[KS]IA[A-Z2-7]{16}(?![A-Z0-9])/g;
const secretKeys =
  /(?<![A-Za-z0-9/+])(?=[A-Za-z0-9/+]{0,39}[0-9])(?=[A-Za-z0-9/+]{0,39}[a-z])[A-Za-z0-9/+]{40}(?![A-Za-z0-9/+=])/g;
/** Credentials as programs write them down, under whatever name: of npm, of netrc, of a registry's client. */
const logins = [
  /^[^#;\n]{0,300}:_(?:authToken|auth|password)[ \t]*=[ \t]*["']?[A-Za-z0-9+/_=.-]{8,}["']?[ \t]*$/m,
  /^[ \t]*machine[ \t]+\S+\s+login[ \t]+\S+\s+password[ \t]+[^\s$<{]{6,}/m,
  /"auths"\s*:\s*\{[^}]{0,2000}"auth"\s*:\s*"[A-Za-z0-9+/]{12,}={0,2}"/,
];

/** What a text reveals that is a secret whatever its file is called; samples of manuals are none. */
export function revealed(text: string): Revealed | undefined {
  if (privateKeys(text).length > 0) return /"private_key"\s*:/.test(text) ? "service-account" : "private-key";
  if (text.includes("PrivateKey") && wireGuard.test(text)) return "wireguard-key";
  if (text.includes("PuTTY-User-Key-File") && putty.test(text)) return "private-key";
  if (text.includes("DOTENV_PRIVATE_KEY") && dotenvxKey.test(text)) return "dotenv-key";
  if (text.includes('"kty"') && privateJwks(text).length > 0) return "private-key";
  if (/A[KS]IA/.test(text) && hasReal(text, accessKeys) && hasReal(text, secretKeys)) return "aws-keys";
  if (/_auth|machine|"auths"/.test(text) && logins.some((login) => login.test(text))) return "login";
  if (mayHoldToken(text) && knownTokens(text).some(({ is, sample }) => is === "secret" && !sample)) return "token";
  return undefined;
}

/** Samples of the manual contain this word. */
function hasReal(text: string, shape: RegExp): boolean {
  for (const [found] of text.matchAll(shape)) if (!/EXAMPLE/i.test(found)) return true;
  return false;
}

const kinds: Readonly<Record<Revealed, SecretFile>> = {
  "private-key": { what: "a private key", sure: "sure" },
  "service-account": { what: "a cloud service account's key", sure: "sure" },
  "wireguard-key": { what: "a private WireGuard key", sure: "sure" },
  "dotenv-key": { what: "the keys of an encrypted env file", sure: "sure" },
  "aws-keys": { what: "AWS credentials", sure: "sure" },
  login: { what: "a file of credentials", sure: "sure" },
  token: { what: "a file with an access token", sure: "sure" },
  variables: { what: "a file of variables", sure: "sure", mixed: true },
};

/** The kind of secret file that a look inside made of one. */
export function revealedKind({ reveals }: Pick<FileAt, "reveals">): SecretFile | undefined {
  return reveals && kinds[reveals];
}

/** Programs, prose, media, archives and public keys: what they hold is another rule's, a sample, or not text. */
const endsOfOthers = list(
  "ts tsx js jsx mjs cjs mts cts vue svelte astro css scss sass less html htm xhtml md mdx rst adoc tex py pyi pyc rb php " +
    "go rs java kt kts scala groovy cs fs vb c h cc cpp hpp cxx m mm swift dart lua pl pm r jl ex exs erl hs clj sql sol " +
    "proto graphql gql map lock sum mod snap patch diff log svg png jpg jpeg gif webp ico bmp tif tiff psd pdf woff woff2 " +
    "ttf eot otf mp3 mp4 webm ogg wav flac mov avi zip gz tgz xz bz2 zst tar 7z rar jar war ear class so dll dylib exe " +
    "wasm bin dat db sqlite sqlite3 parquet ipynb pub csr po mo pot tmpl tpl j2 jinja jinja2 erb hbs " +
    "mustache example sample dist snippet enc age sops vault encrypted asm s o a obj glb gltf npy pkl pt onnx",
);

/** Whether a look inside a file can reveal a secret that its name does not, and nothing else looks there. */
export function mayReveal(path: string): boolean {
  const base = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  const dot = base.lastIndexOf(".");
  return dot <= 0 || !endsOfOthers.has(base.slice(dot + 1));
}
