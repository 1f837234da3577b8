import { Sealed } from "../../facts/sealed.ts";
import type { ContainerCapture, EngineCapture, EngineIdentity, Unseen } from "../capture.ts";
import { at, type Json, list, objectIn } from "../readers/json.ts";
import { isIdle } from "../readers/tasks.ts";
import { codeOfFailure, isRefused, reason } from "./failure.ts";
import type { ProbeSession } from "./session.ts";

type Lists = Pick<EngineCapture, "services" | "tasks" | "secrets" | "configs">;

/**
 * What a manager knows of its swarm, or podman of its secrets; elsewhere nothing, and that is no gap unless tasks of a
 * swarm run here.
 */
export async function askSwarm(
  { product, swarm }: EngineIdentity,
  session: ProbeSession,
  ended = false,
): Promise<Lists> {
  const lists: Lists = { services: [], tasks: [], secrets: [], configs: [] };
  const { docker } = session;
  if (product === "podman") {
    return { ...lists, secrets: await asked(() => docker.listSecrets(), ["secret"], "podman's secrets", session) };
  }
  if (swarm !== "manager") return lists;
  const [services, tasks, secrets, configs] = await Promise.all([
    asked(() => docker.listServices(), ["binding", "command", "grant"], "the swarm's services", session),
    askTasks(ended ? {} : { "desired-state": ["running", "ready"] }, session),
    asked(() => docker.listSecrets(), ["secret"], "the swarm's secrets", session),
    asked(() => docker.listConfigs(), ["text"], "the swarm's configs", session),
  ]);
  const idle = services.map(objectIn).filter((service) => isIdle(service, tasks.map(objectIn)));
  if (ended) return { services, tasks, secrets, configs };
  const ids = idle.flatMap(({ ID }) => (typeof ID === "string" ? [ID] : []));
  const recordResult = ids.length > 0 ? await askTasks({ service: ids }, session) : [];
  return { services, tasks: [...tasks, ...recordResult], secrets, configs };
}

/**
 * Volumes and networks, and plugins where an engine has them: their labels and options hold what anybody writes there.
 * Proxies before a socket deny these calls unless they are told otherwise: only who searches all has a gap then.
 */
export async function askOthers(
  { product }: EngineIdentity,
  session: ProbeSession,
  needed: boolean,
): Promise<Required<Pick<EngineCapture, "volumes" | "networks" | "plugins" | "refused">>> {
  const { docker } = session;
  const refused: string[] = [];
  const list = async (name: string, call: () => Promise<readonly Json[]>) => {
    const calling = () =>
      call().catch((error: unknown) => {
        if (needed || !isRefused(error)) throw error;
        refused.push(name);
        return [];
      });
    return asked(calling, ["binding"], `the engine's ${name}`, session);
  };
  const [volumes, networks, plugins] = await Promise.all([
    list("volumes", () => docker.listVolumes()),
    list("networks", () => docker.listNetworks()),
    product === "podman" ? [] : list("plugins", () => docker.listPlugins()),
  ]);
  return { volumes, networks, plugins, refused: refused.sort() };
}

function askTasks(filters: Record<string, string[]>, session: ProbeSession): Promise<Sealed[]> {
  return asked(() => session.docker.listTasks({ filters }), ["grant"], "the swarm's tasks", session);
}

async function asked(
  call: () => Promise<readonly unknown[]>,
  about: Unseen["about"],
  name: string,
  { unseen, stopReason, stopped, recordResult }: ProbeSession,
): Promise<Sealed[]> {
  try {
    if (stopped()) throw undefined;
    const answer = await call();
    recordResult();
    return answer.map((one) => new Sealed(JSON.stringify(one)));
  } catch (error) {
    recordResult(error);
    if (stopped()) unseen.push({ about, code: "stopped", why: `${name} were ${stopReason()}` });
    else unseen.push({ about, code: codeOfFailure(error), why: `${name}: ${reason(error)}` });
    return [];
  }
}

/** What of a swarm concerns these containers: their services, and what those are granted. */
export function partOf(lists: Lists, containers: readonly ContainerCapture[]): Lists {
  const label = "com.docker.swarm.service.name";
  const names = new Set(containers.map(({ inspect }) => at(objectIn(inspect), "Config", "Labels", label)));
  const services = lists.services.filter((one) => names.has(at(objectIn(one), "Spec", "Name")));
  const granted = (kind: "Secret" | "Config") => {
    const specs = services.map((one) => at(objectIn(one), "Spec", "TaskTemplate", "ContainerSpec"));
    const ids = new Set(specs.flatMap((spec) => list(at(spec, `${kind}s`)).map((one) => at(one, `${kind}ID`))));
    return (one: Sealed) => ids.has(at(objectIn(one), "ID"));
  };
  const [secrets, configs] = [lists.secrets.filter(granted("Secret")), lists.configs.filter(granted("Config"))];
  return { services, tasks: lists.tasks, secrets, configs };
}
