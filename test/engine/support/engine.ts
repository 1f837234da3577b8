import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, inject } from "vitest";

const folder = inject("engine");
/** The folder of the engines: all they have is below it. */
export const engineFolder = folder;
/** Where Docker answers. */
export const dockerHost = `unix://${folder}/docker.sock`;
/** Where podman's API answers. */
export const podmanHost = `unix://${folder}/podman.sock`;
/** Docker's data root. */
export const dataRoot = join(folder, "data");

/**
 * Tests that need a real engine; skipped where none can run. What they leave on it is removed when the file is done.
 */
export function describeEngine(title: string, body: () => void): void {
  describe.skipIf(folder === "")(title, () => {
    afterAll(cleanUp, 60_000);
    body();
  });
}

/** Runs Docker's own command and returns what it printed. */
export function docker(...words: string[]): string {
  return execFileSync("docker", ["-H", dockerHost, ...words], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  }).trim();
}

/** Passes a text to Docker's own command: `docker secret create NAME -`. */
export function dockerWith(input: string, ...words: string[]): string {
  return execFileSync("docker", ["-H", dockerHost, ...words], { encoding: "utf8", input }).trim();
}

/** Runs podman beside its API service, in the same store and without systemd. */
export function podman(...words: string[]): string {
  const options = [
    ...[
      "--root",
      join(folder, "podman"),
      "--runroot",
      join(folder, "podman-run"),
      "--tmpdir",
      join(folder, "podman-tmp"),
    ],
    ...["--cgroup-manager", "cgroupfs", "--runtime", "runc", "--events-backend", "file"],
  ];
  return execFileSync("podman", [...options, ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

/** Starts a container with podman, without a network, and with limits that a machine in a machine may set. */
export function podmanRun(...words: string[]): string {
  return podman(
    ...["run", "--network", "none", "--ulimit", "nofile=1024:1024", "--ulimit", "nproc=1000:1000", ...words],
  );
}

/** Writes a file outside any container and returns its path. */
export function hostFile(name: string, text: string, mode: number): string {
  const path = join(folder, "host", name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, text);
  execFileSync("chmod", [mode.toString(8), path]);
  return path;
}

/** Makes the engine a one-node swarm, once. */
export function ensureSwarm(): void {
  if (docker("info", "-f", "{{.Swarm.LocalNodeState}}") === "active") return;
  docker("swarm", "init", "--listen-addr", "127.0.0.1:2377", "--advertise-addr", "127.0.0.1");
}

/** Waits until each of these services runs its one task. */
export function awaitServices(...names: string[]): void {
  const until = Date.now() + 40_000;
  for (const name of names) {
    while (docker("ps", "-q", "--filter", `label=com.docker.swarm.service.name=${name}`) === "") {
      if (Date.now() > until) throw new Error(`${name} does not start: ${docker("service", "ps", "--no-trunc", name)}`);
      spawnSync("sleep", ["0.2"]);
    }
  }
}

function cleanUp(): void {
  const each = (list: string, ...remove: string[]) => {
    const ids = list.split("\n").filter((id) => id !== "");
    if (ids.length > 0) spawnSync("docker", ["-H", dockerHost, ...remove, ...ids], { stdio: "ignore" });
  };
  if (docker("info", "-f", "{{.Swarm.LocalNodeState}}") === "active") {
    each(docker("service", "ls", "-q"), "service", "rm");
    each(docker("secret", "ls", "-q"), "secret", "rm");
    each(docker("config", "ls", "-q"), "config", "rm");
  }
  each(docker("ps", "-aq"), "rm", "-f", "-v");
  each(docker("volume", "ls", "-q"), "volume", "rm");
  const networks = docker("network", "ls", "--filter", "type=custom", "--format", "{{.Name}}").split("\n");
  each(networks.filter((name) => !/^(?:ingress|docker_gwbridge)$/.test(name)).join("\n"), "network", "rm");
  const made = docker("images", "--format", "{{.Repository}}:{{.Tag}}").split("\n");
  each(made.filter((tag) => !/^(?:busybox|shellless):local$|<none>/.test(tag)).join("\n"), "rmi", "-f");
  podman("rm", "-fa", "-t", "0");
}

/** Removes podman's containers. A mount of one that just ended can be busy for a moment. */
export function podmanRemoveAll(): void {
  for (let left = 5; ; left--) {
    try {
      podman("rm", "-fa", "-t", "0");
      return;
    } catch (error) {
      if (left === 0) throw error;
      execFileSync("sleep", ["0.5"]);
    }
  }
}
