import type { EngineIdentity } from "../capture.ts";
import { at, list, text } from "../readers/json.ts";
import { codeOfFailure, reason } from "./failure.ts";
import type { ProbeSession } from "./session.ts";

/** Which engine answers, as far as it tells: each of the two calls may fail where all others do not. */
export async function identify({ docker, unseen }: ProbeSession): Promise<EngineIdentity> {
  const [version, info] = await Promise.all([
    docker.version().catch((error: unknown) => {
      unseen.push({ about: [], code: codeOfFailure(error), why: `which engine it is: ${reason(error)}` });
    }),
    docker.info().catch((error: unknown) => {
      const why = `where the engine keeps its data, and whether it is part of a swarm: ${reason(error)}`;
      unseen.push({ about: ["mount", "grant", "secret"], code: codeOfFailure(error), why });
    }),
  ]);
  // Each answer says in its head who sent it: `Docker/20.10.24 (linux)`, `Libpod/4.3.1 (linux)`.
  const [, name, named] = /^(Docker|Libpod)\/(\d[\w.+~-]*)/.exec(docker.server() ?? "") ?? [];
  const components = list(at(version, "Components")).map((one) => text(at(one, "Name")) ?? "");
  const isPodman = components.some((component) => component.includes("Podman")) || (!version && name === "Libpod");
  const active = text(at(info, "Swarm", "LocalNodeState")) === "active";
  const manager = active && at(info, "Swarm", "ControlAvailable") === true;
  const autolock = at(info, "Swarm", "Cluster", "Spec", "EncryptionConfig", "AutoLockManagers");
  return {
    ...(manager && typeof autolock === "boolean" && { autolock }),
    product: isPodman ? "podman" : "Docker",
    version: text(at(version, "Version")) ?? named ?? "of an unknown version",
    swarm: manager ? "manager" : active ? "worker" : "none",
    dataRoot: text(at(info, "DockerRootDir")) ?? "",
  };
}
