import type Dockerode from "dockerode";
import type { EngineIdentity } from "../capture.ts";
import { at, text } from "../readers/json.ts";

/** Which engine answers: the first calls of an audit. */
export async function identify(docker: Dockerode): Promise<EngineIdentity> {
  const [version, info] = (await Promise.all([docker.version(), docker.info()])) as [unknown, unknown];
  const components = at(version, "Components");
  const podman = JSON.stringify(components ?? "").includes("Podman");
  const active = text(at(info, "Swarm", "LocalNodeState")) === "active";
  const manager = active && at(info, "Swarm", "ControlAvailable") === true;
  return {
    product: podman ? "podman" : "Docker",
    version: text(at(version, "Version")) ?? "of an unknown version",
    swarm: manager ? "manager" : active ? "worker" : "none",
    dataRoot: text(at(info, "DockerRootDir")) ?? "",
  };
}
