import { linkEnvFile } from "./env-file.ts";
import { base, begin, bind, grantOf, type Line, started } from "./line.ts";
import { readMount } from "./mount.ts";
import { type Grammar, named, parseOptions } from "./options.ts";
import { plainName } from "./pair.ts";

const switches: ReadonlySet<string> = new Set([
  ...["detach", "no-resolve-image", "no-healthcheck", "quiet", "read-only", "tty", "with-registry-auth", "init"],
  ...["force", "rollback", "help"],
]);

/** `docker service create`, `docker service update`: environment, labels, mounts and secrets of a service. */
export function readService(line: Line): void {
  const creates = line.invocation.verb === "service create";
  const grammar: Grammar = { switches, letters: "dtq", wordsEnd: creates };
  const { options, words } = parseOptions(line.invocation.args, grammar);
  const [first, ...command] = words;
  if (!first) return;
  const given = creates ? named(options, "name").at(-1)?.value : first.value;
  const subject = begin(line, "service", (given && plainName(given)) ?? "a service");
  // What an update says is laid over what is there: nothing can be told to be absent.
  if (creates) {
    line.scan.facts.push({ kind: "setting", key: "image", value: first.value, ...base(line, subject, first) });
    if (command.length > 0) started(line, subject, command);
  }
  for (const option of named(options, "env", "e", "env-add")) bind(line, subject, option, "container-env");
  for (const option of named(options, "label", "l", "label-add", "container-label", "container-label-add"))
    bind(line, subject, option, "container-label");
  for (const option of named(options, "env-file")) linkEnvFile(line, subject, option);
  for (const option of named(options, "mount", "mount-add")) readMount(line, subject, option);
  for (const option of named(options, "secret", "secret-add")) {
    const grant = grantOf(line, subject, option, "run");
    if (grant) line.scan.facts.push(grant);
  }
}
