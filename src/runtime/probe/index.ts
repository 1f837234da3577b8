import { UserError } from "../../errors.ts";
import type { EngineCapture, Unseen } from "../capture.ts";
import { at, type Json, objectIn, text } from "../readers/json.ts";
import { connect } from "./connect.ts";
import { askContainers } from "./containers.ts";
import { resolveEndpoint, type Wanted } from "./endpoint.ts";
import { shown, unreachable } from "./failure.ts";
import type { Host } from "./host.ts";
import { identify } from "./identity.ts";
import { askImages } from "./images.ts";
import { type Level, levelFor } from "./level.ts";
import { askSwarm } from "./swarm.ts";

/** What an audit looks at, and how deep. */
export interface ProbeOptions extends Wanted {
  /** Names or ids, whole or begun; empty for all. */
  containers?: readonly string[];
  noProc?: boolean;
}

/** Where files grant secrets to a container, beside /run/secrets. */
type TargetsOf = (inspect: Json) => readonly string[];

/** Asks one engine everything, reads `/proc` where it may, and changes nothing. Throws a `UserError` where no engine answers. */
export async function probe(
  options: ProbeOptions,
  host: Host,
  declared: (local: boolean) => TargetsOf = () => () => [],
): Promise<{ capture: EngineCapture; level: Level }> {
  const endpoint = resolveEndpoint(options, host);
  const level = levelFor(endpoint, host, options.noProc ?? false);
  const targetsOf = declared(endpoint.url.startsWith("unix://"));
  const { docker, close } = await connect(endpoint);
  try {
    const engine = await identify(docker).catch((error: unknown) => {
      throw unreachable(error, endpoint);
    });
    const unseen: Unseen[] = [];
    const swarm = await askSwarm(docker, engine, unseen);
    const listed = chosen(await docker.listContainers({ all: true }), options.containers ?? []);
    const containers = await askContainers(docker, listed, { ...swarm, engine, targetsOf }, level, unseen);
    const used = containers.flatMap(({ inspect }) => text(at(objectIn(inspect), "Image")) ?? []);
    const lying = options.containers?.length ? [] : (await docker.listImages()).map(({ Id }) => Id);
    const images = await askImages(docker, [...used, ...lying], unseen);
    return { capture: { endpoint: shown(endpoint.url), engine, containers, ...swarm, images, unseen }, level };
  } finally {
    close();
  }
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
