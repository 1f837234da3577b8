import { describe, expect, it } from "vitest";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { fileVariableAvailable } from "../../src/rules/file-variable-available.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";
import { secretInEnv } from "../../src/rules/secret-in-env.ts";
import { sightingsOf } from "../support/sightings.ts";

const name = "MYSQL_ROOT_PASSWORD";
const path = "/run/secrets/mysql_root_password";

async function advice(value: string, ...rest: readonly string[]) {
  const lines = ["services:", "  db:", "    image: mysql:8", "    environment:", `      ${name}: ${value}`];
  const text = [...lines, ...rest.map((line) => `    ${line}`), ""].join("\n");
  const world = new JudgedWorld(await sightingsOf({ "compose.yaml": text }, new Set()));
  return applyRules([fileVariableAvailable, secretInEnv], world)[0];
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
    `; its ${place} also uses ${used}: read the file there with $$(cat /run/secrets/pw)`,
  );
});

it("says so of a value in plain text", async () => {
  const found = await advice("lantern808canary", `healthcheck: {test: mysqladmin ping -p$$${name}}`);
  expect(found?.instead).toContain(`; its health check also uses ${name}: `);
  expect(found?.instead).toContain(path);
});

describe("the secret that is to be made", () => {
  it.each(["${SHOP_PW:?set it}", "${SHOP_PW:-}", "$SHOP_PW"])(
    "has the name of the variable whose value it is: %s",
    async (value) => {
      expect((await advice(value))?.paste).toEqual([
        "services: {db: {environment: {MYSQL_ROOT_PASSWORD_FILE: /run/secrets/shop_pw}}}",
        "services: {db: {secrets: [shop_pw]}}",
        "secrets:  {shop_pw: {file: ./secrets/shop_pw}}",
      ]);
    },
  );

  it.each([
    ["${N8N_DB_PASSWORD}", "n8n_db_password"],
    ["${dbPass}", "db_pass"],
    ["${_PW_}", "pw"],
  ])("is called as secrets are: %s", async (value, secret) =>
    expect((await advice(value))?.paste[1]).toBe(`services: {db: {secrets: [${secret}]}}`),
  );

  it("has the name of what is set, where plain text is", async () =>
    expect((await advice("lantern808canary"))?.paste).toContain(
      "secrets:  {mysql_root_password: {file: ./secrets/mysql_root_password}}",
    ));

  it("what the project has already is granted and nothing else", async () => {
    const found = await advice("${SHOP_PW}", "labels: {}\nsecrets:\n  shop_pw:\n    file: ./canary");
    expect(found?.paste).toHaveLength(2);
  });
});

it("says nothing of a health check that uses another", async () => {
  const found = await advice("${PW}", "healthcheck: {test: mysqladmin ping -p$$OTHER}");
  expect(found?.instead).toContain(`${name}_FILE`);
  expect(found?.instead).not.toContain("also uses");
});

it("knows nothing of what a shell starts in the place of the image's own script", async () => {
  const found = await advice("lantern808canary", "command: sh -c 'crond -f'");
  expect(found?.instead).toContain(`read it from ${path}`);
  expect(found?.instead).not.toContain("_FILE");
});
