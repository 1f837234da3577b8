import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { parseArguments } from "../../src/cli/arguments.ts";
import { lint } from "../../src/index.ts";

const folder = join(import.meta.dirname, "../../examples/watch");

it("the stack of the examples starts a watch that we know, and is clean", async () => {
  const { services } = parse(readFileSync(join(folder, "stack.yaml"), "utf8"));
  expect(parseArguments(services.watch.command)).toMatchObject({
    command: "audit",
    watch: true,
    noProc: true,
    outputs: [{ format: "json" }],
  });
  const { findings, gaps } = await lint({ cwd: folder });
  expect({ findings, gaps }).toEqual({ findings: [], gaps: [] });
});

it("a program for each finding needs a watch", () => {
  expect(() => parseArguments(["audit", "--exec-on-finding", "/bin/cat"])).toThrow("--exec-on-finding needs --watch");
  expect(parseArguments(["audit", "--watch", "--exec-on-finding", "/bin/cat"])).toMatchObject({
    execOnFinding: "/bin/cat",
  });
});
