import { UserError } from "../../errors.ts";
import { showEngine } from "../../facts/shown.ts";
import type { Endpoint } from "./endpoint.ts";

/** Why a call failed, in one phrase. Never the error's own text: engines quote names, and settings, in it. */
export function reason(error: unknown): string {
  const status = property(error, "statusCode");
  if (typeof status === "number") return status === 403 ? "the engine refuses it" : `the engine answered ${status}`;
  const code = property(error, "code");
  if (code === "ECONNRESET" || code === "ETIMEDOUT") return "the engine did not answer in time";
  return typeof code === "string" ? `no answer (${code})` : "no answer";
}

/** Whether no answer came at all. */
export function isSilence(error: unknown): boolean {
  return typeof property(error, "code") === "string";
}

/** Whether the engine says that there is no such thing: it ended, or was removed. */
export function isGone(error: unknown): boolean {
  return property(error, "statusCode") === 404;
}

/** The first call failed: nobody is there, or nobody who lets us in. */
export function unreachable(error: unknown, { url, because }: Endpoint): UserError {
  const code = property(error, "code");
  const where = `${showEngine(url)} (${because})`;
  if (code === "EACCES")
    return new UserError(`may not use the engine at ${where}`, "run it as root, or as a member of the group docker");
  if (typeof code === "string" && /CERT|SIGNATURE|^ERR_(?:TLS|SSL|OSSL)/.test(code)) {
    const instead =
      "ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH, or those of the context, must belong to this engine";
    return new UserError(`the engine at ${where} and the certificates given for it do not fit (${code})`, instead);
  }
  return new UserError(
    `no engine answers at ${where}: ${reason(error)}`,
    "`--host URL` or `--context NAME` names another",
  );
}

function property(error: unknown, name: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
}
