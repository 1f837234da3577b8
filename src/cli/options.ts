/** What `runsecrets` can be told to do. */
export const commands = [
  "lint",
  "fix",
  "audit",
  "rotate",
  "baseline",
  "rules",
  "explain",
  "why",
  "images",
  "init",
  "completion",
] as const;
export type CommandName = (typeof commands)[number];

const general = {
  help: { type: "boolean", short: "h" },
  version: { type: "boolean" },
  "no-color": { type: "boolean" },
} as const;
const forReports = {
  format: { type: "string", short: "f", multiple: true },
  output: { type: "string", short: "o" },
  config: { type: "string" },
  "fail-on": { type: "string" },
  rule: { type: "string", multiple: true },
  quiet: { type: "boolean" },
  verbose: { type: "boolean" },
  debug: { type: "boolean" },
} as const;
const forLint = {
  "stdin-filename": { type: "string" },
  staged: { type: "boolean" },
  since: { type: "string" },
  diff: { type: "string" },
  baseline: { type: "string" },
  "dump-facts": { type: "boolean" },
} as const;
const forFix = {
  write: { type: "boolean" },
  only: { type: "string" },
  "secrets-dir": { type: "string" },
} as const;
const forBaseline = { prune: { type: "boolean" }, check: { type: "boolean" } } as const;
const forInit = {
  "dry-run": { type: "boolean" },
  "git-hook": { type: "boolean" },
  source: { type: "string" },
} as const;
const forAudit = {
  host: { type: "string", short: "H" },
  context: { type: "string", short: "c" },
  container: { type: "string", multiple: true },
  "no-proc": { type: "boolean" },
  exec: { type: "boolean" },
  "max-age": { type: "string" },
  watch: { type: "boolean" },
  "exec-on-finding": { type: "string" },
  trace: { type: "boolean" },
  logs: { type: "string" },
  deep: { type: "string" },
  against: { type: "string" },
} as const;
/** Every option, as Node parses them. */
export const options = { ...general, ...forReports, ...forLint, ...forFix, ...forBaseline, ...forAudit, ...forInit };
export type OptionName = keyof typeof options;

/** The commands that take an option. */
export function commandsTaking(name: OptionName): readonly CommandName[] {
  if (name === "config") return ["lint", "fix", "audit", "baseline", "why", "images"];
  if (name === "rule") return ["lint", "fix", "audit", "baseline"];
  if (name === "baseline") return ["lint", "baseline"];
  if (name in forFix) return ["fix"];
  if (name in forBaseline) return ["baseline"];
  if (name in forInit) return ["init"];
  if (name in forLint) return ["lint"];
  if (name === "host" || name === "context") return ["audit", "rotate"];
  if (name in forAudit) return ["audit"];
  return name in forReports ? ["lint", "audit"] : commands;
}

/** The options of a command, its own first. */
export function optionsOf(command: CommandName): OptionName[] {
  const names = Object.keys(options) as OptionName[];
  const own = (name: OptionName) => (name in general ? 2 : name in forReports ? 1 : 0);
  return names.filter((name) => commandsTaking(name).includes(command)).sort((a, b) => own(a) - own(b));
}
