import type { Declared } from "./declared.ts";
import { within } from "./errors.ts";
import { World } from "./facts/world.ts";
import { knowingImages } from "./images/index.ts";
import { overview } from "./overview.ts";
import { collapse } from "./policy/collapse.ts";
import { type Config, defaultConfig } from "./policy/config.ts";
import { applyIgnores } from "./policy/ignores.ts";
import { locate, locateGaps } from "./policy/locate.ts";
import { inOrder } from "./policy/order.ts";
import { pointed } from "./policy/pointed.ts";
import { graded, wanted } from "./policy/wanted.ts";
import type { EngineOverview, LocatedFinding, LocatedGap } from "./reporters/report.ts";
import { rules } from "./rules/index.ts";
import { judge } from "./rules/judge.ts";
import type { EngineCapture } from "./runtime/capture.ts";
import { readEngine } from "./runtime/readers/index.ts";
import { speaking, type Vocabulary } from "./secrets/vocabulary.ts";

/** What an audit found, and what it could not see. */
export interface AuditResult {
  findings: LocatedFinding[];
  gaps: LocatedGap[];
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
  vocabulary?: Vocabulary | undefined;
  today?: string;
}

const nothingDeclared: Pick<Declared, "sightings" | "textOf"> = { sightings: () => [], textOf: () => undefined };

/** The straight line: a capture, facts, world, rules, findings, policy. Probes come before it, reporters after. */
export function audit(capture: EngineCapture, level: EngineOverview["level"], against: Against = {}): AuditResult {
  const { config = defaultConfig, declared = nothingDeclared, vocabulary, today = isoDay() } = against;
  const world = new World([...readEngine(capture), ...declared.sightings(capture)]);
  const judged = knowingImages(config.images, () =>
    speaking(vocabulary, () => rules.flatMap((rule) => within(rule.id, () => judge([rule], world)))),
  );
  const collapsed = collapse(wanted(pointed(judged, world), config));
  const { findings, ignored, notes } = applyIgnores(graded(collapsed, config), config, today);
  return {
    findings: locate(inOrder(findings), declared.textOf),
    gaps: locateGaps(world.all("gap"), declared.textOf),
    scanned: { container: capture.containers.length, image: capture.images.length, service: capture.services.length },
    suppressed: ignored,
    notes,
    engine: overview(capture, level, world, new Set(findings.map(({ subject }) => subject))),
  };
}

function isoDay(): string {
  return new Date().toISOString().slice(0, 10);
}
