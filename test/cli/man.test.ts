import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { helpText } from "../../src/cli/help.ts";
import { manPage } from "../../src/cli/man.ts";
import { commands, optionsOf } from "../../src/cli/options.ts";

const root = join(import.meta.dirname, "../..");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const page = manPage(version);

it("the man page that ships is made from the options", () =>
  expect(readFileSync(join(root, "man/runsecrets.1"), "utf8")).toBe(page));

describe("every option", () => {
  for (const command of commands) {
    it(`of ${command} is in its help and in the man page`, () => {
      const help = helpText(command);
      for (const name of optionsOf(command)) {
        expect(page).toContain(`\\-\\-${name.replaceAll("-", "\\-")}\\fR`);
        if (!["help", "version", "no-color"].includes(name)) expect(help).toContain(`--${name}`);
      }
    });
  }
});

const groff = spawnSync("groff", ["--version"]).status === 0;
it.skipIf(!groff)("groff has nothing to say about the man page, and prints every word", () => {
  const { stdout, stderr } = spawnSync("groff", ["-man", "-Tutf8", "-ww", "-P-cbou"], {
    input: page,
    encoding: "utf8",
  });
  expect(stderr).toBe("");
  const printed = stdout.replace(/\s+/g, " ");
  expect(printed).toContain("runsecrets lint [path…]");
  expect(printed).toContain("-f, --format NAME[=FILE]");
  expect(printed).toContain("ignore: [{rule: secret-not-in-memory,");
});
