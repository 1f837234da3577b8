import { existsSync } from "node:fs";
import { install } from "../../support/debian.ts";

/** A program the tests need, and the Debian package that brings it. */
const needs: readonly (readonly [program: string, ...packages: string[]])[] = [
  ["dockerd", "docker.io"],
  ["docker", "docker.io"],
  ["iptables", "iptables"],
  ["openssl", "openssl"],
  ["docker-compose", "docker-compose"],
  ["podman", "podman"],
  ["runc", "runc"],
  ["busybox", "busybox-static"],
];

/** Why no engine can run here; nothing when one can. Installs what is missing, as root on Debian. */
export function missing(): string | undefined {
  if (process.platform !== "linux") return `this is ${process.platform}, not Linux`;
  if (process.getuid?.() !== 0) return "they need root";
  const absent = needs.filter(([program]) => !has(program));
  if (absent.length === 0) return undefined;
  if (!has("apt-get")) return `${absent.map(([program]) => program).join(", ")} are not installed`;
  const packages = [...new Set(absent.flatMap(([, ...names]) => names))];
  try {
    install(...packages);
  } catch {
    return `apt-get could not install ${packages.join(", ")}`;
  }
  const still = needs.filter(([program]) => !has(program)).map(([program]) => program);
  return still.length === 0 ? undefined : `${still.join(", ")} are missing after the installation`;
}

function has(program: string): boolean {
  const folders = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];
  return folders.some((folder) => existsSync(`${folder}/${program}`));
}
