import { defaultConfig } from "../../src/config/config.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { known } from "../../src/policy/baseline.ts";
import { type ReporterName, reporters } from "../../src/reporters/index.ts";
import { rules } from "../../src/rules/index.ts";
import { type HostileDocument, leakOf } from "./hostile-documents.ts";

const config = { ...defaultConfig, debug: true, examples: "full" } as const;
const names = Object.keys(reporters) as ReporterName[];

/**
 * Says what of a document's secret is in an output: in all that a run gives to the reporters and for `--debug`, in a
 * baseline, and in one of the formats,
 * another one each time.
 */
export async function leakOfRun({ files, canary }: HostileDocument, nth: number): Promise<string | undefined> {
  const result = await lint(memoryWorkspace(files, new Set(Object.keys(files))), config, "2026-01-01", true);
  const name = names[nth % names.length] ?? "text";
  const report = { ...result, elapsedMs: 1, rules: name === "sarif" ? [] : rules, version: "0" };
  const written = reporters[name](report, { color: nth % 2 === 0, verbose: true, width: 80 + (nth % 60) });
  const outputs = {
    result: JSON.stringify(result),
    baseline: JSON.stringify(result.findings.map(known)),
    [name]: typeof written === "string" ? written : [...written].join(""),
  };
  for (const [output, text] of Object.entries(outputs)) {
    const leak = leakOf(canary, text);
    if (leak !== undefined) return `${output}: …${leak}…`;
  }
  return undefined;
}
