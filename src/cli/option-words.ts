import type { CommandName, OptionName } from "./options.ts";
import { formats } from "./outputs.ts";

/** What people are told of an option. */
export interface OptionWords {
  /** What represents its value. */
  value?: string;
  what: string;
  /** Where it says something else for one command. */
  differs?: Partial<Record<CommandName, string>>;
  /** What a shell offers for its value. */
  offers?: "files" | "formats" | "severities" | "rules";
}

const config = `instead of runsecrets.yaml, .config/runsecrets.yaml or package.json's "runsecrets"`;

/** The words for every option: the help, the man page and the completions are made of them. */
export function optionWords(): Readonly<Record<OptionName, OptionWords>> {
  return {
    staged: { what: "check what git's next commit will hold: the files that are staged, as they are staged" },
    since: {
      value: "REV",
      what: "report what is on lines changed since this git revision, or is caused by them; what could not be checked is named for changed files only",
    },
    "dump-facts": { what: "print every fact that was seen as a line of JSON, values sealed, and judge nothing" },
    diff: {
      value: "FILE",
      what: "the same for the lines that a unified diff adds; - is standard input",
      offers: "files",
    },
    baseline: {
      value: "FILE",
      what: "leave out the findings that this file knows; runsecrets baseline writes it",
      differs: { baseline: "where it is; else what the configuration names, or .runsecrets-baseline.json" },
      offers: "files",
    },
    "stdin-filename": { value: "NAME", what: "with the path -: check standard input as a file of this name" },
    write: { what: "write the files; without it, nothing changes" },
    only: {
      value: "FILE[:LINE]",
      what: "fix what is found in this file, or on this line of it",
      offers: "files",
    },
    "secrets-dir": {
      value: "DIR",
      what: "the folder for secret files, relative to each compose file; else ./secrets",
    },
    prune: { what: "drop what is gone, and add nothing" },
    check: { what: "change nothing, and exit with 1 when something in it is gone" },
    host: { value: "URL", what: "the engine: unix://, tcp://, ssh:// or npipe://; else DOCKER_HOST" },
    context: {
      value: "NAME",
      what: "the engine of one of Docker's contexts; else DOCKER_CONTEXT, then the current one",
    },
    container: { value: "NAME", what: "this container only, by its name or id; repeatable" },
    against: {
      value: "FILE",
      what: "compare with this compose file, instead of the one each container was started from",
      offers: "files",
    },
    "no-proc": { what: "ask the engine only, and leave /proc unread" },
    exec: {
      what: "where /proc cannot be read, run a probe inside each container: it needs a shell there, and the engine's events keep a trace of it",
    },
    "max-age": { value: "DAYS", what: "report secrets that are older than this (90)" },
    watch: {
      what: "go on, and print one line for each finding that is new or resolved: when a container starts, or a service, secret or config changes",
    },
    "exec-on-finding": {
      value: "PROGRAM",
      what: "with --watch: start this program for each new finding, without arguments and without a shell; its standard input is the finding as one line of JSON",
      offers: "files",
    },
    trace: {
      what: "as root on the engine's host: look for the values of mounted secrets in all that the engine and /proc show, and in logs; no value is printed, stored or sent",
    },
    logs: {
      value: "SIZE",
      what: "with --trace: so much of the end of each log, for instance 500k or 10M; 0 for none; else 1M",
    },
    deep: { value: "SIZE", what: "with --trace: so much of each container's own layer and of each volume, too" },
    "dry-run": { what: "say what it would write, and write nothing" },
    "git-hook": { what: "write a hook of git's own, whatever manages hooks here, and nothing else" },
    source: {
      value: "ADDRESS",
      what: "where hooks and CI jobs get runsecrets: the address of a git repository, with #TAG; else where this run came from",
    },
    format: {
      value: "NAME[=FILE]",
      what: `${formats.slice(0, -1).join(", ")} or ${formats.at(-1)}; repeat it for several reports`,
      offers: "formats",
    },
    output: { value: "FILE", what: "write the report there instead of to standard output", offers: "files" },
    "fail-on": {
      value: "SEVERITY",
      what: "exit with 1 from this severity on: info, low (default), medium, high, critical, never",
      offers: "severities",
    },
    rule: {
      value: "ID=off|SEVERITY",
      what: "switch a rule off, or weigh it differently; repeatable",
      differs: { baseline: "switch a rule off; repeatable", fix: "ID: fix only what this rule finds; repeatable" },
      offers: "rules",
    },
    config: { value: "FILE", what: config, offers: "files" },
    quiet: { what: "findings only: no summary, nothing about what was not checked" },
    verbose: { what: "say why each finding was judged so" },
    debug: { what: "say about each value that was judged and not reported why, on standard error" },
    "no-color": { what: "no colour; NO_COLOR and FORCE_COLOR are heeded too" },
    help: { what: "what a command takes" },
    version: { what: "the version" },
  };
}

/** What people are told of a command beside its options. */
export interface CommandWords {
  /** What it takes after its name. */
  takes?: string;
  /** In the list of all commands. */
  short: string;
  /** At the top of its own help. */
  long: string;
  /** Rows like those of the options, for what is no option. */
  rows?: readonly (readonly [string, string])[];
  /** Below the options: a title and its lines. */
  sections?: Readonly<Record<string, readonly string[]>>;
  /** Between the options and the sections. */
  remarks?: readonly string[];
}

const endings = [
  "0  nothing at or above the threshold",
  "1  findings at or above the threshold, whether or not everything could be checked",
  "2  could not run; or no such findings, but something could not be checked",
];

/** The words for every command. */
export function commandWords(): Readonly<Record<CommandName, CommandWords>> {
  return {
    lint: {
      takes: "[path…]",
      short: "check Dockerfiles, compose files, env files, scripts, workflows and programs",
      long: "checks the working directory, or the files and folders named",
      sections: {
        "exit code": endings,
        "silence a finding, with a reason": ["# runsecrets-ignore secret-in-env -- why it is meant to be here"],
      },
    },
    fix: {
      takes: "[path…]",
      short: "move plaintext secrets into secret files",
      long: "shows how each finding can be fixed, as a diff without values; --write changes the files, all or none",
      remarks: [
        "A value goes to a new file that only its owner can read, and that git and image builds ignore.",
        "What no edit can fix safely is listed with the reason.",
      ],
      sections: {
        "exit code": [
          "0  nothing is left to fix",
          "1  something is left: for --write, or for a person",
          "2  could not run, read or write",
        ],
      },
    },
    audit: {
      short: "check the containers, images and services of a running engine",
      long: "checks what a running engine holds, and only reads: nothing is executed, written, pulled or restarted",
      remarks: [
        "As root on the engine's host it sees each secret's real mount, mode and owner. Without root, modes and owners are reported as not checked.",
        "Ctrl-C ends it early: what was seen by then is reported, and the rest is named as not checked.",
      ],
      sections: {
        "exit code": [...endings, "130  stopped by ctrl-C"],
        "silence a finding, in the configuration, with a reason": [
          'ignore: [{rule: secret-not-in-memory, subject: shop_web_1, because: "the disk is encrypted"}]',
        ],
      },
    },
    rotate: {
      takes: "SECRET",
      short: "print the commands that rotate a secret in its swarm",
      long: "prints the commands that replace a secret of a swarm in every service that uses it, and the way back; runs nothing",
      remarks: ["Each service keeps target, owner and mode of its file. A swarm manager has to be asked."],
      sections: {
        "exit code": ["0  printed", "2  no such secret, or not all services could be told"],
        "run it": ["runsecrets rotate db_pw_v1 > rotate.sh; NEW_VALUE=./new-value sh -e rotate.sh"],
      },
    },
    baseline: {
      takes: "[path…]",
      short: "write down the findings that are there, so that only new ones are reported",
      long: "writes down the findings that are there, so that only new ones are reported",
      remarks: ["It holds no line and no value: of each value 16 bits, by which a changed secret is known to be new."],
    },
    rules: { short: "list the rules", long: "lists every rule with its default severity" },
    explain: {
      takes: "RULE",
      short: "say why a rule is there, and show it at work",
      long: "says why a rule is there, who is harmed, and shows bad and good files",
    },
    why: {
      takes: "FILE:LINE",
      short: "say what was seen on a line, how it was judged, and what became of it",
      long: "shows what was seen on a line, how it was judged, which rules looked at it, and what the policy did",
      remarks: ["The file is read with what belongs to it. No value is printed."],
      sections: { "exit code": ["0  printed", "2  the file cannot be read"] },
    },
    images: {
      takes: "[NAME]",
      short: "say which secrets an image reads from files, and how",
      long: "lists the images whose ways with secret files are known; with a name, says what is known of it",
      rows: [["NAME", "as in a compose file: postgres, postgres:16-alpine, lscr.io/linuxserver/mariadb"]],
      sections: { "exit code": ["0  known", "2  nothing is known of this image"] },
    },
    init: {
      short: "write the configuration, the hook and the workflow that the project needs",
      long: "writes the configuration, the hook and the CI job that the project needs",
      remarks: ["What a file of yours needs is reported, not written into it. A second run changes nothing."],
      sections: { "exit code": ["0  all is there", "2  could not write"] },
    },
    completion: {
      takes: "bash|zsh|fish",
      short: "print what makes a shell complete these words",
      long: "prints a script for the shell",
      sections: {
        "load it": [
          "bash  source <(runsecrets completion bash)",
          "zsh   source <(runsecrets completion zsh), after compinit",
          "fish  runsecrets completion fish | source",
        ],
      },
    },
  };
}
