import type { Config } from "../config/config.ts";
import { ruleSettings } from "../config/rule-settings.ts";
import type { Vocabulary } from "../detection/vocabulary.ts";
import type { LocatedRemark, RunReport } from "../findings/report.ts";
import type { FileEntry, Workspace } from "../inputs/workspace.ts";

interface Settings {
  config: Config;
  vocabulary: Vocabulary | undefined;
  workspace: Pick<Workspace, "excluded">;
  /** The ids of all rules. */
  rules: readonly string[];
}

/** Says where a configuration file leaves nothing to find: a report without findings then means nothing. */
export function switchedOff(
  { config, vocabulary, workspace, rules }: Settings,
  listed: readonly FileEntry[],
  { scanned }: Pick<RunReport, "scanned">,
): LocatedRemark[] {
  const { origin } = config;
  if (origin === undefined) return [];
  const excluded = workspace.excluded?.() ?? 0;
  const reasons = [
    ...(excluded === 0 || Object.keys(scanned).length > 0 ? [] : [`excludes every file (${excluded})`]),
    ...(listed.length > 0 && turnsAllOff(config, rules, listed) ? ["turns every rule off"] : []),
    ...(vocabulary && usualNames.every(vocabulary.isHarmlessName) ? ["takes every name for harmless"] : []),
    ...(vocabulary && usualValues.every(vocabulary.isHarmlessValue) ? ["takes every value for harmless"] : []),
  ];
  return reasons.map((why) => ({ file: origin, why, configured: true }));
}

/** Each of another kind: a pattern that fits all of them fits nearly everything. */
const usualNames = ["DB_PASSWORD", "API_TOKEN", "CLIENT_SECRET", "JWT_PRIVATE_KEY", "SMTP_PASS"];
const usualValues = ["hunter2", "Xk9pcRe6jYw2mPq", "correct horse!", "0f3a9c77b2d14e58", "c2VjcmV0IHdvcmRz/+=="];

function turnsAllOff(
  { rules: table, overrides }: Config,
  rules: readonly string[],
  listed: readonly FileEntry[],
): boolean {
  const isOff = (setting: string) => setting === "off";
  const off = [table, ...overrides.map((one) => one.rules)].flatMap((one) => Object.values(one).filter(isOff));
  // Few configurations come near it, and the others are not asked about each file.
  if (off.length < rules.length) return false;
  const setting = ruleSettings({ rules: table, overrides });
  return listed.every(({ path }) => rules.every((id) => setting(id, path) === "off"));
}
