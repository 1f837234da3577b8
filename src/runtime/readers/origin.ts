import type { Started } from "../../facts/index.ts";
import { at, type Json, strings, text } from "./json.ts";

/** Where a container was declared: the service's name, and the compose files as Compose wrote them into its labels. */
export interface Origin {
  /** Names the service may have in a compose file; a stack's name is before that of a swarm's service. */
  services: readonly string[];
  /** Absolute, or relative to `folder`. */
  files: readonly string[];
  folder: string;
}

/** Reads the labels that Compose and `docker stack deploy` leave on a container. */
export function originOf(inspect: Json): Origin {
  const label = (name: string) => text(at(inspect, "Config", "Labels", name));
  const service = label("com.docker.swarm.service.name");
  const stack = label("com.docker.stack.namespace");
  const inStack = service !== undefined && stack !== undefined && service.startsWith(`${stack}_`);
  const names = [label("com.docker.compose.service"), inStack ? service.slice(stack.length + 1) : service];
  return {
    services: names.filter((name) => name !== undefined),
    files: (label("com.docker.compose.project.config_files") ?? "").split(",").filter((file) => /\.ya?ml$/i.test(file)),
    folder: label("com.docker.compose.project.working_dir") ?? "/",
  };
}

/** What started a container, by the labels that Compose and a swarm leave on it. */
export function starterOf(inspect: Json, name: string): Started {
  const labels = at(inspect, "Config", "Labels");
  const ofCompose = text(at(labels, "com.docker.compose.service"));
  if (ofCompose !== undefined && isName.test(ofCompose)) return { by: "compose", name: ofCompose, tool: "compose" };
  const service = text(at(labels, "com.docker.swarm.service.name"));
  if (service !== undefined && isName.test(service)) return starterOfService(service, labels);
  return { by: "hand", name, tool: toolOf(inspect) };
}

/**
 * podman's inspect never leaves the pid mode empty, and its containers know that they are its own. Quadlet's unit, and
 * one of `podman generate systemd`, is named by a label: podman-systemd.unit(5).
 */
function toolOf(inspect: Json): "docker" | "podman" | "quadlet" {
  if (text(at(inspect, "Config", "Labels", "PODMAN_SYSTEMD_UNIT")) !== undefined) return "quadlet";
  const isPodman =
    at(inspect, "HostConfig", "PidMode") === "private" ||
    strings(at(inspect, "Config", "Env")).includes("container=podman");
  return isPodman ? "podman" : "docker";
}

/** Anyone who starts a container chooses its labels: what no service can be called is none. */
const isName = /^[\w.-]+$/;

/**
 * What made a service of a swarm: `docker stack deploy` is given a compose file, and puts the stack's name before the
 * service's.
 */
export function starterOfService(service: string, labels: unknown): Started {
  const stack = text(at(labels, "com.docker.stack.namespace"));
  return stack !== undefined && service.startsWith(`${stack}_`)
    ? { by: "compose", name: service.slice(stack.length + 1), tool: "stack" }
    : { by: "swarm", name: service, tool: "service" };
}
