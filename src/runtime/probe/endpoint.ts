import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { UserError } from "../../errors.ts";
import { showPlace } from "../../facts/shown.ts";
import { readNamedFile } from "../../inputs/regular-file.ts";
import { parseAddress } from "./address.ts";
import { type Certificates, checkFolder, readCertificates } from "./certificates.ts";
import type { Host } from "./host.ts";
import type { Wanted } from "./options.ts";

/** Where an engine answers, and with which certificates. */
export interface Endpoint {
  /** `unix:///run/docker.sock`, `tcp://10.0.0.7:2376`, `ssh://user@host`, `npipe:////./pipe/docker_engine`. */
  url: string;
  /** What chose it, for a person: `--host`, `DOCKER_HOST`, `context staging`. */
  because: string;
  tls?: Certificates & { verify: boolean };
}

/**
 * By Docker's own precedence: `--host`, `--context`, DOCKER_HOST, DOCKER_CONTEXT, the current context, then the sockets
 * engines have.
 */
export function resolveEndpoint(wanted: Wanted, host: Host): Endpoint {
  const { env } = host;
  if (wanted.host !== undefined && wanted.context !== undefined)
    throw new UserError("--host and --context exclude each other");
  if (wanted.host !== undefined) return byUrl(wanted.host, "--host", host);
  if (wanted.context !== undefined) return byContext(wanted.context, host);
  if (env.DOCKER_HOST) return byUrl(env.DOCKER_HOST, "DOCKER_HOST", host);
  const context = env.DOCKER_CONTEXT || currentContext(host);
  if (context && context !== "default") return byContext(context, host);
  return byUrl(defaultSocket(host), "the default", host);
}

function byUrl(url: string, because: string, host: Host): Endpoint {
  const full = checkedUrl(url, because);
  const { DOCKER_TLS_VERIFY, DOCKER_CERT_PATH, DOCKER_TLS } = host.env;
  const secured = isNetwork(full) && Boolean(DOCKER_TLS_VERIFY || DOCKER_TLS || DOCKER_CERT_PATH);
  if (!secured) return { url: full, because };
  if (DOCKER_CERT_PATH) checkFolder(DOCKER_CERT_PATH, "DOCKER_CERT_PATH");
  const files = readCertificates(DOCKER_CERT_PATH || dockerFolder(host));
  return { url: full, because, tls: { ...files, verify: DOCKER_TLS_VERIFY !== "" } };
}

function byContext(name: string, host: Host): Endpoint {
  if (name === "default") return byUrl(host.env.DOCKER_HOST || defaultSocket(host), "the default", host);
  const id = createHash("sha256").update(name).digest("hex");
  const contexts = join(dockerFolder(host), "contexts");
  const meta = jsonAt(join(contexts, "meta", id, "meta.json"));
  const docker = (meta as { Endpoints?: { docker?: { Host?: unknown; SkipTLSVerify?: unknown } } } | null | undefined)
    ?.Endpoints?.docker;
  if (typeof docker?.Host !== "string") {
    throw new UserError(`there is no context ${showPlace(name)}`, "`docker context ls` lists them");
  }
  const because = `context ${showPlace(name)}`;
  const url = checkedUrl(docker.Host, because);
  const files = isNetwork(url) ? readCertificates(join(contexts, "tls", id, "docker")) : {};
  const verify = docker.SkipTLSVerify !== true;
  // As Docker has it: without certificates TLS is spoken where the context says not to check the engine's.
  const secured = isNetwork(url) && (!verify || Object.keys(files).length > 0);
  return { url, because, ...(secured && { tls: { ...files, verify } }) };
}

/** The address with its scheme. It is not quoted where it is refused: it may hold a password. */
function checkedUrl(url: string, because: string): string {
  const full = url.includes("://") ? url : `tcp://${url}`;
  if (parseAddress(full)) return full;
  throw new UserError(
    `cannot use the address that ${because} gives`,
    "addresses look like unix:///run/docker.sock, tcp://HOST:2376, ssh://USER@HOST or npipe:////./pipe/docker_engine",
  );
}

function isNetwork(url: string): boolean {
  return parseAddress(url)?.to === "network";
}

function currentContext(host: Host): string | undefined {
  const config = jsonAt(join(dockerFolder(host), "config.json")) as { currentContext?: unknown } | undefined;
  return typeof config?.currentContext === "string" ? config.currentContext : undefined;
}

function dockerFolder({ env, home }: Host): string {
  return env.DOCKER_CONFIG || join(home, ".docker");
}

function defaultSocket({ env, platform, home }: Host): string {
  if (platform === "win32") return "npipe:////./pipe/docker_engine";
  const own = env.XDG_RUNTIME_DIR;
  const known = [
    "/var/run/docker.sock",
    ...(own ? [join(own, "docker.sock")] : []),
    join(home, ".docker", "run", "docker.sock"),
    "/run/podman/podman.sock",
    ...(own ? [join(own, "podman", "podman.sock")] : []),
  ];
  return `unix://${known.find((path) => existsSync(path)) ?? known[0]}`;
}

const largest = 1024 * 1024;

function jsonAt(path: string): unknown {
  const given = readNamedFile(path, largest);
  if ("refused" in given) return undefined;
  try {
    return JSON.parse(given.gave.bytes.toString("utf8"));
  } catch {
    return undefined;
  }
}
