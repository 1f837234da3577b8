import { run } from "../../pipeline/run-lint.ts";
import { compared, type KnownFinding, known } from "../../policy/baseline.ts";
import { readBaseline, writeBaseline } from "../../policy/baseline-file.ts";
import { count } from "../../reporters/summary.ts";
import type { BaselineArguments } from "../arguments.ts";

const usual = ".runsecrets-baseline.json";

/** Writes down what is known, or drops or names what is gone. */
export async function baselineCommand(
  { paths, baseline, mode, configFile, rules }: BaselineArguments,
  cwd: string,
): Promise<{ code: 0 | 1 | 2; text: string }> {
  const { report, config } = await run({
    cwd,
    paths,
    config: { rules },
    checks: true,
    ...(configFile !== undefined && { configFile }),
  });
  const file = baseline ?? config.baseline ?? usual;
  const at = { name: file, named: baseline !== undefined };
  const code = report.gaps.length > 0 ? 2 : 0;
  const unseen = code === 2 ? `Not checked: ${report.gaps.map((gap) => gap.file).join(", ")}\n` : "";
  if (mode === "write") {
    writeBaseline(cwd, at, report.findings.map(known));
    const use =
      config.baseline === file
        ? ""
        : `Use it with \`--baseline ${file}\`, or with \`baseline: ${file}\` in runsecrets.yaml.\n`;
    return { code, text: `${unseen}${file} holds ${count(report.findings.length, "finding")}.\n${use}` };
  }
  const entries = readBaseline(cwd, at);
  // Of what could not be read nothing is known to be gone.
  const lost = new Set(report.gaps.map((gap) => gap.file));
  const gone = compared(report.findings, entries).gone.filter((entry) => !lost.has(entry.file));
  if (mode === "prune") {
    const dropped = new Set(gone);
    writeBaseline(
      cwd,
      at,
      entries.filter((entry) => !dropped.has(entry)),
    );
    return {
      code,
      text: `${unseen}${file}: ${count(gone.length, "finding")} gone, ${count(entries.length - gone.length, "finding")} left.\n`,
    };
  }
  const text = `${gone.map(line).join("")}${file}: ${gone.length === 0 ? "nothing is gone" : `${count(gone.length, "finding")} gone; \`runsecrets baseline --prune\` drops what is gone`}.\n`;
  return { code: gone.length > 0 ? 1 : code, text: unseen + text };
}

function line({ file, rule, key }: KnownFinding): string {
  return `gone: ${file} ${rule} ${key}\n`;
}
