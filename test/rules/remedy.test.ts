import { describe, expect, it } from "vitest";
import { World } from "../../src/facts/world.ts";
import { fileVariableAvailable } from "../../src/rules/file-variable-available.ts";
import { judge } from "../../src/rules/judge.ts";
import { secretInEnv } from "../../src/rules/secret-in-env.ts";
import { sightingsOf } from "../support/sightings.ts";

const name = "MYSQL_ROOT_PASSWORD";
const path = "/run/secrets/mysql_root_password";

async function advice(value: string, ...rest: readonly string[]) {
  const lines = ["services:", "  db:", "    image: mysql:8", "    environment:", `      ${name}: ${value}`];
  const text = [...lines, ...rest.map((line) => `    ${line}`), ""].join("\n");
  const world = new World(await sightingsOf({ "compose.yaml": text }, new Set()));
  return judge([fileVariableAvailable, secretInEnv], world)[0];
}

it.each([
  ["health check", name, "${PW}", `healthcheck: {test: mysqladmin ping -p$$${name}}`],
  ["health check", "PW", "${PW}", 'healthcheck: {test: ["CMD", "mysqladmin", "-p${PW}"]}'],
  ["health check", name, "${PW}", `healthcheck: {test: MYSQL_PWD=$$${name} mysqladmin ping}`],
  ["command", "PW", "${PW}", "command: mysqld --canary=${PW}"],
  ["hook", name, "${PW}", `post_start: [{command: sh -c 'mysql -p$$${name}'}]`],
])("says that a %s uses %s of what goes: %s, %s", async (place, used, value, rest) => {
  const found = await advice(value, rest);
  expect(found?.instead).toContain(
    `; its ${place} uses ${used}, too: let a shell read the file there, $$(cat /run/secrets/pw)`,
  );
});

it("says so of a value in plain text", async () => {
  const found = await advice("lantern808canary", `healthcheck: {test: mysqladmin ping -p$$${name}}`);
  expect(found?.instead).toContain(`; its health check uses ${name}, too: `);
  expect(found?.instead).toContain(path);
});

describe("where the secret comes from", () => {
  const fromFile = "secrets:  {mysql_root_password: {file: ./secrets/mysql_root_password}}";

  it("is the variable that holds the value already", async () => {
    expect((await advice("${SHOP_PW:?set it}"))?.paste).toEqual([
      "services: {db: {environment: {MYSQL_ROOT_PASSWORD_FILE: /run/secrets/shop_pw}}}",
      "services: {db: {secrets: [shop_pw]}}",
      "secrets:  {shop_pw: {environment: SHOP_PW}}",
    ]);
  });

  it("is a file where the variable has a default", async () =>
    expect((await advice("${SHOP_PW:-ci_dummy_password}"))?.paste).toContain(fromFile));

  it("is a file where the image insists on its mode", async () => {
    const text = "services:\n  es:\n    image: elasticsearch:8.11.0\n    environment:\n      ELASTIC_PASSWORD: ${PW}\n";
    const world = new World(await sightingsOf({ "compose.yaml": text }, new Set()));
    expect(judge([fileVariableAvailable], world)[0]?.paste.at(-1)).toBe("secrets:  {pw: {file: ./secrets/pw}}");
  });

  it.each([
    ["a swarm knows files alone", "deploy: {mode: global}"],
    ["a container that may not be written to gets files alone", "read_only: true"],
  ])("%s", async (_, rest) => expect((await advice("${SHOP_PW}", rest))?.paste).toContain(fromFile));

  it("what the project has already is granted and nothing else", async () => {
    const found = await advice("${SHOP_PW}", "labels: {}\nsecrets:\n  shop_pw:\n    file: ./canary");
    expect(found?.paste).toHaveLength(2);
  });

  it("what is plain text goes into a file", async () =>
    expect((await advice("lantern808canary"))?.paste).toContain(fromFile));
});

it("says nothing of a health check that uses another", async () => {
  const found = await advice("${PW}", "healthcheck: {test: mysqladmin ping -p$$OTHER}");
  expect(found?.instead).toContain(`${name}_FILE`);
  expect(found?.instead).not.toContain("too:");
});

it("knows nothing of what a shell starts in the place of the image's own script", async () => {
  const found = await advice("lantern808canary", "command: sh -c 'crond -f'");
  expect(found?.instead).toContain(`read it from ${path}`);
  expect(found?.instead).not.toContain("_FILE");
});
