import { describe, expect, it } from "vitest";
import { defaultConfig, type Words } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint } from "../../src/pipeline/lint.ts";

const noWords = defaultConfig.secrets;

async function found(env: string, words: Partial<Words>): Promise<string[]> {
  const workspace = memoryWorkspace({ Dockerfile: `FROM alpine:3.20\n${env}\n` });
  const { findings } = await lint(workspace, { ...defaultConfig, secrets: { ...noWords, ...words } });
  return findings.map(({ key }) => key);
}

describe("a project's own words", () => {
  it("names that ask for a secret, whole and in any case", async () => {
    const names = { names: ["ACME_CUBE", "corp_.*_code"] };
    expect(await found("ENV ACME_CUBE=47-canary acme_cube=48-canary", {})).toEqual([]);
    expect(await found("ENV ACME_CUBE=47-canary acme_cube=48-canary", names)).toEqual(["ACME_CUBE", "acme_cube"]);
    expect(await found("ENV CORP_DOOR_CODE=47-canary ACME_CUBE_LENGTH=4", names)).toEqual(["CORP_DOOR_CODE"]);
    expect(await found("ENV ACME_CUBE=$PIN\nENV ACME_CUBE=/run/secrets/pin", names)).toEqual([]);
  });

  it("names that do not, and known tokens are found all the same", async () => {
    const names = { "not-names": ["FEATURE_.*_TOKEN"] };
    const token = `glpat-${["x7Kp2mQ9vT", "4bR8nZ1cLw"].join("")}`;
    expect(await found("ENV FEATURE_A_TOKEN=zx9-poplar-55", {})).toEqual(["FEATURE_A_TOKEN"]);
    expect(await found("ENV FEATURE_A_TOKEN=zx9-poplar-55", names)).toEqual([]);
    expect(await found(`ENV FEATURE_A_TOKEN=${token}`, names)).toEqual(["FEATURE_A_TOKEN"]);
  });

  it("shapes of values, wherever they are", async () => {
    const values = { values: ["acme_[a-z0-9]{8}"] };
    expect(await found("ENV X=acme_a1b2c3d4 Y=acme_short", {})).toEqual([]);
    expect(await found("ENV X=acme_a1b2c3d4 Y=acme_short", values)).toEqual(["X"]);
  });

  it("whole values that are none", async () => {
    const values = { "not-values": ["local-only-.*"] };
    expect(await found("ENV A_PASSWORD=local-only-canary B_PASSWORD=not-local-only-canary", values)).toEqual([
      "B_PASSWORD",
    ]);
    expect(await found("ENV URL=postgres://a:local-only-canary@db/x", values)).toEqual([]);
  });

  it("ends soon, whatever the pattern", async () => {
    const slow = "(a+)+b|(a|a)*c|(a*)*d";
    await found(`ENV A_PASSWORD=${"a".repeat(20_000)}`, { names: [slow], values: [slow], "not-values": [slow] });
  }, 20_000);
});

describe("mistakes in them", () => {
  it("a pattern that RE2 does not know, without showing it", async () => {
    const shown = found("ENV A=b", { "not-values": ["(?=canary)"] });
    await expect(shown).rejects.toThrow("`not-values` holds a pattern that RE2 does not know");
    await expect(found("ENV A=b", { values: ["canary("] })).rejects.not.toThrow("canary");
  });

  it("a pattern that RE2 does not know, by the place where it is written", async () => {
    const config = {
      ...defaultConfig,
      ...parseConfig("runsecrets.yaml", "secrets:\n  names:\n    - A\n    - '('\n", []),
    };
    await expect(lint(memoryWorkspace({}), config)).rejects.toThrow("runsecrets.yaml:4: `names` holds a pattern");
  });

  it("a key that is unknown", () => {
    expect(() => parseConfig("runsecrets.yaml", "secrets:\n  nmaes: []\n", [])).toThrow(
      "runsecrets.yaml:2: unknown key nmaes",
    );
    expect(parseConfig("runsecrets.yaml", "secrets:\n  names: [A]\n", [])).toEqual({
      secrets: { ...noWords, names: ["A"] },
      places: new Map([["A", "runsecrets.yaml:2"]]),
    });
  });
});
