import { describe, expect, it } from "vitest";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint } from "../../src/pipeline/lint.ts";

async function remarks(services: string): Promise<readonly string[]> {
  const files = memoryWorkspace({ "compose.yaml": `services:\n${services}` });
  const result = await lint({ ...files, unseen: () => new Map() });
  expect(result.gaps).toEqual([]);
  return result.remarks.map(({ why }) => why);
}

const service = (name: string, ...files: string[]) => `  ${name}: {image: x, env_file: [${files}]}\n`;

describe("env files that nobody can read", () => {
  it.each([
    [service("a", "a.env"), ["env_file a.env does not exist: not read"]],
    [service("a", "a.env") + service("b", "a.env"), ["env_file a.env does not exist: not read"]],
    [
      service("a", "a.env", "b.env") + service("b", "b.env", "c.env"),
      ["env_file a.env and 2 more do not exist: not read"],
    ],
    [
      service("a", "../a.env", "/etc/b.env", "c.env"),
      [
        "env_file ../a.env and 1 more are outside the folder that is checked: not read",
        "env_file c.env does not exist: not read",
      ],
    ],
  ])("are one line for a compose file: %j", async (services, expected) => {
    expect(await remarks(services)).toEqual(expected);
  });
});
