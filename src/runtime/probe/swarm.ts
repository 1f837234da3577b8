import { Sealed } from "../../facts/sealed.ts";
import type { ContainerCapture, EngineCapture, EngineIdentity, Unseen } from "../capture.ts";
import { at, list, objectIn } from "../readers/json.ts";
import { isIdle } from "../readers/tasks.ts";
import { reason } from "./failure.ts";
import type { Visit } from "./visit.ts";

type Lists = Pick<EngineCapture, "services" | "tasks" | "secrets" | "configs">;

/** What a manager knows of its swarm, or podman of its secrets; elsewhere nothing, and that is no gap unless tasks of a swarm run here. */
export async function askSwarm({ product, swarm }: EngineIdentity, visit: Visit): Promise<Lists> {
  const lists: Lists = { services: [], tasks: [], secrets: [], configs: [] };
  const { docker } = visit;
  if (product === "podman") {
    return { ...lists, secrets: await asked(() => docker.listSecrets(), ["secret"], "podman's secrets", visit) };
  }
  if (swarm !== "manager") return lists;
  const [services, tasks, secrets, configs] = await Promise.all([
    asked(() => docker.listServices(), ["binding", "command", "grant"], "the swarm's services", visit),
    askTasks({ "desired-state": ["running", "ready"] }, visit),
    asked(() => docker.listSecrets(), ["secret"], "the swarm's secrets", visit),
    asked(() => docker.listConfigs(), ["text"], "the swarm's configs", visit),
  ]);
  const idle = services.map(objectIn).filter((service) => isIdle(service, tasks.map(objectIn)));
  const ids = idle.flatMap(({ ID }) => (typeof ID === "string" ? [ID] : []));
  const ended = ids.length > 0 ? await askTasks({ service: ids }, visit) : [];
  return { services, tasks: [...tasks, ...ended], secrets, configs };
}

function askTasks(filters: Record<string, string[]>, visit: Visit): Promise<Sealed[]> {
  return asked(() => visit.docker.listTasks({ filters }), ["grant"], "the swarm's tasks", visit);
}

async function asked(
  call: () => Promise<readonly unknown[]>,
  about: Unseen["about"],
  name: string,
  { unseen, over, stopped, ended }: Visit,
): Promise<Sealed[]> {
  try {
    if (stopped()) throw undefined;
    const answer = await call();
    ended();
    return answer.map((one) => new Sealed(JSON.stringify(one)));
  } catch (error) {
    ended(error);
    unseen.push({ about, why: stopped() ? `${name} were ${over()}` : `${name}: ${reason(error)}` });
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
