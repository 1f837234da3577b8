import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseArguments } from "../../src/cli/arguments.ts";

it("the systemd unit of the examples starts a watch that we know", () => {
  const unit = readFileSync(join(import.meta.dirname, "../../examples/watch/runsecrets-watch.service"), "utf8");
  const [, command = ""] = /^ExecStart=\S+\/runsecrets (.+)$/m.exec(unit) ?? [];
  expect(parseArguments(command.split(" "))).toMatchObject({
    command: "audit",
    watch: true,
    outputs: [{ format: "json" }],
  });
});
