import { type Config, defaultConfig } from "../config/config.ts";
import type { EngineOverview, LocatedFinding, LocatedGap, LocatedRemark } from "../findings/report.ts";
import { createJudge, type Judge } from "../rules/judge.ts";
import { JudgedWorld } from "../rules/judged-world.ts";
import type { EngineCapture } from "../runtime/capture.ts";
import { readEngine } from "../runtime/readers/index.ts";
import { auditRemarks } from "./audit-remarks.ts";
import type { Declared } from "./declared.ts";
import { evaluate } from "./evaluate.ts";
import { overview } from "./overview.ts";

/** What an audit found, and what it could not see. */
export interface AuditResult {
  findings: LocatedFinding[];
  gaps: LocatedGap[];
  /** What else was not looked at, without being a reason to fail. */
  remarks: LocatedRemark[];
  /** How many things of each kind were looked at. */
  scanned: Record<string, number>;
  suppressed: number;
  notes: string[];
  engine: EngineOverview;
}

/** What an audit is judged by, beside the engine's own answers. */
interface Against {
  config?: Config;
  declared?: Pick<Declared, "sightings" | "textOf"> | undefined;
  judge?: Judge;
  today?: string;
}

const nothingDeclared: Pick<Declared, "sightings" | "textOf"> = { sightings: () => [], textOf: () => undefined };

/** The straight line: a capture, facts, world, rules, findings, policy. Probes come before it, reporters after. */
export function audit(capture: EngineCapture, level: EngineOverview["level"], against: Against = {}): AuditResult {
  const { config = defaultConfig, declared = nothingDeclared, judge = createJudge(), today = isoDay() } = against;
  const world = new JudgedWorld([...readEngine(capture), ...declared.sightings(capture)], judge);
  const evaluated = evaluate(world, config, { today, textOf: declared.textOf });
  return {
    findings: evaluated.located,
    gaps: evaluated.gaps,
    remarks: auditRemarks(capture),
    scanned: { container: capture.containers.length, image: capture.images.length, service: capture.services.length },
    suppressed: evaluated.suppressed,
    notes: evaluated.notes,
    engine: overview(capture, level, world, new Set(evaluated.findings.map(({ subject }) => subject))),
  };
}

function isoDay(): string {
  return new Date().toISOString().slice(0, 10);
}
