import { fingerprint } from "../findings/fingerprint.ts";
import { jsonText } from "../findings/printable.ts";
import type { ProposedFix } from "../findings/proposed-fix.ts";
import type { EngineOverview, LocatedFinding, RunReport } from "../findings/report.ts";
import { severities } from "../rules/rule.ts";
import { byPlace } from "./order.ts";
import { total } from "./summary.ts";

/**
 * For programs. `format` grows when a field goes away or changes its meaning; new fields may come at any time.
 * Holds no time and no absolute path, so that two runs over the same files are equal to the byte.
 */
export const jsonReporter = (report: RunReport): string =>
  `${jsonText(
    {
      format: 1,
      version: report.version,
      ...(report.engine && { engine: engine(report.engine) }),
      findings: report.findings.toSorted(byPlace).map(listed),
      gaps: report.gaps.map(({ file, line, column, code, why }) => ({ file, line, column, code, why })),
      notes: (report.remarks ?? []).map(({ file, line, column, why }) => ({ file, line, column, why })),
      summary: {
        files: total(report.scanned),
        scanned: Object.fromEntries(Object.entries(report.scanned).sort(([a], [b]) => (a < b ? -1 : 1))),
        findings: report.findings.length,
        severities: Object.fromEntries(
          severities
            .toReversed()
            .map((severity) => [severity, report.findings.filter((one) => one.severity === severity).length]),
        ),
        suppressed: report.suppressed,
        gaps: report.gaps.length,
        complete: report.gaps.length === 0,
      },
    },
    2,
  )}\n`;

function engine({ product, version, swarm, endpoint, unverified, level, secrets, sound }: EngineOverview) {
  return { product, version, swarm, endpoint, unverified, level, secrets, sound };
}

/** Edits for programs. What moves is no part of them: `values` names the files that take it. */
function fix({ title, safety, files, values, steps, cautions }: ProposedFix) {
  return { title, safety, edits: files.map(({ file, edits }) => ({ file, edits })), values, steps, cautions };
}

function listed(finding: LocatedFinding) {
  return {
    rule: finding.rule,
    severity: finding.severity,
    confidence: finding.confidence,
    message: finding.what,
    instead: finding.instead,
    paste: finding.paste,
    fix: finding.fix && fix(finding.fix),
    shown: finding.shown,
    file: finding.file,
    region: finding.region,
    pointer: finding.pointer,
    key: finding.key,
    subject: finding.subject,
    fingerprint: fingerprint(finding),
    related: finding.relatedRegions,
    because: finding.because,
  };
}
