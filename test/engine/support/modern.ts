import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";
import { startKeeper } from "./start-keeper.ts";

/** A Docker that is newer than the machine's own, and keeps its images in containerd. */
export interface ModernEngine {
  host: string;
  /** The process of its daemon. */
  pid(): number;
  docker(...words: string[]): string;
  /** Passes a text to Docker's own command. */
  dockerWith(input: string, ...words: string[]): string;
  stop(): Promise<void>;
}

/** Where its programs are. */
export interface ModernPrograms {
  version: string;
  start(): Promise<ModernEngine>;
  remove(): void;
}

const suite = "http://deb.debian.org/debian sid main";
const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
const packages = ["docker.io", "docker-cli", "containerd"];

/**
 * Fetches the Docker of Debian's unstable suite into a folder; nothing, and a line that says why, where that is
 * impossible.
 */
export function fetchModern(): ModernPrograms | undefined {
  if (inject("engine") === "") return undefined;
  const folder = mkdtempSync(join(tmpdir(), "runsecrets-modern-"));
  try {
    const bin = unpack(folder);
    const path = `${bin.join(":")}:${process.env.PATH}`;
    const printed = execFileSync("dockerd", ["--version"], { encoding: "utf8", env: { PATH: path } });
    const version = /version (\d+\.\d+\.\d+)/.exec(printed)?.[1] ?? printed.trim();
    console.log(`The modern engine is Docker ${version} of Debian's unstable suite`);
    const remove = () => rmSync(folder, { recursive: true, force: true });
    return { version, start: () => startModern(path), remove };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    const why = `Debian's unstable suite gives no Docker: ${firstLine(error)}`;
    if (process.env.CI === "true") throw new Error(`The tests on a modern engine cannot run: ${why}`);
    console.log(`Not run: the tests on a modern engine, because ${why}`);
    return undefined;
  }
}

/** The machine's own packages and lists stay as they are. Returns the folders of the programs. */
function unpack(folder: string): string[] {
  if (!existsSync(keyring)) throw new Error(`there is no ${keyring}`);
  const at = (...names: string[]) => join(folder, ...names);
  for (const name of ["state/lists/partial", "cache/archives/partial", "debs", "root"]) {
    mkdirSync(at(name), { recursive: true });
  }
  // Mirrors may keep an old copy of a suite that moves: it is signed all the same.
  writeFileSync(at("sources.list"), `deb [check-valid-until=no signed-by=${keyring}] ${suite}\n`);
  writeFileSync(at("status"), "");
  const options = [
    `Dir::Etc::sourcelist=${at("sources.list")}`,
    "Dir::Etc::sourceparts=/dev/null",
    `Dir::State=${at("state")}`,
    `Dir::State::status=${at("status")}`,
    `Dir::Cache=${at("cache")}`,
    // The folder is root's.
    "APT::Sandbox::User=root",
    "Acquire::Languages=none",
    "Acquire::IndexTargets::deb::DEP-11::DefaultEnabled=false",
    "Acquire::Retries=2",
  ].flatMap((option) => ["-o", option]);
  const apt = (...words: string[]) =>
    execFileSync("apt-get", ["-q", ...options, ...words], { cwd: at("debs"), stdio: "pipe", timeout: 120_000 });
  apt("update", "--error-on=any");
  apt("download", ...packages);
  for (const deb of readdirSync(at("debs"))) execFileSync("dpkg", ["-x", at("debs", deb), at("root")]);
  return [at("root/usr/sbin"), at("root/usr/bin")];
}

async function startModern(path: string): Promise<ModernEngine> {
  const folder = mkdtempSync(join(tmpdir(), "runsecrets-modern-engine-"));
  const stop = await startKeeper(folder, "modern", path);
  const host = `unix://${folder}/docker.sock`;
  const run = (words: string[], input?: string) =>
    execFileSync("docker", ["-H", host, ...words], {
      encoding: "utf8",
      env: { PATH: path },
      stdio: "pipe",
      input,
    }).trim();
  return {
    host,
    pid: () => Number(execFileSync("cat", [join(folder, "pid")], { encoding: "utf8" })),
    docker: (...words) => run(words),
    dockerWith: (input, ...words) => run(words, input),
    stop,
  };
}

/** What apt says went wrong, or what this module did. */
function firstLine(error: unknown): string {
  const printed = error instanceof Error && "stderr" in error ? String(error.stderr) : "";
  const told = /^[EW]: .*$/m.exec(printed)?.[0] ?? (error instanceof Error ? error.message : String(error));
  return told.split("\n")[0] ?? "";
}
