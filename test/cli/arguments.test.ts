import { describe, expect, it } from "vitest";
import { parseArguments } from "../../src/cli/arguments.ts";
import { UserError } from "../../src/errors.ts";

const parse = (line: string) => parseArguments(line.split(" ").filter((word) => word !== ""));

function complaint(line: string): string {
  try {
    parse(line);
  } catch (error) {
    if (error instanceof UserError) return error.hint === undefined ? error.message : `${error.message}; ${error.hint}`;
    throw error;
  }
  return "";
}

const plain = {
  command: "lint",
  paths: [],
  outputs: [{ format: "text" }],
  rules: {},
  color: true,
  quiet: false,
  verbose: false,
  debug: false,
};

const { paths: _, ...reporting } = plain;
const audited = { ...reporting, command: "audit", containers: [], noProc: false, exec: false };

describe("what is asked for", () => {
  it.each<[string, object]>([
    ["", { command: "help" }],
    ["--help", { command: "help" }],
    ["-h", { command: "help" }],
    ["help", { command: "help" }],
    ["help lint", { command: "help", about: "lint" }],
    ["lint --help", { command: "help", about: "lint" }],
    ["explain -h", { command: "help", about: "explain" }],
    ["--version", { command: "version" }],
    ["lint --version", { command: "version" }],
    ["rules", { command: "rules" }],
    ["rules --no-color", { command: "rules" }],
    ["rotate db_pw", { command: "rotate", secret: "db_pw" }],
    ["rotate db_pw -H unix:///s -c x", { command: "rotate", secret: "db_pw", host: "unix:///s", context: "x" }],
    ["explain secret-in-env", { command: "explain", rule: "secret-in-env" }],
    ["lint", plain],
    ["lint a b", { ...plain, paths: ["a", "b"] }],
    ["lint -- --odd", { ...plain, paths: ["--odd"] }],
    ["lint -f json", { ...plain, outputs: [{ format: "json" }] }],
    ["lint --format=json -o out", { ...plain, outputs: [{ format: "json", file: "out" }] }],
    [
      "lint -f text -f sarif=a.sarif --format json=b.json",
      {
        ...plain,
        outputs: [{ format: "text" }, { format: "sarif", file: "a.sarif" }, { format: "json", file: "b.json" }],
      },
    ],
    ["lint -f sarif=a=b", { ...plain, outputs: [{ format: "sarif", file: "a=b" }] }],
    [
      "lint -f json -f sarif=a -o b",
      {
        ...plain,
        outputs: [
          { format: "json", file: "b" },
          { format: "sarif", file: "a" },
        ],
      },
    ],
    ["lint --fail-on never", { ...plain, failOn: "never" }],
    ["lint --fail-on low --fail-on high", { ...plain, failOn: "high" }],
    ["lint --rule a=off --rule b=info", { ...plain, rules: { a: "off", b: "info" } }],
    ["lint --config x.yaml", { ...plain, configFile: "x.yaml" }],
    ["lint --config=-x.yaml", { ...plain, configFile: "-x.yaml" }],
    ["lint - --stdin-filename Dockerfile", { ...plain, stdinName: "Dockerfile" }],
    ["lint --staged a", { ...plain, paths: ["a"], staged: true }],
    ["lint --since main", { ...plain, since: "main" }],
    ["lint --diff -", { ...plain, diff: "-" }],
    ["--no-color lint --quiet", { ...plain, color: false, quiet: true }],
    ["lint --verbose", { ...plain, verbose: true }],
    ["audit", audited],
    ["audit -H tcp://a:1 --container a --container b", { ...audited, host: "tcp://a:1", containers: ["a", "b"] }],
    ["audit -c staging --no-proc", { ...audited, context: "staging", noProc: true }],
    ["audit -H ssh://far --exec", { ...audited, host: "ssh://far", exec: true }],
    ["audit --against compose.yaml -f json", { ...audited, against: "compose.yaml", outputs: [{ format: "json" }] }],
  ])("%s", (line, expected) => expect(parse(line)).toEqual(expected));
});

describe("what is wrong, and what was meant", () => {
  it.each([
    ["lnit", "unknown command lnit; did you mean lint?"],
    ["zzzzz", "unknown command zzzzz; `runsecrets --help` lists them all"],
    ["compose.yaml", "unknown command compose.yaml; did you mean `runsecrets lint compose.yaml`?"],
    ["help lnit", "unknown command lnit; did you mean lint?"],
    ["lint --formt json", "unknown option --formt; did you mean --format?"],
    ["lint --Quiet", "unknown option --Quiet; did you mean --quiet?"],
    ["lint -x", "unknown option -x; `runsecrets --help` lists them all"],
    ["lint --__proto__", "unknown option --__proto__; `runsecrets --help` lists them all"],
    ["lint --format", "--format needs a value"],
    ["lint --format=", "--format needs a value"],
    ["lint -f --quiet", "--format needs a value"],
    ["lint --quiet=yes", "--quiet takes no value"],
    ["lint -f jsn", "unknown format jsn; did you mean json?"],
    ["lint -f xml", "unknown format xml; known are text, concise, json, sarif, github, gitlab, junit, markdown"],
    ["lint -f json=", "--format json= needs a file"],
    ["lint -f json -f sarif", "two formats cannot share one output; give one a file: --format sarif=FILE"],
    ["lint -f json=a -o b", "--output is left over: every format has its file already"],
    ["lint --fail-on hihg", "unknown severity hihg; did you mean high?"],
    ["lint --fail-on off", "unknown severity off; known are info, low, medium, high, critical, never"],
    ["lint --rule secret-in-env", "--rule needs ID=off or ID=SEVERITY; for instance --rule secret-in-env=medium"],
    ["lint --rule =off", "--rule needs ID=off or ID=SEVERITY; for instance --rule secret-in-env=medium"],
    ["lint --rule a=medum", "unknown severity medum; did you mean medium?"],
    ["lint -", "- needs --stdin-filename; the name says what kind of file it is"],
    ["lint - a --stdin-filename b", "- reads standard input, and takes no other path beside it"],
    ["lint --stdin-filename b", "--stdin-filename needs the path -"],
    ["lint - --staged --stdin-filename b", "--staged reads git's index, and - standard input"],
    ["lint --since a --staged", "--staged and --since exclude each other"],
    ["lint --since --quiet", "--since needs a value"],
    ["lint - --diff - --stdin-filename b", "--diff needs files, and - is standard input"],
    ["lint --quiet --verbose", "--quiet and --verbose exclude each other"],
    ["rules x", "rules takes no arguments"],
    ["rules -f json", "--format is an option of lint and audit, not of rules"],
    ["explain", "explain needs a rule; `runsecrets rules` lists them all"],
    ["rotate", "rotate needs one secret; `docker secret ls` lists them all"],
    ["rotate a b", "rotate needs one secret; `docker secret ls` lists them all"],
    ["audit --max-age x", "--max-age needs a number of days; for instance 90"],
    ["audit --logs 1M", "--logs needs --trace"],
    ["audit --trace --logs x", "--logs needs a size; for instance 500k, 10M or 1G"],
    ["rotate a --exec", "--exec is an option of audit, not of rotate"],
    ["explain a b", "explain takes one rule"],
    ["audit web", "audit takes no path: web; --container web looks at one container"],
    ["lint --no-proc", "--no-proc is an option of audit, not of lint"],
    ["audit --stdin-filename x", "--stdin-filename is an option of lint, not of audit"],
  ])("%s", (line, expected) => expect(complaint(line)).toBe(expected));
});
