import { expect, it } from "vitest";
import { conciseReporter } from "../../src/reporters/concise.ts";
import { located, onLine, runReport } from "../support/run-report.ts";

const written = (parts: Parameters<typeof runReport>[0]) => [...conciseReporter(runReport(parts))].join("");

it("writes a line for each finding and each thing that was not checked", () => {
  const gaps = [
    { file: "compose.yaml", line: 3, column: 5, code: "remote" as const, why: "includes base.yaml (remote)" },
    { file: "big.env", code: "remote" as const, why: "larger than 1 MB" },
  ];
  expect(written({ findings: [located({ region: onLine(9, 4) }), located({ region: onLine(2, 7) })], gaps })).toBe(
    [
      "compose.yaml:2:7: high secret-in-env POSTGRES_PASSWORD is written in plain text",
      "compose.yaml:9:4: high secret-in-env POSTGRES_PASSWORD is written in plain text",
      "compose.yaml:3:5: not-checked includes base.yaml (remote)",
      "big.env: not-checked larger than 1 MB",
      "",
    ].join("\n"),
  );
});

it("names the thing where there is no file", () => {
  expect(written({ findings: [located({ file: "container shop_1", pointer: "/inspect" })] })).toBe(
    "container shop_1: high secret-in-env POSTGRES_PASSWORD is written in plain text\n",
  );
});

it("keeps hostile names to one line that no CI system takes for a command", () => {
  const file = "::add-mask::x\n::error::y\u001b[2J##[add-path]/evil";
  const page = written({ findings: [located({ file, what: file })], gaps: [{ file, code: "unreadable", why: file }] });
  expect(page.split("\n")).toHaveLength(3);
  expect(page).not.toMatch(/[^\n\P{C}]|^\s*::|##\[/mu);
});
