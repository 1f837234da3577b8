import { expect, it } from "vitest";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { batches } from "../../src/pipeline/batches.ts";
import { keptScans } from "../../src/pipeline/kept-scans.ts";
import { lint } from "../../src/pipeline/lint.ts";

const app = (at: string, env: string) => ({
  [`${at}/compose.yaml`]: `services:\n  api:\n    build: {context: ., args: {NPM_TOKEN: "\${NPM_TOKEN}"}}\n    env_file: ${env}\n`,
  [`${at}/Dockerfile`]: "FROM alpine:3.20\nARG NPM_TOKEN\nCOPY . .\n",
  [`${at}/.env`]: "SMTP_PASSWORD=orchid-42-canary\n",
});
const number = (index: number) => String(index).padStart(3, "0");

function many(count: number): Record<string, string> {
  const files = { "shared.env": "DB_PASSWORD=maple-77-canary\n" };
  for (let index = 0; index < count; index++) {
    Object.assign(files, app(`app${number(index)}`, index % 100 === 0 ? "[.env, ../shared.env]" : ".env"));
  }
  return files;
}

it("portions are whole: what a compose file names is with it", async () => {
  const portions = await batches(memoryWorkspace(many(300)));
  expect(portions.length).toBeGreaterThan(1);
  const all = portions.flat().map(({ path }) => path);
  expect(all.toSorted()).toEqual(Object.keys(many(300)).toSorted());
  const home = new Map(portions.flatMap((entries, index) => entries.map(({ path }) => [path, index] as const)));
  for (const path of home.keys()) {
    if (path.endsWith("compose.yaml"))
      expect(home.get(path)).toBe(home.get(path.replace("compose.yaml", "Dockerfile")));
  }
  expect(["app000", "app100", "app200"].map((at) => home.get(`${at}/compose.yaml`))).toEqual(
    new Array(3).fill(home.get("shared.env")),
  );
});

it("compose files that are joined are in one portion", async () => {
  const files = many(300);
  for (let index = 0; index < 300; index++) {
    const at = `app${number(index)}`;
    Object.assign(files, {
      [`${at}/compose.yaml`]:
        "include: [inc/compose.yaml]\nservices:\n  api: {extends: {file: ../common.yaml, service: b}}\n",
      [`${at}/compose.override.yaml`]: "services:\n  api: {image: x}\n",
      [`${at}/inc/compose.yaml`]: "services:\n  db: {image: x}\n",
      [`${at}/run/one.yaml`]: "services:\n  db: {image: x}\n",
      [`${at}/.env`]: "COMPOSE_FILE=compose.yaml:run/one.yaml\n",
    });
    if (index % 2 === 0) files[`${at}/compose.yaml`] = "include: [inc/compose.yaml]\nservices:\n  api: {image: x}\n";
  }
  files["common.yaml"] = "services:\n  b: {image: x}\n";
  const portions = await batches(memoryWorkspace(files));
  expect(portions.length).toBeGreaterThan(1);
  const home = new Map(portions.flatMap((entries, index) => entries.map(({ path }) => [path, index] as const)));
  for (let index = 0; index < 300; index++) {
    const at = `app${number(index)}`;
    for (const other of ["inc/compose.yaml", "run/one.yaml", ...(index % 2 ? ["../common.yaml"] : [])]) {
      const path = other.startsWith("../") ? other.slice(3) : `${at}/${other}`;
      expect(home.get(`${at}/compose.yaml`), path).toBe(home.get(path));
    }
  }
});

it("few files, or named ones, are one portion", async () => {
  expect(await batches(memoryWorkspace(many(10)))).toHaveLength(1);
  const named = memoryWorkspace(many(300));
  const list = async () => (await named.list()).map((entry) => ({ ...entry, given: true }));
  expect(await batches({ ...named, list })).toHaveLength(1);
});

it("a large run says about each file what a small one says", async () => {
  const large = await lint(memoryWorkspace(many(300)));
  const small = await lint(memoryWorkspace({ ...app("app007", ".env") }));
  expect(large.findings.filter(({ file }) => file.startsWith("app007/"))).toEqual(small.findings);
  expect(small.findings.length).toBeGreaterThan(1);
  expect(large.findings.map(({ file }) => file)).toEqual(large.findings.map(({ file }) => file).toSorted());
  expect(large.scanned).toEqual({ Dockerfile: 300, "compose file": 300, "env file": 301 });
});

it("programs with nothing to say fill no portion, and the others are in one, with what says that they run in containers", async () => {
  const files = { ...many(300) };
  for (let index = 0; index < 1000; index++) {
    files[`src/${number(index)}.ts`] =
      index % 2 === 0 ? "export const a = 1;\n" : "export const a = process.env.API_TOKEN;\n";
  }
  const portions = await batches(memoryWorkspace(files));
  const homes = portions.filter((entries) => entries.some(({ path }) => path.endsWith(".ts")));
  expect(homes.flat().filter(({ path }) => path.endsWith(".ts"))).toHaveLength(500);
  expect(homes).toHaveLength(1);
  const { findings, scanned } = await lint(memoryWorkspace(files));
  expect(findings.filter(({ rule }) => rule === "missing-file-variant").map(({ file }) => file)).toEqual([
    "src/001.ts",
  ]);
  expect(scanned["TypeScript file"]).toBe(500);
});

it("keeps what it scanned for the portion whose turn it is", async () => {
  const kept = keptScans();
  await batches(memoryWorkspace(many(300)), kept);
  expect(kept.take("app007/compose.yaml")?.kind).toBe("compose file");
  expect(kept.take("app007/compose.yaml")).toBeUndefined();
});
