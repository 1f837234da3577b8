import { execFileSync } from "node:child_process";

/** Where programs of Debian's packages can be installed: as root on Linux, where a missing one counts. */
function mayInstall(): boolean {
  return process.env.CI === "true" && process.platform === "linux" && process.getuid?.() === 0;
}

/** Installs packages of Debian, one test file at a time. Throws where that is impossible. */
export function install(...packages: readonly string[]): void {
  const options = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const;
  const apt = (...words: string[]) =>
    execFileSync("flock", ["/tmp/runsecrets-apt", "apt-get", "-qq", ...words], options);
  apt("update");
  apt("install", "-y", "--no-install-recommends", ...packages);
}

/** Whether a program is there; where it is not and it counts, Debian's is installed. */
export function has(isThere: () => boolean, ...packages: readonly string[]): boolean {
  if (isThere() || !mayInstall()) return isThere();
  try {
    install(...packages);
  } catch {
    return false;
  }
  return isThere();
}
