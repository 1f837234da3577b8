import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/images/index.ts";
import { folderWith, runCli } from "../support/run-cli.ts";

const own = `
images:
  - image: acme/shop
    patterns: [registry.example.net/acme/shop]
    kind: suffix-file
    secret-variables: [SHOP_PASSWORD]
    both-set: error
    sources: [{url: "https://example.net/shop"}]
`;

describe("runsecrets images", () => {
  const cwd = folderWith({ "own/runsecrets.yaml": own, "own.yaml": own });
  const images = (...args: string[]) => runCli(["images", ...args], { cwd });

  it("lists every family, one a line", async () => {
    const { stdout, code } = await images();
    expect(code).toBe(0);
    expect(stdout.trimEnd().split("\n")).toHaveLength(catalogue().length);
    expect(stdout).toMatch(/^postgres +POSTGRES_PASSWORD_FILE=\{path\}$/m);
    expect(stdout).toMatch(/^redis +reads no secret from a file$/m);
    expect(stdout).toMatch(/^rabbitmq up to 3\.8 +/m);
  });

  it("says what is known of one, with its proof", async () => {
    const { stdout, stderr, code } = await images("postgres:16-alpine");
    expect({ stderr, code }).toEqual({ stderr: "", code: 0 });
    for (const words of [
      "postgres:16-alpine: the image postgres takes secrets from files",
      "POSTGRES_PASSWORD_FILE=/run/secrets/postgres_password",
      "Secrets that cannot\n  PGPASSWORD",
      "    secrets:\n        - postgres_password",
      "-v ./secrets/postgres_password:/run/secrets/postgres_password:ro",
      "/proc/1/environ",
      "https://github.com/docker-library/postgres/blob/",
    ]) {
      expect(stdout).toContain(words);
    }
  });

  it.each([
    ["rabbitmq:3.13", "stop the container\n  RABBITMQ_DEFAULT_PASS_FILE"],
    ["rabbitmq:3.8", "RABBITMQ_DEFAULT_PASS_FILE=/run/secrets/rabbitmq_default_pass"],
    ["redis", "Instead\n  Mount a complete redis.conf"],
    ["listmonk/listmonk:4.0", "this version is not covered"],
    ["rabbitmq:${TAG}", "its version cannot be told"],
    ["lscr.io/linuxserver/mariadb", "FILE__MYSQL_ROOT_PASSWORD=/run/secrets/mysql_root_password"],
    ["netboxcommunity/netbox", "DB_PASSWORD              /run/secrets/db_password"],
    ["influxdb:2.5", "of no variable of influxdb 2.3 to 2.6.0 it is certain"],
    ["caddy", "takes every variable of its application"],
  ])("%s", async (image, words) => expect((await images(image)).stdout).toContain(words));

  it.each([
    ["acme/postgres", "the nearest known one is postgres"],
    ["postgrs:16", "the nearest known one is postgres"],
    ["acme/nothing-like-it", "`runsecrets images` lists those that are known"],
    ["${REGISTRY}/postgres", "the nearest known one is postgres"],
  ])("knows nothing of %s", async (image, hint) =>
    expect(await images(image)).toEqual({
      code: 2,
      stdout: "",
      stderr: `runsecrets: nothing is known of the image ${image}; ${hint}\n`,
    }),
  );

  it("lets no control character through", async () => {
    const { stdout } = await images("postgres:\u001b[31m16");
    expect(stdout).toMatch(/^postgres:\\u\{1b\}\[31m16: /);
  });

  it("knows the user's own", async () => {
    const name = "registry.example.net/acme/shop:2";
    for (const run of [
      await images(name, "--config", "own.yaml"),
      await runCli(["images", name], { cwd: `${cwd}/own` }),
    ]) {
      expect(run.stdout).toContain("SHOP_PASSWORD_FILE=/run/secrets/shop_password");
      expect(run.stdout).toContain("https://example.net/shop");
    }
    expect((await images(name)).code).toBe(2);
  });

  it.each([
    [["images", "a", "b"], "images takes one image"],
    [["images", "--format", "json"], "--format is an option of lint and audit, not of images"],
  ])("%j", async (args, message) =>
    expect(await runCli(args, { cwd })).toEqual({ code: 2, stdout: "", stderr: `runsecrets: ${message}\n` }),
  );
});
