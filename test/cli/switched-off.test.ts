import { expect, it } from "vitest";
import { lint } from "../../src/index.ts";
import { rules } from "../../src/rules/index.ts";
import { folderWith, runCli } from "../support/run-cli.ts";

const everyRule = `{${rules.map(({ id }) => `${id}: off`).join(", ")}}`;

/** Configurations that leave nothing to find, and what is reported of each. */
const configs: Record<string, string> = {
  'exclude: ["*"]': "excludes every file (3)",
  'exclude: ["*", "!runsecrets.yaml"]': "excludes every file (2)",
  'exclude: ["**/*.env", "/comp*"]': "excludes every file (2)",
  [`rules: ${everyRule}`]: "turns every rule off",
  [`overrides: [{paths: ["*"], rules: ${everyRule}}]`]: "turns every rule off",
  [`overrides: [{paths: ["a.env"], rules: ${everyRule}}, {paths: ["*.yaml"], rules: ${everyRule}}]`]:
    "turns every rule off",
  'secrets: {not-names: [".*"]}': "takes every name for harmless",
  'secrets: {not-names: [".*pass.*", ".*(token|secret|key)"]}': "takes every name for harmless",
  'secrets: {not-values: [".*"]}': "takes every value for harmless",
  'secrets: {not-values: ["[^$]{1,99}"]}': "takes every value for harmless",
};

const files = {
  "a.env": "DB_PASSWORD=canary-of-mine-1\n",
  "compose.yaml": "services: {a: {image: x, environment: {DB_PASSWORD: canary-of-mine-2}}}\n",
};

for (const [config, why] of Object.entries(configs)) {
  it(`says about ${config.slice(0, 50)} that it ${why}`, async () => {
    const cwd = folderWith({ ...files, "runsecrets.yaml": `${config}\n` });
    expect((await lint({ cwd })).remarks).toEqual([{ file: "runsecrets.yaml", why, configured: true }]);
  });
}

/** Configurations that leave something. */
const usual = [
  "rules: {secret-in-env: off}",
  'exclude: ["a.env"]',
  'secrets: {not-names: ["DB_PASSWORD"], not-values: ["canary.*"]}',
  `overrides: [{paths: ["a.env"], rules: ${everyRule}}]`,
];
for (const config of usual) {
  it(`says nothing of ${config.slice(0, 50)}`, async () => {
    const cwd = folderWith({ ...files, "runsecrets.yaml": `${config}\n` });
    expect((await lint({ cwd })).remarks).toEqual([]);
  });
}

it("says nothing of a hook's files that could hold nothing", async () => {
  const cwd = folderWith({ ...files, "README.md": "x\n", "runsecrets.yaml": 'exclude: ["*.md"]\n' });
  expect((await lint({ cwd, paths: ["README.md"] })).remarks).toEqual([]);
  expect((await lint({ cwd, paths: ["a.env"], config: { exclude: ["a.env"] } })).remarks).toHaveLength(1);
});

it("names package.json where that is the configuration, and says it in every format", async () => {
  const cwd = folderWith({ ...files, "package.json": '{"runsecrets": {"exclude": ["*"]}}\n' });
  const said = async (...args: string[]) => {
    const { code, stdout, stderr } = await runCli(["lint", ...args], { cwd });
    expect(code).toBe(0);
    return { stdout, stderr };
  };
  const line = "package.json excludes every file (3)";
  expect(await said()).toMatchObject({ stdout: expect.stringContaining(`Note: ${line}\n`), stderr: "" });
  const shown = ["json", "sarif", "github", "junit", "markdown"];
  for (const format of [...shown, "gitlab"]) {
    const { stdout, stderr } = await said("-f", format);
    expect(stderr).toBe(`runsecrets: note: ${line}\n`);
    expect(stdout.includes("excludes every file")).toBe(format !== "gitlab");
  }
  expect((await said("--quiet")).stderr).toBe(`runsecrets: note: ${line}\n`);
});
