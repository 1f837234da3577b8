import { describe, expect, it } from "vitest";
import { complete } from "../../src/images/index.ts";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { fileVariableUnsupported } from "../../src/rules/file-variable-unsupported.ts";
import { createJudge } from "../../src/rules/judge.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";
import type { Rule } from "../../src/rules/rule.ts";
import { secretNotVersioned } from "../../src/rules/secret-not-versioned.ts";
import { sightingsOf } from "../support/sightings.ts";

async function findings(rule: Rule, files: Readonly<Record<string, string>>) {
  return applyRules([rule], new JudgedWorld(await sightingsOf(files, new Set())));
}

describe("what a misspelt file variable was meant to be", () => {
  const db = (secret: string) => ({
    "compose.yaml": `services:\n  db:\n    image: mysql:8\n    environment:\n      MYSQL_DB_PASSWORD_FILE: /run/secrets/${secret}\n`,
  });

  it("is the nearest name", async () => {
    expect((await findings(fileVariableUnsupported, db("canary")))[0]?.instead).toBe(
      "rename it to MYSQL_PASSWORD_FILE",
    );
  });

  it("may be no secret by itself", async () => {
    const text =
      "services:\n  db:\n    image: mysql:8\n    environment:\n      MYSQL_DATABASE_NAME_FILE: /run/secrets/MYSQL_DATABASE_NAME\n";
    const [found] = await findings(fileVariableUnsupported, { "compose.yaml": text });
    expect(found?.instead).toBe("rename it to MYSQL_DATABASE_FILE");
  });

  it("is told by the secret's own name", async () => {
    const [found] = await findings(fileVariableUnsupported, db("mysql_root_password"));
    expect(found?.instead).toBe("rename it to MYSQL_ROOT_PASSWORD_FILE");
  });
});

it("says once how the secret of a service is rotated that several files grant it", async () => {
  const stack = "services:\n  db:\n    image: example/db:1\n    secrets: [pg]\n    deploy: {replicas: 1}\n";
  const [found] = await findings(secretNotVersioned, {
    "compose.yaml": `${stack}secrets:\n  pg:\n    external: true\n`,
    "compose.prod.yaml": stack,
  });
  expect(found?.paste.filter((line) => line.includes("service update"))).toHaveLength(1);
});

it("rotates a secret under the name that the engine knows it by", async () => {
  const [found] = await findings(secretNotVersioned, {
    "compose.yaml":
      "services:\n  db:\n    image: x\n    secrets: [pg]\nsecrets:\n  pg:\n    external: true\n    name: canary_pg\n",
  });
  expect(found?.paste.at(-1)).toBe(
    "docker service update --secret-rm canary_pg --secret-add source=canary_pg_v2,target=pg …_db",
  );
});

it("leaves the secrets that come from files to the deploy of the stack", async () => {
  const [found] = await findings(secretNotVersioned, {
    "stack.yml": "services:\n  db:\n    image: x\n    secrets: [pg]\nsecrets:\n  pg:\n    file: ./canary\n",
  });
  expect(found?.paste.at(-1)).toBe("docker stack deploy -c stack.yml …");
});

it("calls the newest version by its name where the image reads a file no longer", async () => {
  const own = complete({ image: "example/db", kind: "suffix-file", until: "3", "secret-variables": ["DB_PASSWORD"] });
  const told = async (tag: string) => {
    const text = `services:\n  db:\n    image: example/db${tag}\n    environment:\n      DB_PASSWORD_FILE: /run/secrets/db\n`;
    const judge = createJudge({ images: [own] });
    const world = new JudgedWorld(await sightingsOf({ "compose.yaml": text }, new Set()), judge);
    return applyRules([fileVariableUnsupported], world)[0]?.what;
  };
  expect(await told("")).toContain("until 3, and this is the newest version");
  expect(await told(":4")).toContain("until 3, and this is another version");
});
