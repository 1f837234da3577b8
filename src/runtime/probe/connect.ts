import { spawn } from "node:child_process";
import { Agent, type RequestOptions } from "node:http";
import { Agent as SecureAgent } from "node:https";
import { Duplex } from "node:stream";
import type { Unseen } from "../capture.ts";
import { type Address, parseAddress } from "./address.ts";
import { checkCertificates } from "./certificates.ts";
import { type Client, startClient } from "./client.ts";
import type { Endpoint } from "./endpoint.ts";
import { type Limits, type Line, mebibyte } from "./exchange.ts";

/** Every call ends by then: an engine that hangs must not hang the audit. */
export const usualLimits: Limits = { head: 20_000, whole: 60_000, inAll: 256 * mebibyte };
/** As many calls at once: more only queue up inside the engine. */
export const atOnce = 12;

/** A connection to an engine; `close` ends what it holds open. */
export interface Connection {
  docker: Client;
  close(): void;
}

/** Opens nothing yet: the first call does. What of an answer is malformed is written into `unseen`. */
export function connect(endpoint: Endpoint, unseen: Unseen[], limits: Limits = usualLimits): Connection {
  const { way, agent } = wayTo(endpoint);
  // The first answer of ssh may wait for a person who types a passphrase.
  const head = endpoint.url.startsWith("ssh://") ? limits.whole : limits.head;
  const line: Line = { way, limits: { ...limits, head }, received: 0, open: new Set(), closed: false };
  const close = () => {
    line.closed = true;
    for (const call of line.open) call.destroy();
    agent.destroy();
  };
  return { docker: startClient(line, unseen), close };
}

function wayTo({ url, because, tls }: Endpoint): { way: RequestOptions; agent: Agent } {
  const address = parseAddress(url);
  const pool = { keepAlive: true, maxSockets: atOnce };
  if (address?.to === "ssh") {
    const agent = dialing(address);
    // Docker sends this name where the connection has none.
    return { agent, way: { agent, host: "docker.example.com", port: 80 } };
  }
  if (address?.to !== "network") {
    const agent = new Agent(pool);
    return { agent, way: { agent, socketPath: address?.path ?? "" } };
  }
  const { hostname, port, prefix } = address;
  const secure = tls !== undefined || address.secure;
  if (tls) checkCertificates(tls, because);
  const { verify, ...certificates } = tls ?? { verify: true };
  // Said in so many words: left out, NODE_TLS_REJECT_UNAUTHORIZED would decide.
  const agent = secure ? new SecureAgent({ ...pool, ...certificates, rejectUnauthorized: verify }) : new Agent(pool);
  const protocol = secure ? "https:" : "http:";
  return { agent, way: { agent, protocol, hostname, port: port || (secure ? 2376 : 2375), path: prefix } };
}

/** Docker's own way over ssh, with the user's own ssh and its settings. */
function dialing({ hostname, user, port }: Extract<Address, { to: "ssh" }>): Agent {
  const target = user ? `${user}@${hostname}` : hostname;
  // A host that begins with a dash would be an option.
  const words = [
    "-o",
    "ConnectTimeout=15",
    ...(port ? ["-p", port] : []),
    "--",
    target,
    "docker",
    "system",
    "dial-stdio",
  ];
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const createConnection = () => {
    const ssh = spawn("ssh", words, { stdio: ["pipe", "pipe", "ignore"] });
    const stream = Duplex.from({ writable: ssh.stdin, readable: ssh.stdout });
    ssh.on("error", (error) => stream.destroy(error));
    // Each call hears of errors by itself. Closed between two of them, the stream would err with nobody to hear it.
    stream.on("error", () => {});
    stream.on("close", () => ssh.kill());
    const same = () => stream;
    return Object.assign(stream, { setTimeout: same, setNoDelay: same, setKeepAlive: same, ref: same, unref: same });
  };
  // What an agent calls for each connection; the types of Node leave it out.
  return Object.assign(agent, { createConnection });
}
