import { spawnSync } from "node:child_process";
import { env } from "node:process";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { has } from "../../support/debian.ts";
import { folder } from "../../support/folder.ts";
import { type EndsUp, said, worldOf } from "./ends-up.ts";
import { stories } from "./stories.ts";

/** Another Compose to compare with: `RUNSECRETS_COMPOSE="docker compose"`. */
const { RUNSECRETS_COMPOSE: named } = env;
const command = (named ?? "docker-compose").split(" ");

function run(cwd: string, ...words: string[]) {
  const [program = "", ...first] = command;
  return spawnSync(program, [...first, ...words], { cwd, encoding: "utf8" });
}

/** Which Compose is there; where none is and it counts, Debian's is installed. */
function version(): number | undefined {
  // One that was built by hand calls itself `dev`.
  const found = () => /version v?(\d+|dev)/.exec(run(".", "version").stdout ?? "")?.[1]?.replace("dev", "2");
  has(() => found() !== undefined, "docker-compose");
  const major = found();
  return major === undefined ? undefined : Number(major);
}

interface Service {
  environment?: object;
  secrets?: (string | { source: string; target?: string })[];
  volumes?: (string | { source?: string; target: string })[];
  tmpfs?: string | string[];
  labels?: object;
  build?: { args?: object; target?: string };
  image?: string;
  user?: string;
  command?: string | string[];
}

interface Config {
  services: Record<string, Service>;
  secrets?: Record<string, unknown>;
}

const texts = (map: unknown): Record<string, string> =>
  Object.fromEntries(Object.entries(map ?? {}).map(([name, value]) => [name, String(value ?? "")]));

/** What Compose says about a service, in the same words. */
function configured({ secrets = [], volumes = [], tmpfs = [], build = {}, ...service }: Service): EndsUp {
  const found: EndsUp = {
    environment: texts(service.environment),
    secrets: Object.fromEntries(
      secrets.map((one) => {
        const { source, target = source } = typeof one === "string" ? { source: one } : one;
        return [target.startsWith("/") ? target : `/run/secrets/${target}`, source];
      }),
    ),
    volumes: {
      ...Object.fromEntries(
        volumes.map((one) => {
          if (typeof one !== "string") return [one.target, one.source ?? ""];
          const [source = "", target = ""] = one.split(":");
          return [target, source];
        }),
      ),
      ...Object.fromEntries([tmpfs].flat().map((path) => [path, ""])),
    },
    labels: texts(service.labels),
    args: texts(build.args),
  };
  if (service.image) found.image = service.image;
  if (service.user) found.user = service.user;
  if (build.target) found.target = build.target;
  if (service.command) found.command = [service.command].flat().join(" ");
  return found;
}

/** Compose runs here, or the one line that says why not. */
const major = version();
it.runIf(env.CI)("a Compose is installed where it counts", () => expect(major).toBeDefined());
if (major === undefined) {
  it.skip("what projects end up with: no docker-compose here (apt-get install docker-compose)", () => undefined);
} else {
  const dockerfile = { Dockerfile: "FROM alpine:3.20\nFROM alpine:3.20 AS t\n" };
  describe(`what projects end up with, beside ${command.join(" ")} ${major}`, () => {
    for (const [title, { files, since = 1 }] of Object.entries(stories)) {
      it.skipIf(since > major)(
        title,
        async () => {
          const cwd = folder({ ...files, ...dockerfile });
          const { stdout, stderr, status } = run(cwd, "config");
          expect(status, stderr).toBe(0);
          const config = parse(stdout) as Config;
          const services = Object.entries(config.services).map(([name, one]) => [name, configured(one)]);
          const world = await worldOf({ ...files, ...dockerfile });
          const [project] = world.projects();
          if (!project) throw new Error("no project");
          const told = said(project);
          expect(told.services).toEqual(Object.fromEntries(services));
          // Compose 2 leaves out what nobody is granted.
          expect(told.secrets).toEqual(expect.arrayContaining(Object.keys(config.secrets ?? {})));
        },
        60_000,
      );
    }
  });
}
