import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

/**
 * Makes an authority, and certificates of it for an engine on this machine and for who asks it: `ca.pem`, `cert.pem`
 * and `key.pem`, as Docker's own
 * command wants them. Returns the engine's options.
 */
export function makeCertificates(folder) {
  mkdirSync(folder, { recursive: true });
  const openssl = (...words) => execFileSync("openssl", words, { cwd: folder, stdio: "pipe" });
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  openssl("req", "-x509", ...key, "-subj", "/CN=authority", "-keyout", "ca-key.pem", "-out", "ca.pem");
  const signed = (name, keyFile, certificate) => {
    const names = ["-subj", `/CN=${name}`, "-addext", "subjectAltName=IP:127.0.0.1"];
    openssl("req", ...key, ...names, "-keyout", keyFile, "-out", `${name}.csr`);
    const authority = ["-CA", "ca.pem", "-CAkey", "ca-key.pem", "-CAcreateserial", "-copy_extensions", "copy"];
    openssl("x509", "-req", "-in", `${name}.csr`, ...authority, "-out", certificate);
  };
  signed("engine", "engine-key.pem", "engine-cert.pem");
  signed("client", "key.pem", "cert.pem");
  const option = (name, file) => [`--tls${name}`, join(folder, file)];
  return [...option("cacert", "ca.pem"), ...option("cert", "engine-cert.pem"), ...option("key", "engine-key.pem")];
}
