import type Dockerode from "dockerode";
import { Sealed } from "../../facts/sealed.ts";
import type { EngineCapture, EngineIdentity, Unseen } from "../capture.ts";
import { reason } from "./failure.ts";

type Lists = Pick<EngineCapture, "services" | "tasks" | "secrets" | "configs">;

/** What a manager knows of its swarm; elsewhere nothing, and that is no gap unless tasks of a swarm run here. */
export async function askSwarm(docker: Dockerode, { swarm }: EngineIdentity, unseen: Unseen[]): Promise<Lists> {
  const lists: Lists = { services: [], tasks: [], secrets: [], configs: [] };
  if (swarm !== "manager") return lists;
  const ask = async (call: () => Promise<readonly unknown[]>, about: Unseen["about"], name: string) => {
    try {
      return (await call()).map((one) => new Sealed(JSON.stringify(one)));
    } catch (error) {
      unseen.push({ about, why: `the swarm's ${name}: ${reason(error)}` });
      return [];
    }
  };
  const [services, tasks, secrets, configs] = await Promise.all([
    ask(() => docker.listServices(), ["binding", "command", "grant"], "services"),
    ask(() => docker.listTasks({ filters: { "desired-state": ["running"] } }), ["grant"], "tasks"),
    ask(() => docker.listSecrets(), ["secret"], "secrets"),
    ask(() => docker.listConfigs(), ["text"], "configs"),
  ]);
  return { services, tasks, secrets, configs };
}
