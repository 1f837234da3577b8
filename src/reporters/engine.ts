import type { EngineOverview, RunReport } from "../findings/report.ts";
import { count } from "./summary.ts";

/**
 * Which engine it is, where it answers, and how deep the audit looked: `Docker 20.10.24, swarm manager,
 * unix:///run/docker.sock, with /proc`.
 */
export function engineName({ product, version, swarm, endpoint, unverified, level }: EngineOverview): string {
  const parts = [
    `${product} ${version}`,
    ...(swarm === "none" ? [] : [`swarm ${swarm}`]),
    `${endpoint}${unverified ? " (TLS without verification)" : ""}`,
  ];
  return [...parts, depth[level]].join(", ");
}

const depth: Readonly<Record<EngineOverview["level"], string>> = {
  socket: "through its socket only",
  exec: "through its socket, with a probe in each container",
  proc: "with /proc",
};

/** What there was to look at: `41 containers, 12 services, 9 secrets`. */
export function looked({ secrets }: EngineOverview, scanned: RunReport["scanned"]): string {
  const things = { ...scanned, secret: secrets };
  const named = Object.entries(things).filter(([kind, amount]) => amount > 0 || kind === "container");
  return named.map(([kind, amount]) => count(amount, kind)).join(", ");
}
