import type { Config } from "../config/config.ts";
import { within } from "../errors.ts";
import type { SuppressionComment } from "../facts/suppression-comment.ts";
import type { Finding } from "../findings/finding.ts";
import { locate, locateGaps, type Once } from "../findings/locate.ts";
import { inOrder } from "../findings/order.ts";
import type { LocatedFinding, LocatedGap } from "../findings/report.ts";
import { collapse } from "../policy/collapse.ts";
import { applyIgnores } from "../policy/ignores.ts";
import { linkToDeclarations } from "../policy/link-to-declarations.ts";
import { applySeverities, filterEnabled } from "../policy/rule-filter.ts";
import { suppress } from "../policy/suppressions.ts";
import { rules } from "../rules/index.ts";
import type { JudgedWorld } from "../rules/judged-world.ts";
import { applyRules } from "./apply-rules.ts";
import { unreported } from "./unreported.ts";

/** What a world was read from, as far as findings depend on it. */
export interface Origins {
  /** The day that decides which ignores are over: `2026-12-31`. */
  today: string;
  /** Texts are read again, and only those in which something was found, so that not all of them are held at once. */
  textOf(file: string): string | undefined;
  comments?: readonly SuppressionComment[];
  /** Only some files of a whole were read. */
  partial?: boolean;
  /**
   * Whether what is in a file is reported: not what was only read for the sake of others, unless one of the files that
   * it relates to is. Absent: all of it.
   */
  isReported?(file: string, related?: ReadonlySet<string>): boolean;
  once?: Once;
}

/** What was found in a world, and what could not be seen of it. */
export interface Evaluation {
  /** The findings in their order, and each of them with its place, in the same order. */
  findings: readonly Finding[];
  located: LocatedFinding[];
  gaps: LocatedGap[];
  suppressed: number;
  /** Lines for standard error. */
  notes: string[];
}

/** From facts to findings: rules, policy, places. It is the same for files and for engines. */
export function evaluate(world: JudgedWorld, config: Config, origins: Origins): Evaluation {
  const { today, textOf, comments = [], partial = false, isReported = () => true, once } = origins;
  const takesPart = ({ at, related }: Finding) => isReported(at.file, new Set(related.map((one) => one.at.file)));
  const judged = rules.flatMap((rule) => within(rule.id, () => applyRules([rule], world))).filter(takesPart);
  const collapsed = collapse(filterEnabled(linkToDeclarations(judged, world), config));
  const known = new Set(rules.map((rule) => rule.id));
  const heard = suppress(collapsed, { comments, judged, world, known, rules: config.rules, partial });
  const graded = applySeverities(heard.findings.filter(takesPart), config);
  const { findings, ignored, notes } = applyIgnores(graded, config, today);
  const ordered = inOrder(findings);
  const gaps = world.all("gap").filter(({ place }) => isReported(place.file));
  return {
    findings: ordered,
    located: locate(ordered, textOf, once),
    gaps: locateGaps(gaps, textOf),
    suppressed: heard.suppressed + ignored,
    notes: config.debug ? [...notes, ...unreported(world, judged, textOf)] : notes,
  };
}
