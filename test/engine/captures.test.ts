import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { audit } from "../../src/pipeline/audit.ts";
import type { EngineCapture } from "../../src/runtime/capture.ts";
import { probe } from "../../src/runtime/probe/index.ts";
import { captures, readCapture, writeCapture } from "../support/captures.ts";
import { withoutSwarm } from "./support/audit.ts";
import {
  awaitServices,
  describeEngine,
  docker,
  dockerHost,
  dockerWith,
  engineFolder,
  ensureSwarm,
  hostFile,
  podman,
  podmanHost,
  podmanRemoveAll,
  podmanRun,
} from "./support/engine.ts";

const host = { env: {}, home: "/", platform: "linux", uid: 0 };

/**
 * With `RECORD=1` the captures of the pure tests are written anew; without it they must say what the engines say today.
 */
describeEngine("recorded captures", () => {
  beforeAll(() => {
    ensureSwarm();
    scene();
    awaitServices("healthy", "denied", "twice", "spec");
  }, 90_000);

  it("Docker says what it said when it was recorded", async () => compare(await look(dockerHost)), 30_000);

  it("podman says what it said when it was recorded", async () => {
    podman("secret", "create", "api_key", hostFile("podman-key", "larkspur-canary-3", 0o600));
    podmanRun("-d", "--name", "pod", "--user", "1000", "--secret", "api_key,mode=0400,uid=1000", "busybox:local");
    podmanRun("-d", "--name", "pod-denied", "--user", "1000", "--secret", "api_key,mode=0400", "busybox:local");
    compare(await look(podmanHost));
    podmanRemoveAll();
    podman("secret", "rm", "api_key");
  }, 30_000);
});

async function look(address: string): Promise<EngineCapture> {
  return (await probe({ host: address }, host)).capture;
}

function compare(capture: EngineCapture): void {
  const { product, version } = capture.engine;
  const name = `${product.toLowerCase()}-${version.replace(/[^\d.].*$/, "")}`;
  if (process.env.RECORD === "1") writeCapture(name, capture, engineFolder);
  // Another version than the recorded ones is no failure: there is nothing to compare it with.
  if (captures().includes(name)) expect(told(capture)).toEqual(told(readCapture(name)));
}

function told(capture: EngineCapture): string[] {
  const { findings } = audit(capture, "proc");
  const lines = withoutSwarm(findings).map(({ rule, say, file, key }) => `${file}: ${rule} ${say} ${key}`);
  // Which of two grants wins is left to chance.
  return lines.map((line) => line.replace(/\/(?:strict|loose)$/, "/…")).sort();
}

function scene(): void {
  dockerWith("larkspur-canary-1", "secret", "create", "db_pw", "-");
  dockerWith("db_password=brassbell-9-canary\n", "config", "create", "app_ini", "-");
  const strict = "source=db_pw,target=pw,mode=0400";
  const service = (name: string, ...words: string[]) => docker("service", "create", "-d", "--name", name, ...words);
  service("healthy", "--secret", strict, "--config", "app_ini", "shellless:local");
  service("denied", "--user", "1000", "--secret", strict, "busybox:local");
  service("spec", "-e", "DB_PASSWORD=orchid-45-canary", "--secret", "source=db_pw,target=/etc/app/pw", "busybox:local");
  const loose = "source=db_pw,target=loose,mode=0444";
  service(
    "twice",
    "--secret",
    "source=db_pw,target=strict,uid=1000,gid=1000,mode=0400",
    "--secret",
    loose,
    "busybox:local",
  );

  const closed = hostFile("closed", "larkspur-canary-2", 0o600);
  const run = (name: string, ...words: string[]) => docker("run", "-d", "--network", "none", "--name", name, ...words);
  run("on-top", "--tmpfs", "/run/secrets", "-v", `${closed}:/run/secrets/pw`, "busybox:local");
  run(
    "stray",
    "busybox:local",
    "sh",
    "-c",
    "mkdir -p /run/secrets; head -c 20 /bin/busybox > /run/secrets/pw; sleep 1000",
  );
  run("shipper", "-v", `${engineFolder}/data/containers:/logs:ro`, "busybox:local");
  docker(
    "create",
    "--network",
    "none",
    "--name",
    "stopped",
    "-l",
    "admin.password=brassbell-9-canary",
    "busybox:local",
  );
  compose(closed);
}

function compose(secret: string): void {
  const folder = join(dirname(secret), "shop");
  mkdirSync(folder, { recursive: true });
  const web =
    'services:\n  web:\n    image: busybox:local\n    network_mode: none\n    user: "1000"\n    secrets: [key]\n';
  writeFileSync(join(folder, "compose.yaml"), `version: "3.8"\n${web}secrets:\n  key: {file: ${secret}}\n`);
  const env = { ...process.env, DOCKER_HOST: dockerHost };
  execFileSync("docker-compose", ["-f", "compose.yaml", "-p", "shop", "up", "-d"], {
    cwd: folder,
    env,
    stdio: "ignore",
  });
}
