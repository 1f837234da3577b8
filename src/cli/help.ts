import type { CommandName } from "./arguments.ts";

const general = `runsecrets: finds Docker secrets that lie outside /run/secrets, and says how to move them

  runsecrets lint [path…]      check Dockerfiles, compose files and env files
  runsecrets rules             list the rules
  runsecrets explain RULE      say why a rule is there, and show it at work
  runsecrets images [NAME]     say which secrets an image reads from files, and how

  runsecrets COMMAND --help    what a command takes
  runsecrets --version
`;

const lint = `runsecrets lint [path…]: checks the working directory, or the files and folders named

  -f, --format NAME[=FILE]     text, json, sarif or github; repeat it for several reports in one run
  -o, --output FILE            write the report there instead of to standard output
      --fail-on SEVERITY       exit with 1 from this severity on: info, low (default), medium, high, critical, never
      --rule ID=off|SEVERITY   switch a rule off, or weigh it differently; repeatable
      --config FILE            instead of runsecrets.yaml, .config/runsecrets.yaml or package.json's "runsecrets"
      --stdin-filename NAME    with the path -: check standard input as a file of this name
      --quiet                  findings only: no summary, nothing about what was not checked
      --verbose                say why each finding was judged so
      --debug                  say of each value that was judged and not reported why, on standard error
      --no-color               no colour; NO_COLOR and FORCE_COLOR are heeded too

exit code
  0  nothing at or above the threshold
  1  findings at or above the threshold, whether or not everything could be checked
  2  could not run; or no such findings, but something could not be checked

silence a finding, with a reason
  # runsecrets-ignore secret-in-env -- why it is meant to be here
`;

const rules = `runsecrets rules: lists every rule with its default severity
`;

const explain = `runsecrets explain RULE: says why a rule is there, who is harmed, and shows bad and good files
`;

const images = `runsecrets images [NAME]: lists the images whose ways with secret files are known; with a name, says what is known of it

  NAME                         as in a compose file: postgres, postgres:16-alpine, lscr.io/linuxserver/mariadb
      --config FILE            instead of runsecrets.yaml, .config/runsecrets.yaml or package.json's "runsecrets"

exit code
  0  known
  2  nothing is known of this image
`;

const texts: Readonly<Record<CommandName, string>> = { lint, rules, explain, images };

/** What `--help` prints. */
export function helpText(about?: CommandName): string {
  return about === undefined ? general : texts[about];
}
