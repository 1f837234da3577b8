import { UserError } from "../../errors.ts";
import { showEngine } from "../../facts/shown.ts";
import type { EngineCapture, Unseen } from "../capture.ts";
import { at, type Json, objectIn, text } from "../readers/json.ts";
import { connect } from "./connect.ts";
import { askContainers } from "./containers.ts";
import { resolveEndpoint } from "./endpoint.ts";
import type { Limits } from "./exchange.ts";
import { unreachable } from "./failure.ts";
import type { Host } from "./host.ts";
import { identify } from "./identity.ts";
import { askImages, listImages } from "./images.ts";
import { type Level, levelFor } from "./level.ts";
import type { ProbeOptions } from "./options.ts";
import { startProbeSession } from "./session.ts";
import { askOthers, askSwarm, partOf } from "./swarm.ts";
import { traceValues } from "./trace.ts";

/** Where files grant secrets to a container, beside /run/secrets. */
type TargetsOf = (inspect: Json) => readonly string[];

/**
 * Asks one engine everything, reads `/proc` where it may, and changes nothing. Throws a `UserError` where no engine
 * answers.
 */
export async function probe(
  options: ProbeOptions,
  host: Host,
  declared: (local: boolean) => TargetsOf = () => () => [],
  limits?: Limits,
): Promise<{ capture: EngineCapture; level: Level }> {
  const { signal, containers: wanted = [], onProgress: tell = () => {} } = options;
  if (signal?.aborted) throw stoppedEarly();
  const endpoint = resolveEndpoint(options, host);
  const level = levelFor(endpoint, host, options);
  const local = endpoint.url.startsWith("unix://");
  const targetsOf = declared(local);
  const unseen: Unseen[] = [];
  const { docker, close } = connect(endpoint, unseen, limits);
  const session = startProbeSession(docker, unseen, signal, tell);
  // Calls under way end with it.
  signal?.addEventListener("abort", close);
  try {
    // Without the list of containers there is nothing to look at; any other call may fail by itself.
    const [engine, listed] = await Promise.all([
      identify(session),
      docker.listContainers().catch((error: unknown) => {
        throw session.stopped() ? stoppedEarly() : unreachable(error, endpoint);
      }),
    ]);
    if (session.stopped()) throw stoppedEarly();
    const contents = options.trace !== undefined && level.is === "proc" && level.root;
    const part = wanted.length > 0;
    const [swarm, others] = await Promise.all([
      askSwarm(engine, session, contents),
      part ? {} : askOthers(engine, session, options.trace !== undefined),
    ]);
    const around = {
      ...swarm,
      engine,
      targetsOf,
      exec: options.exec ?? false,
      local,
      socket: socketPath(endpoint.url),
      contents,
    };
    const containers = await askContainers(chosen(listed, wanted), around, level, session);
    const used = containers.flatMap(({ inspect }) => text(at(objectIn(inspect), "Image")) || []);
    const lying = wanted.length > 0 ? [] : await listImages(session);
    const images = await askImages([...used, ...lying], session);
    const concerned = part && engine.product === "Docker" ? partOf(swarm, containers) : swarm;
    const capture: EngineCapture = {
      endpoint: showEngine(endpoint.url),
      ...(endpoint.tls?.verify === false && { unverified: true }),
      ...{ engine, containers, ...concerned, images, ...others, unseen },
      ...(part && { part }),
    };
    const { trace } = options;
    if (trace && !contents) unseen.push({ about: [], why: `the values of secrets: ${noContents(level)}` });
    if (!trace || !contents) return { capture, level };
    return { capture: { ...capture, traced: await traceValues(capture, trace, session) }, level };
  } finally {
    signal?.removeEventListener("abort", close);
    close();
  }
}

function socketPath(url: string): string | undefined {
  return url.startsWith("unix://") ? url.slice("unix://".length) : undefined;
}

function noContents(level: Level): string {
  return level.is === "socket" ? level.because : "needs root on the engine's host";
}

function stoppedEarly(): UserError {
  return new UserError("stopped before the engine told anything");
}

function chosen<One extends { Id: string; Names?: readonly string[] }>(
  all: readonly One[],
  wanted: readonly string[],
): One[] {
  for (const name of wanted) {
    if (!all.some((one) => isCalled(one, name))) throw new UserError(`no container is called ${name}`);
  }
  return wanted.length === 0 ? [...all] : all.filter((one) => wanted.some((name) => isCalled(one, name)));
}

/** A task's container is also known without its task's id: `shop_db.1`. */
function isCalled({ Id, Names }: { Id: string; Names?: readonly string[] }, name: string): boolean {
  const names = (Names ?? []).map((one) => one.replace(/^\//, ""));
  return (name.length >= 4 && Id.startsWith(name)) || names.some((one) => one === name || one.startsWith(`${name}.`));
}
