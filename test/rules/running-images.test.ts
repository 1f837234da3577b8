import { expect, it } from "vitest";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { rules } from "../../src/rules/index.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";
import { container, engine } from "../support/engine-yaml.ts";
import { sightingsOf } from "../support/sightings.ts";

async function told(files: Readonly<Record<string, string>>) {
  const found = applyRules(rules, new JudgedWorld(await sightingsOf(files)));
  return found.map(({ rule, say, instead, paste }) => [`${rule} ${say}`, instead, ...paste]);
}

const set =
  "set POSTGRES_PASSWORD_FILE instead: the postgres image reads it; grant postgres_password; note: the image puts the value into the environment of its service: `docker inspect` no longer shows it, /proc/1/environ or a child process may";
const plain = 'env: ["POSTGRES_PASSWORD=orchid-42-canary"]';

it("a container of a known image is told the image's own variable, as options of anyone who started it", async () => {
  expect(await told(container("image: postgres:16", plain))).toEqual([
    [
      "secret-in-env running",
      set,
      "-e POSTGRES_PASSWORD_FILE=/run/secrets/postgres_password -v ./secrets/postgres_password:/run/secrets/postgres_password:ro",
    ],
  ]);
});

it("a container that Compose started is told lines of a compose file, by the service's name there", async () => {
  const labels = "labels: {com.docker.compose.project: shop, com.docker.compose.service: db}";
  expect(await told(container("image: postgres:16", plain, labels))).toEqual([
    [
      "secret-in-env running",
      set,
      "services: {db: {environment: {POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password}}}",
      "services: {db: {secrets: [postgres_password]}}",
      "secrets:  {postgres_password: {file: ./secrets/postgres_password}}",
    ],
  ]);
});

it("a service of a swarm is told how it is updated, and one of a stack its compose file's lines", async () => {
  const service = (...more: string[]) =>
    engine(["services:", "  shop_db:", "    image: postgres:16@sha256:0123", `    ${plain}`, ...more].join("\n"));
  expect(await told(service())).toEqual([
    [
      "secret-in-env running",
      set,
      "docker service update --env-rm POSTGRES_PASSWORD --env-add POSTGRES_PASSWORD_FILE=/run/secrets/postgres_password --secret-add source=postgres_password_v1,target=postgres_password shop_db",
    ],
  ]);
  const [ofStack] = await told(service("    labels: {com.docker.stack.namespace: shop}"));
  expect(ofStack?.[3]).toBe("services: {db: {secrets: [postgres_password]}}");
});

it("what only a process holds is told the image's own variable too", async () => {
  const [found] = await told(container("image: mysql:8", 'live: {env: ["MYSQL_ROOT_PASSWORD=orchid-42-canary"]}'));
  expect(found?.[0]).toBe("secret-in-env live");
  expect(found?.[1]).toMatch(/^set MYSQL_ROOT_PASSWORD_FILE instead: the mysql image reads it/);
});

it("an image that nobody knows, and a version that cannot be told, are told in general", async () => {
  for (const image of ["shop/api:3", "ghcr.io/shop/postgres-tools:1"]) {
    expect(await told(container(`image: ${image}`, plain))).toEqual([
      ["secret-in-env running", "remove it from the environment; read it from /run/secrets/postgres_password"],
    ]);
  }
});

it("what is wrong with a file variable is told of what runs as well, in its own words", async () => {
  const both = 'env: ["POSTGRES_PASSWORD=/run/secrets/pg"]';
  expect(await told(container("image: postgres:16", both))).toEqual([
    [
      "file-variable-literal path",
      "set POSTGRES_PASSWORD_FILE to the path instead",
      "POSTGRES_PASSWORD_FILE=/run/secrets/pg",
    ],
  ]);
  const files = 'env: ["REDIS_PASSWORD_FILE=/run/secrets/redis"]';
  const live = 'live: {commands: [["redis-server *:6379"]]}';
  expect((await told(container("image: redis:7", files, live))).map(([say]) => say)).toEqual([
    "file-variable-unsupported unread",
  ]);
  expect(await told(container("image: redis:7", files, 'command: ["/start.sh"]'))).toEqual([]);
});

it("a secret that a running service is not granted is granted by an update", async () => {
  const lines = ["services:", "  shop_db:", "    image: postgres:16"];
  const env = '    env: ["POSTGRES_PASSWORD_FILE=/run/secrets/pg"]';
  expect(await told(engine([...lines, env].join("\n")))).toEqual([
    [
      "file-variable-target not-granted",
      "grant pg to shop_db",
      "docker service update --secret-add source=pg_v1,target=pg shop_db",
    ],
  ]);
});

it("what others chose to be called cannot run where a line is pasted", async () => {
  const path = "/run/secrets/a'b'$(id)";
  const root = "/srv/$(id);x";
  const files = (mode: string, mount: string) =>
    container('user: "1000:1000"', `files: {"${path}": "${mode} 0:0, ${mount}, ${root}"}`);
  const pasted = (await told(files("0600", "ext4 rw"))).flatMap(([, , ...lines]) => lines);
  expect(pasted).toEqual([
    "--mount type=bind,src='/srv/$(id);x',dst='/run/secrets/a'\\''b'\\''$(id)',readonly",
    "chown 1000 '/srv/$(id);x' && chmod 0400 '/srv/$(id);x'",
  ]);
  const labels = 'labels: {com.docker.compose.service: "$(id)", com.docker.compose.project: x}';
  expect((await told(container("image: postgres:16", plain, labels)))[0]?.[2]).toMatch(/^-e POSTGRES_PASSWORD_FILE=/);
});

it("a variable that a container's own script sets is told of the container, and of no file", async () => {
  const script = 'command: ["sh", "-c", "export A_TOKEN=orchid-42-canary; exec app"]';
  const found = applyRules(rules, new JudgedWorld(await sightingsOf(container(script))));
  expect(found.map(({ what }) => what)).toEqual([
    "this command sets A_TOKEN in plain text: anyone who can run `docker inspect` or `docker top` can read it",
  ]);
});

it("where a file is in the container only, or in a folder that is mounted, no other path of the host is touched", async () => {
  const pasted = async (...lines: string[]) =>
    (await told(container('user: "1000:1000"', ...lines))).flatMap(([rule, , ...paste]) =>
      rule === "secret-unreadable denied" ? [paste] : [],
    );
  expect(await pasted('files: {/run/secrets/pw: "0600 0:0"}')).toEqual([[]]);
  expect(await pasted('mounts: ["/run/secrets tmpfs rw"]', 'files: {/run/secrets/pw: "0600 0:0"}')).toEqual([[]]);
});
