// Starts the engines of the tests and stops them when its standard input ends, however the tests ended: also by a crash
// or by ctrl-C.
import { execFileSync, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { join } from "node:path";
import { makeCertificates } from "./certificates.mjs";
import { buildImages } from "./images.mjs";

// `remapped`: Docker only, with each container in a user namespace. `modern`: the Docker of this PATH only, which keeps
// images in containerd. `plain`: Docker only.
const [folder, kind] = process.argv.slice(2);
const remapped = kind === "remapped";
const dockerOnly = kind !== undefined;
const socket = join(folder, "docker.sock");
const podmanSocket = join(folder, "podman.sock");
const podmanOptions = [
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
const children = [];

// Ctrl-C in a terminal reaches the whole group: the end of standard input is what counts.
process.on("SIGINT", () => {});
process.on("SIGTERM", stop);
process.stdin.on("end", stop).on("error", stop).resume();

mkdirSync(folder, { recursive: true, mode: 0o700 });
// Not the settings of an engine that the machine may have.
const features = kind === "modern" ? { "containerd-snapshotter": true } : {};
writeFileSync(join(folder, "none.json"), JSON.stringify({ features }));
// A network namespace of its own keeps bridges and addresses off the machine; its firewall is left only altogether.
const daemon = [
  ...["dockerd", "--data-root", join(folder, "data"), "--exec-root", join(folder, "exec"), "-p", join(folder, "pid")],
  ...["-H", `unix://${socket}`, "--iptables=false", "--bridge=none", "--config-file", join(folder, "none.json")],
];
if (remapped) {
  const script = 'mount --bind "$0" /etc && ip link set lo up && exec "$@"';
  const inNamespaces = ["--net", "--mount", "sh", "-c", script, makeUsers(join(folder, "etc"))];
  start("docker", "unshare", [...inNamespaces, ...daemon, "--userns-remap=nobody:nogroup"]);
} else if (dockerOnly) {
  start("docker", "unshare", ["--net", "sh", "-c", 'ip link set lo up; exec "$@"', "sh", ...daemon]);
} else {
  // Over TCP it asks for a certificate; only the network namespace of its own reaches that.
  const secured = ["-H", "tcp://127.0.0.1:2376", "--tlsverify", ...makeCertificates(join(folder, "tls"))];
  start("docker", "unshare", ["--net", "sh", "-c", 'ip link set lo up; exec "$@"', "sh", ...daemon, ...secured]);
  start("podman", "podman", [...podmanOptions, "system", "service", "-t", "0", `unix://${podmanSocket}`]);
}

const deadline = Date.now() + 60_000;
for (const path of dockerOnly ? [socket] : [socket, podmanSocket]) {
  while (!(await answers(path))) {
    if (Date.now() > deadline) {
      console.log(`failed: no answer at ${path}; see ${folder}`);
      await stop({ keep: true });
    }
    await pause(100);
  }
}
try {
  buildImages(folder, !dockerOnly);
} catch (error) {
  console.log(`failed: ${error.message}`);
  await stop({ keep: true });
}
console.log("ready");

/** An `/etc` that only the daemon sees, with ids to give away: those of the machine stay as they are. */
function makeUsers(etc) {
  // The daemon wants its folder open to the users it makes up.
  chmodSync(folder, 0o711);
  mkdirSync(etc);
  const files = {
    passwd: "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n",
    group: "root:x:0:\nnogroup:x:65534:\n",
    subuid: "nobody:100000:65536\n",
    subgid: "nobody:100000:65536\n",
    hosts: "",
    "resolv.conf": "",
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(etc, name), text);
  return etc;
}

function start(name, command, args) {
  const log = openSync(join(folder, `${name}.log`), "w");
  children.push(spawn(command, args, { detached: true, stdio: ["ignore", log, log] }));
}

async function stop({ keep = false } = {}) {
  // Whatever runs in containers may ignore SIGTERM for ten seconds: it is killed first.
  await ask("POST", "/swarm/leave?force=true");
  const { body } = await ask("GET", "/containers/json?all=true");
  for (const { Id } of list(body)) await ask("DELETE", `/containers/${Id}?force=true&v=true`);
  if (!dockerOnly) {
    quietly(() =>
      execFileSync("podman", [...podmanOptions, "rm", "-fa", "-t", "0"], { stdio: "ignore", timeout: 30_000 }),
    );
  }
  for (const child of children) child.kill("SIGTERM");
  for (let waited = 0; waited < 100 && children.some(alive); waited++) await pause(100);
  for (const pid of leftOvers()) quietly(() => process.kill(pid, "SIGKILL"));
  for (const child of children) child.kill("SIGKILL");
  await pause(50);
  if (!keep) {
    for (const point of mountsBelow(folder)) quietly(() => execFileSync("umount", ["-l", point], { stdio: "ignore" }));
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
  process.exit(0);
}

/** Helpers that outlive an engine that had to be killed: all of them name the folder. */
function leftOvers() {
  return readdirSync("/proc").filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    const words = quietly(() => readFileSync(join("/proc", pid, "cmdline"), "utf8")) ?? "";
    return /^\S*(containerd|dockerd|conmon|podman)/.test(words) && words.includes(folder);
  });
}

function mountsBelow(path) {
  const points = readFileSync("/proc/self/mounts", "utf8")
    .split("\n")
    .map((line) => line.split(" ")[1] ?? "");
  return points.filter((point) => point.startsWith(`${path}/`)).sort((a, b) => b.length - a.length);
}

function alive(child) {
  return child.exitCode === null && child.signalCode === null;
}

async function answers(path) {
  if (!existsSync(path)) return false;
  return (await ask("GET", "/_ping", path)).status === 200;
}

function ask(method, path, socketPath = socket) {
  return new Promise((resolve) => {
    const call = request({ socketPath, method, path, timeout: 30_000 }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text) => {
        body += text;
      });
      response.on("end", () => resolve({ status: response.statusCode, body }));
    });
    call.on("timeout", () => call.destroy()).on("error", () => resolve({ status: 0, body: "" }));
    call.end();
  });
}

function list(body) {
  return quietly(() => JSON.parse(body)) ?? [];
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function quietly(run) {
  try {
    return run();
  } catch {
    return undefined;
  }
}
