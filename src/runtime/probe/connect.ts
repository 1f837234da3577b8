import { spawn } from "node:child_process";
import { Agent } from "node:http";
import { Agent as SecureAgent } from "node:https";
import { Duplex } from "node:stream";
import { inspect } from "node:util";
import type Dockerode from "dockerode";
import type { Endpoint } from "./endpoint.ts";

/** Every call ends by then: an engine that hangs must not hang the audit. */
export const timeout = 20_000;
/** As many calls at once: more only queue up inside the engine. */
export const atOnce = 12;

/** A connection to an engine; `close` ends what it holds open. */
export interface Connection {
  docker: Dockerode;
  close(): void;
}

/** Opens nothing yet: the first call does. */
export async function connect({ url, tls }: Endpoint): Promise<Connection> {
  const { default: Docker } = await import("dockerode");
  const [scheme = "", rest = ""] = url.split("://");
  // All of them are named, because what is left out is taken from DOCKER_HOST.
  const none = {
    host: undefined,
    port: undefined,
    socketPath: undefined,
    protocol: "http",
    ca: undefined,
    cert: undefined,
    key: undefined,
  };
  const pool = { keepAlive: true, maxSockets: atOnce, timeout };
  let agent: Agent = new Agent(pool);
  let where: Record<string, unknown> = { socketPath: scheme === "npipe" ? rest.replaceAll("\\", "/") : rest };
  if (scheme === "ssh") {
    agent = dialing(url);
    where = { host: "http://docker.example.com", port: 80 };
  } else if (scheme !== "unix" && scheme !== "npipe") {
    const { hostname, port } = new URL(`http://${rest}`);
    const secure = tls !== undefined || scheme === "https";
    if (secure) agent = new SecureAgent({ ...pool, ...tls, rejectUnauthorized: tls?.verify ?? true });
    where = { host: hostname, port: port || (secure ? 2376 : 2375), protocol: secure ? "https" : "http" };
  }
  // The client makes a text of all its options for each call, for a debug log that is off: the agent alone would take most of an audit's time.
  Object.assign(agent, { [inspect.custom]: () => "agent" });
  const options = { ...none, ...where, agent, timeout } as unknown as Dockerode.DockerOptions;
  return { docker: new Docker(options), close: () => agent.destroy() };
}

/** Docker's own way over ssh, with the user's own ssh and its settings. */
function dialing(url: string): Agent {
  const { hostname, username, port } = new URL(url);
  const target = username ? `${decodeURIComponent(username)}@${hostname}` : hostname;
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
  const agent = new Agent({ keepAlive: true, maxSockets: 4, timeout });
  const createConnection = () => {
    const ssh = spawn("ssh", words, { stdio: ["pipe", "pipe", "ignore"] });
    const stream = Duplex.from({ writable: ssh.stdin, readable: ssh.stdout });
    ssh.on("error", (error) => stream.destroy(error));
    stream.on("close", () => ssh.kill());
    const same = () => stream;
    return Object.assign(stream, { setTimeout: same, setNoDelay: same, setKeepAlive: same, ref: same, unref: same });
  };
  // What an agent calls for each connection; the types of Node leave it out.
  return Object.assign(agent, { createConnection });
}
