import { createPrivateKey, X509Certificate } from "node:crypto";
import { statSync } from "node:fs";
import { join } from "node:path";
import { createSecureContext } from "node:tls";
import { UserError } from "../../errors.ts";
import { readNamedFile } from "../../inputs/regular-file.ts";

/** What an engine and its client prove themselves with; each may be absent. */
export interface Certificates {
  ca?: Buffer;
  cert?: Buffer;
  key?: Buffer;
}

/** More bytes than any certificate has. */
const largest = 1024 * 1024;

/** Reads `ca.pem`, `cert.pem` and `key.pem` of a folder, as far as they are there. */
export function readCertificates(folder: string): Certificates {
  const found = (["ca", "cert", "key"] as const).flatMap((name) => {
    const path = join(folder, `${name}.pem`);
    const given = readNamedFile(path, largest);
    if ("gave" in given && given.gave.complete) return [[name, given.gave.bytes] as const];
    if ("refused" in given && given.refused === "gone") return [];
    throw new UserError(`cannot read ${path}`, "it must be a PEM file");
  });
  return Object.fromEntries(found);
}

/** Throws where a folder that somebody named is none. */
export function checkFolder(folder: string, because: string): void {
  let isFolder = false;
  parses(() => {
    isFolder = statSync(folder).isDirectory();
  });
  if (!isFolder)
    throw new UserError(`${because} names no folder`, "it names the folder of ca.pem, cert.pem and key.pem");
}

/** Throws where they cannot be used; `because` says what chose them. */
export function checkCertificates({ ca, cert, key }: Certificates, because: string): void {
  const refuse = (problem: string, hint: string): never => {
    throw new UserError(`cannot use the certificates for the engine (${because}): ${problem}`, hint);
  };
  // A certificate authority may come without the other two: then the engine does not ask who its client is.
  if (!cert !== !key) refuse(`${cert ? "key" : "cert"}.pem is missing`, "cert.pem and key.pem belong together");
  for (const [name, bytes] of Object.entries({ ca, cert }))
    if (bytes && !parses(() => new X509Certificate(bytes))) refuse(`${name}.pem holds no certificate`, inPem);
  if (!cert || !key) return;
  if (!parses(() => createPrivateKey(key))) refuse("key.pem holds no private key without a passphrase", inPem);
  if (!parses(() => createSecureContext({ cert, key })))
    refuse("cert.pem and key.pem cannot be used together", "key.pem must be the key of cert.pem");
}

const inPem = "Docker's certificates and keys are PEM files";

function parses(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
