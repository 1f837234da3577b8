import { execFile } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Log } from "sarif";
import { afterAll, describe, expect, it } from "vitest";
import { sarifReporter } from "../../src/reporters/sarif.ts";
import { installed } from "../support/clone.ts";
import { manyFindings, runReport } from "../support/run-report.ts";
import { audited, sarifStories } from "../support/sarif-stories.ts";

/** Microsoft's validator with GitHub's rules. The package of each platform holds a program for x64. */
const binary = multitool();

/** Advice not taken: to add the text of the file, which holds the secret, and the address of a page about the tool. */
const declined = ["SARIF2005", "SARIF2010", "SARIF2011"];

function multitool(): string | undefined {
  if (process.arch !== "x64") return undefined;
  const name = `@microsoft/sarif-multitool-${process.platform}`;
  try {
    const program = process.platform === "win32" ? "Sarif.Multitool.exe" : "Sarif.Multitool";
    // It is as large as a third of all other packages: who installs this repository from git does without.
    const path = join(installed(name, "5.7.0"), name, program);
    // The package makes it executable in an install script, which npm may not run.
    chmodSync(path, 0o755);
    return path;
  } catch {
    return undefined;
  }
}

it.runIf(process.env.CI && process.arch === "x64")("Microsoft's validator is installed where it counts", () => {
  expect(binary).toBeDefined();
});

describe.skipIf(binary === undefined).concurrent("Microsoft's validator, with GitHub's rules", () => {
  const folder = mkdtempSync(join(tmpdir(), "runsecrets-sarif-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** What it says about a log. Its exit code is 0 whatever it finds. */
  async function complaints(written: string): Promise<string[]> {
    const own = mkdtempSync(join(folder, "log-"));
    const input = join(own, "in.sarif");
    const output = join(own, "out.sarif");
    writeFileSync(input, written);
    // It reads nothing above 10 MB otherwise; GitHub's own limit is one of the compressed file.
    const room = ["--max-file-size-in-kb", "100000"];
    const words = [
      "validate",
      input,
      ...room,
      "--rule-kind",
      "Sarif;Ghas",
      "--output",
      output,
      "--log",
      "ForceOverwrite",
      "-q",
    ];
    await promisify(execFile)(binary ?? "", words, {
      env: { ...process.env, DOTNET_SYSTEM_GLOBALIZATION_INVARIANT: "1" },
    });
    const { runs }: Log = JSON.parse(readFileSync(output, "utf8"));
    return runs.flatMap(({ results, invocations, tool }) => [
      ...(results ?? [])
        .filter(({ ruleId }) => !declined.includes(ruleId?.slice(0, 9) ?? ""))
        .map((result) => {
          const rule = tool.driver.rules?.[result.ruleIndex ?? -1];
          return `${result.level ?? rule?.defaultConfiguration?.level ?? "warning"} ${result.ruleId}: ${result.message.id} ${result.message.arguments?.join(" | ")}`;
        }),
      ...(invocations ?? []).flatMap((one) =>
        (one.toolExecutionNotifications ?? []).map(({ message, level }) => `${level ?? "warning"} ${message.text}`),
      ),
    ]);
  }

  for (const [title, report] of Object.entries(sarifStories)) {
    it(`has nothing against ${title}`, async () => {
      expect(await complaints(sarifReporter(report))).toEqual([]);
    });
  }

  it.each([
    ["30,000 findings", () => runReport({ findings: manyFindings(30_000) })],
    ["an audit that found 30,000", () => audited(30_000)],
  ])("has nothing against %s, of which it gets the first", async (_, report) => {
    const log: Log = JSON.parse(sarifReporter(report()));
    // The validator takes minutes for all of them.
    for (const run of log.runs) run.results = run.results?.slice(0, 500);
    expect(await complaints(JSON.stringify(log))).toEqual([]);
  });

  it("has something against a log that is wrong", async () => {
    const wrong = sarifReporter(sarifStories["one finding"] ?? fail());
    expect(await complaints(wrong.replace(/"startLine": 7/, '"startLine": 0'))).not.toEqual([]);
  });
});

function fail(): never {
  throw new Error("no such story");
}
