import { describe, expect, it } from "vitest";
import { type Config, defaultConfig } from "../../src/config/config.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import type { Workspace } from "../../src/inputs/workspace.ts";
import { lint, loadFacts } from "../../src/pipeline/lint.ts";
import { shuffled } from "../support/findings.ts";

const compose = (entry: string) => `services:\n  api:\n    image: example/api:1\n    environment:\n${entry}\n`;
const url = "      DB_URL: postgres://app:orchid-canary@db/app";
const ignore = (rule: string) => `      # runsecrets-ignore ${rule} -- why`;

async function run(files: Readonly<Record<string, string>>, config: Partial<Config> = {}) {
  const { findings, suppressed } = await lint(memoryWorkspace(files), { ...defaultConfig, ...config }, "2026-06-15");
  return { rules: findings.map((one) => one.rule), severities: findings.map((one) => one.severity), suppressed };
}

describe("stages in their order", () => {
  it("silencing what is reported does not bring up another rule's words for it", async () => {
    expect((await run({ "compose.yaml": compose(url) })).rules).toEqual(["secret-in-url"]);
    const silenced = { "compose.yaml": compose(`${ignore("secret-in-url")}\n${url}`) };
    expect(await run(silenced)).toMatchObject({ rules: [], suppressed: 1 });
  });

  it("the severity somebody chose holds for what is reported", async () => {
    const { severities } = await run({ "compose.yaml": compose(url) }, { rules: { "secret-in-url": "info" } });
    expect(severities).toEqual(["info"]);
  });

  it("what is wrong with a comment can be weighed, ignored and switched off", async () => {
    const files = { "compose.yaml": compose(`${ignore("secret-in-env")}\n      LOG: debug`) };
    expect(await run(files)).toMatchObject({ rules: ["bad-suppression"], severities: ["low"] });
    expect((await run(files, { rules: { "bad-suppression": "high" } })).severities).toEqual(["high"]);
    expect((await run(files, { rules: { "bad-suppression": "off" } })).rules).toEqual([]);
    const accepted = { rule: "bad-suppression", because: "x", origin: "a:1", path: "compose.yaml" };
    expect(await run(files, { ignore: [accepted] })).toMatchObject({ rules: [], suppressed: 1 });
  });

  it("a comment on the first line of a file covers that line only", async () => {
    const line = (name: string) => `${name}_PASSWORD=orchid-42-canary`;
    const files = { ".env": `${line("A")} # runsecrets-ignore secret-in-env-file -- why\n${line("B")}\n` };
    expect(await run(files)).toMatchObject({ rules: ["secret-in-env-file"], suppressed: 1 });
  });

  it("examples are dropped, noted or kept", async () => {
    const files = { ".env.example": "DB_PASSWORD=orchid-42-Lantern-canary\n" };
    expect((await run(files)).rules).toEqual([]);
    const noted = await run(files, { examples: "note" });
    if (noted.rules.length > 0) expect(noted.severities).toEqual(["info"]);
  });
});

describe("an env file that only a compose file names", () => {
  const files = {
    "compose.yaml":
      "services:\n  api:\n    image: example/api:1\n    env_file: [settings/api.conf, settings/none.conf]\n",
    "settings/api.conf": "DB_PASSWORD=orchid-42-canary\n",
  };

  it("is read, unless it is excluded or only the compose file was named", async () => {
    const listed = ["compose.yaml"].map((path) => ({ path, given: false }));
    const workspace = { ...memoryWorkspace(files), list: async () => listed };
    const { findings, scanned, gaps } = await lint(workspace);
    expect(findings).toMatchObject([{ rule: "secret-in-env-file", file: "settings/api.conf" }]);
    expect({ scanned, gaps }).toEqual({ scanned: { "compose file": 1, "env file": 1 }, gaps: [] });
    expect((await lint(workspace, { ...defaultConfig, exclude: ["settings/"] })).findings).toEqual([]);
    const given = listed.map(({ path }) => ({ path, given: true }));
    expect((await lint({ ...workspace, list: async () => given })).findings).toEqual([]);
  });

  it("weighs more when git tracks it", async () => {
    const severity = async (tracked: string[]) =>
      (await lint(memoryWorkspace({ ".env": "DB_PASSWORD=orchid-42-canary\n" }, new Set(tracked)))).findings[0]
        ?.severity;
    expect([await severity([]), await severity([".env"])]).toEqual(["medium", "high"]);
  });
});

describe("what was not seen", () => {
  const broken = (read: Workspace["read"]): Workspace => ({
    ...memoryWorkspace({ ".env": "A=1", Dockerfile: "FROM x\nENV DB_PASSWORD=orchid-canary\n" }),
    read,
  });
  const files = memoryWorkspace({ Dockerfile: "FROM x\nENV DB_PASSWORD=orchid-canary\n" });

  it("one broken file does not hide the rest, and its error says nothing of it", async () => {
    const workspace = broken((path) => {
      if (path === ".env") throw new TypeError("canary");
      return files.read(path);
    });
    const { findings, gaps } = await lint(workspace);
    expect(findings).toHaveLength(1);
    expect(gaps).toEqual([{ file: ".env", code: "internal", why: "cannot be checked: internal error (TypeError)" }]);
  });

  it("a file that could not be read is a gap about everything", async () => {
    const { sightings } = await loadFacts(
      broken((path) => (path === ".env" ? { gap: "permission denied", code: "unreadable" } : files.read(path))),
    );
    const [gap] = sightings.flatMap((one) => one.facts).filter((fact) => fact.kind === "gap");
    expect(gap).toMatchObject({ subject: "env-file:.env", why: "permission denied" });
    expect(gap?.about).toContain("binding");
  });

  it("a binary file is none", async () => {
    const { gaps } = await lint(broken((path) => (path === ".env" ? { skipped: "binary" } : files.read(path))));
    expect(gaps).toEqual([]);
  });
});

it("the order of the files changes nothing", async () => {
  const texts = {
    ".env": "DB_PASSWORD=orchid-canary\n",
    "a/compose.yaml": compose(url),
    "b/compose.yaml": compose(`${ignore("secret-in-env")}\n${url}\n      API_TOKEN: orchid-43-canary`),
    Dockerfile:
      "FROM x AS a\nENV DB_PASSWORD=orchid-canary\nFROM a\n# runsecrets-ignore\nENV API_TOKEN=orchid-canary\n",
  };
  const workspace = memoryWorkspace(texts);
  const straight = JSON.stringify(await lint(workspace));
  for (let seed = 1; seed < 12; seed++) {
    const list = async () => shuffled(await workspace.list(), seed);
    expect(JSON.stringify({ ...(await lint({ ...workspace, list })), scanned: undefined })).toBe(
      JSON.stringify({ ...JSON.parse(straight), scanned: undefined }),
    );
  }
});
