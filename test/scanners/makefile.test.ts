import { expect, it } from "vitest";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint } from "../../src/pipeline/lint.ts";

async function found(Makefile: string) {
  const { findings, gaps } = await lint(memoryWorkspace({ Makefile }));
  return { findings: findings.map(({ key, region }) => `${region.startLine}:${region.startColumn} ${key}`), gaps };
}

it("reads what an `ifeq` sets in above the first rule as variables, whatever it is set in with", async () => {
  const text = [
    "ifeq ($(ARCH),x)",
    "\tifeq ($(OS),y)",
    "\t\tDB_PASSWORD := goldfinch31canary",
    "\tendif",
    "  SMTP_PASSWORD = brassbell9canary",
    "endif",
  ];
  expect(await found(text.join("\n"))).toEqual({ findings: ["3:18 DB_PASSWORD", "5:19 SMTP_PASSWORD"], gaps: [] });
});

it.each(["all: build", "  $(TARGETS):: x", "define start"])(
  "reads what is set in below `%s` as a recipe",
  async (above) => {
    const text = `A ::= $(shell date)\n${above}\n\tdocker run -e POSTGRES_PASSWORD=brassbell9canary postgres:16\n`;
    expect(await found(text)).toEqual({ findings: ["3:34 POSTGRES_PASSWORD"], gaps: [] });
  },
);
