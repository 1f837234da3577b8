import { expect, it } from "vitest";
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
  ["health check", "by the container's variable", "${PW}", `healthcheck: {test: mysqladmin ping -p$$${name}}`],
  ["health check", "by Compose's variable", "${PW}", 'healthcheck: {test: ["CMD", "mysqladmin", "-p${PW}"]}'],
  ["health check", "before the program", "${PW}", `healthcheck: {test: MYSQL_PWD=$$${name} mysqladmin ping}`],
  ["health check", "of plain text", "lantern808canary", `healthcheck: {test: mysqladmin ping -p$$${name}}`],
  ["command", "by Compose's variable", "${PW}", "command: mysqld --canary=${PW}"],
  ["hook", "by the container's variable", "${PW}", `post_start: [{command: sh -c 'mysql -p$$${name}'}]`],
])("says that a %s uses what goes, %s", async (place, _, value, rest) => {
  const found = await advice(value, rest);
  expect(found?.instead).toContain(
    `; its ${place} uses ${name}, too: let a shell read the file there, $$(cat ${path})`,
  );
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
