import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { baselineText, compared, known, parseBaseline } from "../../src/policy/baseline.ts";
import { repository } from "../support/repository.ts";
import { folderWith, runCli } from "../support/run-cli.ts";
import { located, onLine } from "../support/run-report.ts";

const cli = join(import.meta.dirname, "../../dist/cli.cjs");
const usual = ".runsecrets-baseline.json";
const compose = (lines: string) => `services:\n  db:\n    image: postgres:16\n    environment:\n${lines}`;
const project = () =>
  folderWith({
    "compose.yaml": compose("      POSTGRES_PASSWORD: orchid-42-canary\n"),
    "app.env": "SMTP_PASSWORD=lantern-808-canary\nAPI_TOKEN=lantern-809-canary\n",
    Dockerfile: "FROM alpine:3.20\nENV DATABASE_URL=postgres://app:winterfox-88-canary@db:5432/app\n",
  });
const edit = (cwd: string, file: string, change: (text: string) => string) =>
  writeFileSync(join(cwd, file), change(readFileSync(join(cwd, file), "utf8")));
const fresh = async (cwd: string) => {
  const { stdout } = await runCli(["lint", "--baseline", usual, "-f", "json"], { cwd });
  return JSON.parse(stdout).findings.map(({ file, key }: { file: string; key: string }) => `${file} ${key}`);
};
const written = async (cwd: string) => {
  const run = await runCli(["baseline"], { cwd });
  expect(run).toMatchObject({ code: 0, stderr: "" });
  return run.stdout;
};

describe("runsecrets baseline", () => {
  it("writes what is there, and a run with it finds nothing", async () => {
    const cwd = project();
    expect(await written(cwd)).toContain(`${usual} holds 4 findings.`);
    const run = await runCli(["lint", "--baseline", usual], { cwd });
    expect(run.code).toBe(0);
    expect(run.stdout).toContain("4 findings in the baseline");
    expect((await runCli(["lint"], { cwd })).code).toBe(1);
  });

  it("holds no value, no line, and sixteen bits of each secret", async () => {
    const cwd = project();
    await written(cwd);
    const text = readFileSync(join(cwd, usual), "utf8");
    expect(text).not.toMatch(/canary|orchid|lantern|winterfox/);
    for (const entry of JSON.parse(text).findings) {
      expect(Object.keys(entry)).toEqual(["file", "rule", "key", "fingerprint", "check"]);
      expect(entry.check).toMatch(/^[0-9a-f]{4}$/);
    }
  });

  it("gives one value the same sixteen bits wherever it is", async () => {
    const secret = "winterfox-88-canary";
    const cwd = folderWith({
      "a.env": `A_PASSWORD=${secret}\nB_PASSWORD="${secret}"\nC_URL=postgres://app:${secret}@db/app\n`,
      Dockerfile: `FROM alpine:3.20\nENV D_PASSWORD='${secret}'\n`,
      "compose.yaml": compose(`      POSTGRES_PASSWORD: "${secret}"\n      E_URL: \${X:-${secret}}\n`),
    });
    await written(cwd);
    const { findings } = JSON.parse(readFileSync(join(cwd, usual), "utf8"));
    expect(findings.length).toBeGreaterThan(4);
    expect(new Set(findings.map(({ check }: { check?: string }) => check)).size).toBe(1);
  });

  it("survives moved lines and renamed files", async () => {
    const cwd = project();
    await written(cwd);
    edit(cwd, "app.env", (text) => `# moved\n\n${text.split("\n").reverse().join("\n")}`);
    renameSync(join(cwd, "app.env"), join(cwd, "other.env"));
    renameSync(join(cwd, "Dockerfile"), join(cwd, "api.Dockerfile"));
    expect(await fresh(cwd)).toEqual([]);
  });

  it("a changed secret is new, and so is a copy", async () => {
    const cwd = project();
    await written(cwd);
    edit(cwd, "app.env", (text) => text.replace("lantern-808", "lantern-810"));
    edit(cwd, "Dockerfile", (text) => text.replace("winterfox", "summerfox"));
    expect(await fresh(cwd)).toEqual(["Dockerfile DATABASE_URL", "app.env SMTP_PASSWORD"]);
    edit(cwd, "app.env", (text) => text.replace("lantern-810", "lantern-808"));
    writeFileSync(join(cwd, "copy.env"), readFileSync(join(cwd, "app.env")));
    expect(await fresh(cwd)).toEqual(["Dockerfile DATABASE_URL", "copy.env SMTP_PASSWORD", "copy.env API_TOKEN"]);
  });

  it("--check names what is gone, and --prune drops it and adds nothing", async () => {
    const cwd = project();
    await written(cwd);
    expect((await runCli(["baseline", "--check"], { cwd })).code).toBe(0);
    edit(cwd, "app.env", (text) => text.replace(/^SMTP.*\n/, "NEW_PASSWORD=lantern-811-canary\n"));
    const before = readFileSync(join(cwd, usual), "utf8");
    expect(await runCli(["baseline", "--check"], { cwd })).toEqual({
      code: 1,
      stderr: "",
      stdout: `gone: app.env secret-in-env-file SMTP_PASSWORD\n${usual}: 1 finding gone; \`runsecrets baseline --prune\` drops what is gone.\n`,
    });
    expect(readFileSync(join(cwd, usual), "utf8")).toBe(before);
    expect((await runCli(["baseline", "--prune"], { cwd })).stdout).toBe(
      `${usual}: 1 finding gone, 3 findings left.\n`,
    );
    expect(await fresh(cwd)).toEqual(["app.env NEW_PASSWORD"]);
    expect((await runCli(["baseline", "--check"], { cwd })).code).toBe(0);
  });

  it("keeps what could not be looked at", async () => {
    const cwd = project();
    await written(cwd);
    writeFileSync(join(cwd, "app.env"), new Uint8Array([0xff, 0xfe, 65, 0]));
    expect(await runCli(["baseline", "--prune"], { cwd })).toMatchObject({
      code: 2,
      stdout: `Not checked: app.env\n${usual}: 0 findings gone, 4 findings left.\n`,
    });
  });

  it("has the same bytes whenever and wherever it is written", async () => {
    const [one, other] = [project(), project()];
    await written(one);
    const first = readFileSync(join(one, usual), "utf8");
    await written(one);
    expect(readFileSync(join(one, usual), "utf8")).toBe(first);
    edit(other, "app.env", (text) => `# moved\n\n${text.split("\n").reverse().join("\n")}`);
    await written(other);
    expect(readFileSync(join(other, usual), "utf8")).toBe(first);
  });

  it("says in one line that it holds a conflict, or is none, and shows nothing of it", async () => {
    const repo = repository();
    const run = (...words: string[]) => repo.run(process.execPath, cli, ...words);
    const grow = (name: string) => {
      repo.write({ [`${name}.env`]: `${name.toUpperCase()}_PASSWORD=orchid-${name}-canary\n` });
      // That git tracks an env file makes another finding of what is in it.
      repo.git("add", "-A");
      expect(run("baseline").code).toBe(0);
      repo.git("add", "-A");
      repo.git("commit", "-qm", "x");
    };
    grow("a");
    repo.git("checkout", "-qb", "other");
    grow("b");
    repo.git("checkout", "-q", "main");
    grow("c");
    expect(repo.run("git", "merge", "-q", "other").code).toBe(1);
    const conflict = `runsecrets: ${usual} holds a conflict of a merge; keep the lines of both sides, with commas between them, or write it anew with \`runsecrets baseline\`\n`;
    for (const words of [
      ["lint", "--baseline", usual],
      ["baseline", "--check"],
      ["baseline", "--prune"],
    ])
      expect(run(...words)).toEqual({ code: 2, output: conflict });
    // As the line says.
    const entries = readFileSync(join(repo.root, usual), "utf8").match(/\{"file".*\}/g) ?? [];
    repo.write({ [usual]: `{"format":1,"findings":[${entries.join(",\n")}]}` });
    expect(run("lint", "--baseline", usual).code).toBe(0);
    expect(run("baseline", "--check").code).toBe(0);

    repo.write({ [usual]: '{"format":1,"findings":[{"file":"canary' });
    expect(run("lint", "--baseline", usual)).toEqual({
      code: 2,
      output: `runsecrets: ${usual} is not valid JSON; write it anew with \`runsecrets baseline\`\n`,
    });
  });

  it("is where the configuration says", async () => {
    const cwd = project();
    writeFileSync(join(cwd, "runsecrets.yaml"), "baseline: known.json\n");
    expect((await runCli(["lint"], { cwd })).stderr).toBe(
      "runsecrets: no baseline at known.json; `runsecrets baseline` writes one\n",
    );
    expect(await written(cwd)).toBe("known.json holds 4 findings.\n");
    expect(existsSync(join(cwd, "known.json"))).toBe(true);
    expect((await runCli(["lint"], { cwd })).code).toBe(0);
    rmSync(join(cwd, "runsecrets.yaml"));
  });
});

describe("a baseline", () => {
  const findings = [1, 2, 3].map((line) => located({ region: onLine(line), key: `K${line}`, check: `000${line}` }));

  it("is the same whatever the order", () => {
    expect(baselineText(findings.toReversed().map(known))).toBe(baselineText(findings.map(known)));
    expect(parseBaseline("b", baselineText([]))).toEqual([]);
  });

  it("lets each entry represent one finding, first in its own file", () => {
    const [one, two] = [located({ file: "a.yaml" }), located({ file: "b.yaml" })];
    expect(compared([one, two], [known(two)])).toEqual({ fresh: [one], gone: [] });
    expect(compared([one, two], [known(located({ file: "gone.yaml" }))]).fresh).toEqual([two]);
    expect(compared([], [known(one)]).gone).toEqual([known(one)]);
  });

  it.each([
    ["{", "b is not valid JSON"],
    ["[]", "b must hold keys and values"],
    ['{"format":2,"findings":[]}', "b: `format` must be 1"],
    ['{"format":1,"fidnings":[]}', "b: unknown key fidnings"],
    ['{"format":1}', "b: `findings` must be a list"],
    ['{"format":1,"findings":[{"file":"a"}]}', "b: finding 1: `rule` is not as it was written"],
    ['{"format":1,"findings":[{"fiel":"a"}]}', "b: finding 1: unknown key fiel"],
    ["{\n<<<<<<< HEAD\n", "b holds a conflict of a merge"],
  ])("%s", (text, message) => expect(() => parseBaseline("b", text)).toThrow(message));

  it("that is broken gives one clear line, without what it holds", () => {
    const whole = baselineText(findings.map((finding) => known({ ...finding, key: "canary", file: "canary" })));
    const change = fc.tuple(fc.nat(whole.length), fc.nat(12), fc.string({ maxLength: 3, unit: "binary" }));
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        const text = changes.reduce((now, [at, length, put]) => now.slice(0, at) + put + now.slice(at + length), whole);
        try {
          compared(findings, parseBaseline("b.json", text));
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
          expect((error as UserError).message).toMatch(/^b\.json[: ]/);
          expect((error as UserError).message).not.toMatch(/canary|\n/);
        }
      }),
      { numRuns: 10_000 },
    );
  });
});
