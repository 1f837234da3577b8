import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { LocatedFinding } from "../../src/findings/report.ts";
import { lint } from "../../src/index.ts";
import { folder } from "../support/folder.ts";
import { projects } from "../support/projects.ts";

const id = ({ file, rule, say, subject, key, region }: LocatedFinding) =>
  [file, region.startLine, rule, say, subject, key].join(" ");
const isEnvFile = ({ subject }: LocatedFinding) => subject.startsWith("env-file:");
const filesOf = (finding: LocatedFinding) => [finding.file, ...finding.relatedRegions.map(({ file }) => file)];

describe("of a file that is named a run says what a whole run says about it", () => {
  for (const project of readdirSync(projects)) {
    it(project, async () => {
      const cwd = join(projects, project);
      const whole = (await lint({ cwd })).findings;
      for (const path of new Set(whole.map(({ file }) => file))) {
        const own = whole.filter((one) => one.file === path || (!isEnvFile(one) && filesOf(one).includes(path)));
        expect((await lint({ cwd, paths: [path] })).findings.map(id)).toEqual(own.map(id));
      }
    });
  }
});

describe("what belongs to a named file is read beside it", () => {
  const compose = (lines: string) => `services:\n  db:\n    image: postgres:16\n${lines}`;
  const run = async (files: Record<string, string>, ...paths: string[]) =>
    (await lint({ cwd: folder(files), paths })).findings.map(({ file, rule, instead }) => ({ file, rule, instead }));

  it("an env file: the compose file above tells which image reads it", async () => {
    const files = {
      "compose.yaml": compose("    env_file: db/db.env\n"),
      "db/db.env": "POSTGRES_PASSWORD=orchid-42-canary\n",
    };
    const [only, ...more] = await run(files, "db/db.env");
    expect(only).toMatchObject({ file: "db/db.env", rule: "secret-in-env-file" });
    expect(only?.instead).toContain("POSTGRES_PASSWORD_FILE");
    expect(more).toEqual([]);
  });

  it("a compose file: what is wrong in its env file only is not told", async () => {
    const files = {
      "compose.yaml": compose("    env_file: db.env\n"),
      "db.env": "POSTGRES_PASSWORD=orchid-42-canary\n",
    };
    expect(await run(files, "compose.yaml")).toEqual([]);
  });

  it("a compose file: the base defines what its override grants", async () => {
    const files = {
      "compose.yaml": `${compose("")}secrets:\n  pw:\n    file: ./pw\n`,
      "compose.override.yaml": "services:\n  db:\n    secrets: [pw]\n",
      pw: "canary",
    };
    expect((await run(files, "compose.override.yaml")).map(({ rule }) => rule)).toEqual([]);
  });

  it("a compose file: another one beside it uses its secret", async () => {
    const files = {
      "compose.yaml": compose(""),
      "compose.prod.yaml": "services:\n  db:\n    secrets: [pw]\n",
      "compose.secrets.yaml": "services:\n  db: {}\nsecrets:\n  pw:\n    file: ./pw\n",
    };
    const whole = (await run(files)).filter(({ file }) => file === "compose.secrets.yaml");
    expect(await run(files, "compose.secrets.yaml")).toEqual(whole);
  });

  it("an ignore in a file that was only read beside is heeded, and not complained of", async () => {
    const files = {
      "compose.yaml": compose("    # runsecrets-ignore secret-in-url\n    env_file: db.env\n"),
      "db.env": "LOG=info\n",
    };
    expect(await run(files, "db.env")).toEqual([]);
  });
});
