import type { CommandName } from "./arguments.ts";

const general = `runsecrets: finds Docker secrets that lie outside /run/secrets, and says how to move them

  runsecrets lint [path…]      check Dockerfiles, compose files and env files
  runsecrets audit             check the containers, images and services of a running engine
  runsecrets baseline          write down the findings that are there, so that only new ones are reported
  runsecrets rules             list the rules
  runsecrets explain RULE      say why a rule is there, and show it at work
  runsecrets images [NAME]     say which secrets an image reads from files, and how

  runsecrets COMMAND --help    what a command takes
  runsecrets --version
`;

const lint = `runsecrets lint [path…]: checks the working directory, or the files and folders named

  -f, --format NAME[=FILE]     text, json, sarif, github, gitlab, junit or markdown; repeat it for several reports
  -o, --output FILE            write the report there instead of to standard output
      --fail-on SEVERITY       exit with 1 from this severity on: info, low (default), medium, high, critical, never
      --rule ID=off|SEVERITY   switch a rule off, or weigh it differently; repeatable
      --config FILE            instead of runsecrets.yaml, .config/runsecrets.yaml or package.json's "runsecrets"
      --staged                 check what git's next commit will hold: the files that are staged, as they are staged
      --since REV              report what lies on lines changed since this git revision, or is caused by them;
                               what could not be checked is named for changed files alone
      --diff FILE              the same for the lines that a unified diff adds; - is standard input
      --baseline FILE          leave out the findings that this file knows; runsecrets baseline writes it
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

const audit = `runsecrets audit: checks what a running engine holds, and only reads: nothing is executed, written, pulled or restarted

  -H, --host URL               the engine: unix://, tcp://, ssh:// or npipe://; else DOCKER_HOST
  -c, --context NAME           the engine of one of Docker's contexts; else DOCKER_CONTEXT, then the current one
      --container NAME         this container alone, by its name or id; repeatable
      --against FILE           compare with this compose file, instead of the one each container was started from
      --no-proc                ask the engine alone, and leave /proc unread
      --exec                   where /proc cannot be read, run a probe inside each container: it needs a shell there, and
                               the engine's events keep a trace of it
  -f, --format NAME[=FILE]     text, json, sarif, github, gitlab, junit or markdown; repeat it for several reports
  -o, --output FILE            write the report there instead of to standard output
      --fail-on SEVERITY       exit with 1 from this severity on: info, low (default), medium, high, critical, never
      --rule ID=off|SEVERITY   switch a rule off, or weigh it differently; repeatable
      --config FILE            instead of runsecrets.yaml, .config/runsecrets.yaml or package.json's "runsecrets"
      --quiet                  findings only: no summary, nothing about what was not checked
      --verbose                say why each finding was judged so
      --no-color               no colour; NO_COLOR and FORCE_COLOR are heeded too

As root on the engine's host it sees each secret's real mount, mode and owner. Elsewhere it says what it could not see.
Ctrl-C ends it early: what was seen by then is reported, and the rest is named as not checked.

exit code
  0  nothing at or above the threshold
  1  findings at or above the threshold, whether or not everything could be checked
  2  could not run; or no such findings, but something could not be checked
  130  stopped by ctrl-C

silence a finding, in the configuration, with a reason
  ignore: [{rule: secret-not-in-memory, subject: shop_web_1, because: "the disk is encrypted"}]
`;

const baseline = `runsecrets baseline [path…]: writes down the findings that are there, so that only new ones are reported

      --baseline FILE          where it lies; else what the configuration names, or .runsecrets-baseline.json
      --prune                  drop what is gone, and add nothing
      --check                  change nothing, and exit with 1 when something in it is gone
      --rule ID=off|SEVERITY   switch a rule off; repeatable
      --config FILE            instead of runsecrets.yaml, .config/runsecrets.yaml or package.json's "runsecrets"

It holds no line and no value: of each value 16 bits, by which a changed secret is known to be new.
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

const texts: Readonly<Record<CommandName, string>> = { lint, audit, baseline, rules, explain, images };

/** What `--help` prints. */
export function helpText(about?: CommandName): string {
  return about === undefined ? general : texts[about];
}
