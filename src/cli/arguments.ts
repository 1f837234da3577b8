import { parseArgs } from "node:util";
import type { FailOn } from "../config/config.ts";
import { UserError } from "../errors.ts";
import { didYouMean } from "../facts/nearest.ts";
import { showPlace } from "../facts/shown.ts";
import { type Severity, severities } from "../rules/rule.ts";
import type { WhyArguments } from "./commands/why.ts";
import { type CommandName, commands, commandsTaking, type OptionName, options } from "./options.ts";
import { type Output, outputs } from "./outputs.ts";

/** What a command that reports was told about its report. */
export interface ReportArguments {
  outputs: readonly Output[];
  configFile?: string;
  failOn?: FailOn;
  rules: Readonly<Record<string, Severity | "off">>;
  color: boolean;
  quiet: boolean;
  verbose: boolean;
  debug: boolean;
}

/** What `runsecrets lint` was asked to do. */
export interface LintArguments extends ReportArguments {
  command: "lint";
  paths: readonly string[];
  /** Standard input is read under this name, instead of files. */
  stdinName?: string;
  /** What git's next commit will hold, instead of what is in the folder. */
  staged?: true;
  /** Only what is new since this revision. */
  since?: string;
  /** Only what is new in the diff in this file; `-` is standard input. */
  diff?: string;
  /** The file of findings that are known. */
  baseline?: string;
  /** Prints the facts, instead of judging them. */
  dumpFacts?: true;
}

/** What `runsecrets fix` was asked to do. */
export interface FixArguments {
  command: "fix";
  paths: readonly string[];
  /** Writes the files, instead of showing what would become of them. */
  write: boolean;
  /** Only what these rules find. */
  rules: readonly string[];
  /** Only what is found there: a file, or a line of it. */
  only?: string;
  /** Where secret files go. */
  secretsDir?: string;
  configFile?: string;
  color: boolean;
}

/** What `runsecrets baseline` was asked to do. */
export interface BaselineArguments {
  command: "baseline";
  mode: "write" | "prune" | "check";
  paths: readonly string[];
  baseline?: string;
  configFile?: string;
  rules: ReportArguments["rules"];
}

/** What `runsecrets audit` was asked to do. */
export interface AuditArguments extends ReportArguments {
  command: "audit";
  /** The engine's address. */
  host?: string;
  /** The name of one of Docker's contexts. */
  context?: string;
  /** Names or ids; empty for all. */
  containers: readonly string[];
  /** A compose file to compare with. */
  against?: string;
  /** Asks the engine only, and leaves `/proc` unread. */
  noProc: boolean;
  /** Runs a probe inside containers that `/proc` does not show. */
  exec: boolean;
  /** How many days old a secret may be. */
  maxAge?: number;
  /** Goes on, and tells what changes. */
  watch?: true;
  /** With `watch`: a program that is started for each new finding. */
  execOnFinding?: string;
  /** Looks for the values of mounted secrets elsewhere: in so many bytes of each log, layer and volume. */
  trace?: { logs: number; deep: number };
}

/** What `runsecrets rotate` was asked to do. */
interface RotateArguments {
  command: "rotate";
  secret: string;
  host?: string;
  context?: string;
}

/** What `runsecrets init` was asked to do. */
export interface InitArguments {
  command: "init";
  /** Says what it would write, and writes nothing. */
  dryRun: boolean;
  /** A hook of git's own, whatever manages hooks here, and nothing else. */
  gitHook: boolean;
  /** Where hooks and CI jobs get the program, instead of where this run came from. */
  source?: string;
}

/** The shells that know completion. */
export const shells = ["bash", "zsh", "fish"] as const;
export type Shell = (typeof shells)[number];

/** What the command line asks for. */
export type Arguments =
  | LintArguments
  | FixArguments
  | AuditArguments
  | BaselineArguments
  | { command: "rules" }
  | { command: "explain"; rule: string }
  | WhyArguments
  | RotateArguments
  /** Everything the catalogue holds, or what it knows of one image. */
  | { command: "images"; image?: string; configFile?: string }
  | InitArguments
  | { command: "completion"; shell: Shell }
  | { command: "help"; about?: CommandName }
  | { command: "version" };

/** Reads the arguments after `runsecrets`. */
export function parseArguments(argv: readonly string[]): Arguments {
  // Not strict: the parser's own errors name no nearest option, and run over several lines.
  const { tokens } = parseArgs({ args: [...argv], options, strict: false, allowPositionals: true, tokens: true });
  const given = new Map<OptionName, string[]>();
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === "positional") words.push(token.value);
    if (token.kind !== "option") continue;
    const name = optionName(token.name, token.rawName);
    const value = optionValue(name, token);
    given.set(name, [...(given.get(name) ?? []), value]);
  }
  if (given.has("version")) return { command: "version" };

  const [first, ...rest] = words;
  if (first === undefined || first === "help") return help(rest[0]);
  const command = known(first, rest);
  if (given.has("help")) return { command: "help", about: command };
  for (const name of given.keys()) {
    const owners = commandsTaking(name);
    if (!owners.includes(command))
      throw new UserError(`--${name} is an option of ${owners.join(" and ")}, not of ${command}`);
  }
  if (command === "lint") return lintArguments(given, rest);
  if (command === "fix") return fixArguments(given, rest);
  if (command === "baseline") return baselineArguments(given, rest);
  if (command === "audit") return auditArguments(given, rest);
  if (command === "rotate") return rotateArguments(given, rest);

  if (command === "init") return initArguments(given, rest);
  if (command === "completion") return completionArguments(rest);
  if (command === "why") return whyArguments(rest, given.get("config")?.at(-1));
  if (command === "images") return imagesArguments(rest, given.get("config")?.at(-1));
  const wanted = command === "explain" ? 1 : 0;
  if (rest.length > wanted) throw new UserError(`${command} takes ${wanted === 1 ? "one rule" : "no arguments"}`);
  if (command === "rules") return { command };
  const [rule] = rest;
  if (rule === undefined) throw new UserError("explain needs a rule", "`runsecrets rules` lists them all");
  return { command, rule };
}

type Given = ReadonlyMap<OptionName, readonly string[]>;

function lintArguments(given: Given, words: readonly string[]): LintArguments {
  const stdinName = given.get("stdin-filename")?.at(-1);
  const fromStdin = words.includes("-");
  if (fromStdin && words.length > 1) throw new UserError("- reads standard input, and takes no other path beside it");
  if (fromStdin && stdinName === undefined) {
    throw new UserError("- needs --stdin-filename", "the name says what kind of file it is");
  }
  if (!fromStdin && stdinName !== undefined) throw new UserError("--stdin-filename needs the path -");
  const staged = given.has("staged");
  if (fromStdin && staged) throw new UserError("--staged reads git's index, and - standard input");
  const since = given.get("since")?.at(-1);
  const diff = given.get("diff")?.at(-1);
  const chosen = ["staged", "since", "diff"].filter((name) => given.has(name as OptionName));
  if (chosen.length > 1) throw new UserError(`--${chosen[0]} and --${chosen[1]} exclude each other`);
  if (fromStdin && chosen.length > 0) throw new UserError(`--${chosen[0]} needs files, and - is standard input`);
  return {
    command: "lint",
    paths: fromStdin ? [] : words,
    ...(staged && { staged }),
    ...(since !== undefined && { since }),
    ...(diff !== undefined && { diff }),
    ...(given.has("dump-facts") && { dumpFacts: true as const }),
    ...baselineOf(given),
    ...reportArguments(given),
    ...(stdinName !== undefined && { stdinName }),
  };
}

function fixArguments(given: Given, paths: readonly string[]): FixArguments {
  const last = (name: OptionName) => given.get(name)?.at(-1);
  const [only, secretsDir, configFile] = [last("only"), last("secrets-dir"), last("config")];
  return {
    command: "fix",
    paths,
    write: given.has("write"),
    rules: given.get("rule") ?? [],
    ...(only !== undefined && { only }),
    ...(secretsDir !== undefined && { secretsDir }),
    ...(configFile !== undefined && { configFile }),
    color: !given.has("no-color"),
  };
}

function baselineOf(given: Given): { baseline?: string } {
  const baseline = given.get("baseline")?.at(-1);
  return baseline === undefined ? {} : { baseline };
}

function baselineArguments(given: Given, paths: readonly string[]): BaselineArguments {
  const [prune, check] = [given.has("prune"), given.has("check")];
  if (prune && check) throw new UserError("--prune and --check exclude each other");
  // What was not looked at would count as gone.
  if ((prune || check) && paths.length > 0)
    throw new UserError(`--${prune ? "prune" : "check"} looks at everything, and takes no path`);
  const configFile = given.get("config")?.at(-1);
  return {
    command: "baseline",
    mode: prune ? "prune" : check ? "check" : "write",
    paths,
    ...baselineOf(given),
    ...(configFile !== undefined && { configFile }),
    rules: Object.fromEntries((given.get("rule") ?? []).map(ruleSetting)),
  };
}

function auditArguments(given: Given, words: readonly string[]): AuditArguments {
  const [stray] = words;
  if (stray !== undefined)
    throw new UserError(
      `audit takes no path: ${showPlace(stray)}`,
      `--container ${showPlace(stray)} looks at one container`,
    );
  const host = given.get("host")?.at(-1);
  const context = given.get("context")?.at(-1);
  const against = given.get("against")?.at(-1);
  return {
    command: "audit",
    ...reportArguments(given),
    ...(host !== undefined && { host }),
    ...(context !== undefined && { context }),
    ...(against !== undefined && { against }),
    containers: given.get("container") ?? [],
    noProc: given.has("no-proc"),
    exec: given.has("exec"),
    ...maxAge(given),
    ...watchArguments(given),
    ...traceArguments(given),
  };
}

function rotateArguments(given: Given, [secret, ...more]: readonly string[]): RotateArguments {
  if (secret === undefined || more.length > 0)
    throw new UserError("rotate needs one secret", "`docker secret ls` lists them all");
  const host = given.get("host")?.at(-1);
  const context = given.get("context")?.at(-1);
  return { command: "rotate", secret, ...(host !== undefined && { host }), ...(context !== undefined && { context }) };
}

function watchArguments(given: Given): Pick<AuditArguments, "watch" | "execOnFinding"> {
  const program = given.get("exec-on-finding")?.at(-1);
  const watch = given.has("watch");
  if (program !== undefined && !watch) throw new UserError("--exec-on-finding needs --watch");
  return { ...(watch && { watch }), ...(program !== undefined && { execOnFinding: program }) };
}

function maxAge(given: Given): Pick<AuditArguments, "maxAge"> {
  const written = given.get("max-age")?.at(-1);
  if (written === undefined) return {};
  if (!/^\d{1,5}$/.test(written)) throw new UserError("--max-age needs a number of days", "for instance 90");
  return { maxAge: Number(written) };
}

function traceArguments(given: Given): Pick<AuditArguments, "trace"> {
  const size = (name: "logs" | "deep", usual: number) => {
    const written = given.get(name)?.at(-1);
    return written === undefined ? usual : byteSize(name, written);
  };
  const [logs, deep] = [size("logs", 2 ** 20), size("deep", 0)];
  if (given.has("trace")) return { trace: { logs, deep } };
  const alone = (["logs", "deep"] as const).find((name) => given.has(name));
  if (alone) throw new UserError(`--${alone} needs --trace`);
  return {};
}

function byteSize(name: OptionName, written: string): number {
  const [, number = "", unit = ""] = /^(\d{1,12})([kMG]?)B?$/i.exec(written) ?? [];
  if (number === "") throw new UserError(`--${name} needs a size`, "for instance 500k, 10M or 1G");
  return Number(number) * 1024 ** " kmg".indexOf(unit.toLowerCase() || " ");
}

function reportArguments(given: Given): ReportArguments {
  const last = (name: OptionName) => given.get(name)?.at(-1);
  const configFile = last("config");
  const failOn = last("fail-on");
  if (given.has("quiet") && given.has("verbose")) throw new UserError("--quiet and --verbose exclude each other");
  return {
    outputs: outputs(given.get("format") ?? [], last("output")),
    ...(configFile !== undefined && { configFile }),
    ...(failOn !== undefined && { failOn: severity(failOn, ["never"]) }),
    rules: Object.fromEntries((given.get("rule") ?? []).map(ruleSetting)),
    color: !given.has("no-color"),
    quiet: given.has("quiet"),
    verbose: given.has("verbose"),
    debug: given.has("debug"),
  };
}

function initArguments(given: Given, [stray]: readonly string[]): InitArguments {
  if (stray !== undefined)
    throw new UserError(`init takes no path: ${showPlace(stray)}`, "it sets up the working directory");
  const source = given.get("source")?.at(-1);
  const asked = { dryRun: given.has("dry-run"), gitHook: given.has("git-hook") };
  return { command: "init", ...asked, ...(source !== undefined && { source }) };
}

function completionArguments([word, ...more]: readonly string[]): Arguments {
  const shell = shells.find((one) => one === word);
  if (shell && more.length === 0) return { command: "completion", shell };
  if (word === undefined || more.length > 0) throw new UserError("completion needs one shell: bash, zsh or fish");
  throw new UserError(`unknown shell ${showPlace(word)}`, didYouMean(word, shells, `known are ${shells.join(", ")}`));
}

function whyArguments([place, ...more]: readonly string[], configFile: string | undefined): WhyArguments {
  const [, file, line] = /^(.+?):([1-9]\d{0,8})(?::\d+)?$/.exec(place ?? "") ?? [];
  if (file === undefined || more.length > 0)
    throw new UserError("why needs one FILE:LINE", "for instance compose.yaml:7");
  return { command: "why", file, line: Number(line), ...(configFile !== undefined && { configFile }) };
}

function imagesArguments([image, ...more]: readonly string[], configFile: string | undefined): Arguments {
  if (more.length > 0) throw new UserError("images takes one image");
  return {
    command: "images",
    ...(image !== undefined && { image }),
    ...(configFile !== undefined && { configFile }),
  };
}

function optionName(name: string, raw: string): OptionName {
  if (Object.hasOwn(options, name)) return name as OptionName;
  const names = Object.keys(options).map((one) => `--${one}`);
  throw new UserError(`unknown option ${showPlace(raw)}`, didYouMean(raw, names, "`runsecrets --help` lists them all"));
}

function optionValue(
  name: OptionName,
  { value, inlineValue }: { value: string | undefined; inlineValue: boolean | undefined },
): string {
  if (options[name].type === "boolean") {
    if (value !== undefined) throw new UserError(`--${name} takes no value`);
    return "";
  }
  // `--format --quiet` forgot something; a value may begin with a dash only after `=`.
  if (value === undefined || value === "" || (!inlineValue && /^-./.test(value)))
    throw new UserError(`--${name} needs a value`);
  return value;
}

function known(word: string, rest: readonly string[]): CommandName {
  const command = commands.find((one) => one === word);
  if (command) return command;
  const isPath = rest.length === 0 && /[./\\]/.test(word);
  const hint = isPath
    ? `did you mean \`runsecrets lint ${showPlace(word)}\`?`
    : didYouMean(word, commands, "`runsecrets --help` lists them all");
  throw new UserError(`unknown command ${showPlace(word)}`, hint);
}

function help(about: string | undefined): Arguments {
  return about === undefined ? { command: "help" } : { command: "help", about: known(about, []) };
}

function ruleSetting(setting: string): [id: string, setting: Severity | "off"] {
  const equals = setting.indexOf("=");
  if (equals < 1) throw new UserError("--rule needs ID=off or ID=SEVERITY", "for instance --rule secret-in-env=medium");
  return [setting.slice(0, equals), severity(setting.slice(equals + 1), ["off"])];
}

function severity<Extra extends string>(word: string, extra: readonly Extra[]): Severity | Extra {
  const choices = [...severities, ...extra];
  const choice = choices.find((one) => one === word);
  if (choice !== undefined) return choice;
  throw new UserError(
    `unknown severity ${showPlace(word)}`,
    didYouMean(word, choices, `known are ${choices.join(", ")}`),
  );
}
