import { UserError } from "../../errors.ts";
import { showEngine } from "../../facts/shown.ts";
import type { Endpoint } from "./endpoint.ts";

/** How a call went wrong where the connection itself did not tell. */
export type Failed =
  | { failed: "status"; status: number }
  | { failed: "late" }
  | { failed: "long"; most: string }
  | { failed: "cut" }
  | { failed: "no-http" }
  /** `what` names fields that we know, and is never text of the engine's. */
  | { failed: "malformed"; path: string; what: string };

/** An error that says in fields what went wrong, and quotes nothing. */
export function failure(how: Failed): Error {
  return Object.assign(new Error(how.failed), how);
}

/** Why a call failed, in one phrase. Never the error's own text: engines quote names, and settings, in it. */
export function reason(error: unknown): string {
  const how = failedOf(error);
  if (how) return phrase(how);
  if (isClosed(error)) return "the engine closed the connection without an answer";
  const code = codeOf(error);
  return code === undefined ? "the engine's answer could not be read" : `no answer (${code})`;
}

/** The same for programs. */
export function codeOfFailure(error: unknown): "bad-answer" | "no-answer" {
  return failedOf(error)?.failed === "malformed" ? "bad-answer" : "no-answer";
}

function phrase(how: Failed): string {
  switch (how.failed) {
    case "status":
      if (how.status === 403) return "the engine refuses it";
      return how.status >= 300 && how.status < 400
        ? `the engine answered ${how.status}, and redirects are not followed`
        : `the engine answered ${how.status}`;
    case "late":
      return "the engine did not answer in time";
    case "long":
      return `the engine's answer has more than ${how.most}`;
    case "cut":
      return "the engine's answer broke off";
    case "no-http":
      return "the engine's answer is no HTTP";
    case "malformed":
      return `the engine's answer to ${how.path} is malformed (${how.what})`;
  }
}

/** Whether the connection was closed before an answer began. */
export function isClosed(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ECONNRESET" || code === "EPIPE";
}

/** Whether no answer came at all. */
export function isSilence(error: unknown): boolean {
  const how = failedOf(error);
  return how ? how.failed === "late" : codeOf(error) !== undefined;
}

/** Whether somebody decided that this call is not for us: a proxy before the engine's socket, or a plugin. */
export function isRefused(error: unknown): boolean {
  const how = failedOf(error);
  return how?.failed === "status" && how.status === 403;
}

/** Whether the engine says that there is no such thing: it ended, or was removed. */
export function isGone(error: unknown): boolean {
  const how = failedOf(error);
  return how?.failed === "status" && how.status === 404;
}

/** The list of containers could not be had: nobody is there, or nobody who lets us in. */
export function unreachable(error: unknown, { url, because }: Endpoint): UserError {
  const code = codeOf(error);
  const where = `${showEngine(url)} (${because})`;
  if (code === "EACCES")
    return new UserError(`may not use the engine at ${where}`, "run it as root, or as a member of the group docker");
  if (code !== undefined && /CERT|SIGNATURE|^ERR_(?:TLS|SSL|OSSL)/.test(code)) {
    const instead =
      "ca.pem, cert.pem and key.pem in DOCKER_CERT_PATH, or those of the context, must belong to this engine";
    return new UserError(`the engine at ${where} and the certificates given for it do not fit (${code})`, instead);
  }
  const how = failedOf(error);
  const isThere = how && how.failed !== "late" && how.failed !== "status";
  const problem = isThere ? `no container engine is at ${where}` : `no engine answers at ${where}`;
  return new UserError(`${problem}: ${reason(error)}`, "`--host URL` or `--context NAME` names another");
}

function failedOf(error: unknown): Failed | undefined {
  return typeof property(error, "failed") === "string" ? (error as Failed) : undefined;
}

function codeOf(error: unknown): string | undefined {
  const code = property(error, "code");
  return typeof code === "string" ? code : undefined;
}

function property(error: unknown, name: string): unknown {
  return typeof error === "object" && error !== null ? Reflect.get(error, name) : undefined;
}
