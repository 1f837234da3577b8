import type { SubjectId, Word } from "../../facts/index.ts";
import { showImageName } from "../../facts/shown.ts";
import { linkEnvFile } from "./env-file.ts";
import { base, begin, bind, grantOf, type Line, started } from "./line.ts";
import { readMount } from "./mount.ts";
import { type Grammar, named, type Option, parseOptions } from "./options.ts";
import { pairOf, plainName } from "./pair.ts";

const switches: ReadonlySet<string> = new Set([
  ...["rm", "init", "privileged", "detach", "interactive", "tty", "publish-all", "read-only", "quiet", "no-deps"],
  ...["no-tty", "no-TTY", "build", "use-aliases", "service-ports", "oom-kill-disable", "sig-proxy", "no-healthcheck"],
  ...[
    "disable-content-trust",
    "help",
    "replace",
    "no-hosts",
    "no-hostname",
    "rmi",
    "rootfs",
    "quiet-pull",
    "quiet-build",
  ],
  ...["remove-orphans", "http-proxy", "env-host", "read-only-tmpfs", "passwd", "latest", "unsetenv-all"],
]);
const grammar: Grammar = { switches, letters: "ditPTqU", wordsEnd: true };

/**
 * `docker run`, `docker create`, `docker exec`, `compose run`: whom it starts, with which image, environment, labels,
 * mounts and secrets.
 */
export function readRun(line: Line): void {
  const { invocation } = line;
  const { options, words } = parseOptions(invocation.args, grammar);
  const [image] = words;
  if (invocation.verb === "exec") {
    // What is started in a running container is no setting of it: only its own process has the variable.
    for (const option of named(options, "env", "e")) bind(line, line.command.subject, option, "process-env");
    return;
  }
  const subject = begin(line, "container", nameOf(options, image));
  if (invocation.engine !== "compose" && image) {
    line.scan.facts.push({ kind: "setting", key: "image", value: image.value, ...base(line, subject, image) });
  }
  for (const option of named(options, "env", "e")) bind(line, subject, option, "container-env");
  for (const option of named(options, "label", "l")) bind(line, subject, option, "container-label");
  for (const option of named(options, "env-file")) linkEnvFile(line, subject, option);
  for (const option of named(options, "volume", "v", "mount")) readMount(line, subject, option);
  if (options.some(({ name }) => name === "entrypoint")) setting(line, subject, "entrypoint");
  if (words.length > 1) started(line, subject, words.slice(1));
  if (invocation.engine !== "podman") return;
  for (const option of named(options, "secret")) {
    const grant = grantOf(line, subject, option, "run");
    if (grant) line.scan.facts.push(grant);
  }
}

function nameOf(options: readonly Option[], image: Word | undefined): string {
  const given = options.findLast(({ name }) => name === "name");
  const name = given && plainName(given.value);
  if (name !== undefined) return name;
  const path = image && !isForgotten(options, image) && plainName(image.value);
  return (path && showImageName(path)) || "a container";
}

/** `-e PASSWORD the-real-password image`: what is after a name without a value may be its value. */
function isForgotten(options: readonly Option[], image: Word): boolean {
  const last = options.at(-1);
  return (
    last !== undefined && /^(?:e|env|l|label)$/.test(last.name) && !pairOf(last)?.value && last.span[1] < image.span[0]
  );
}

function setting(line: Line, subject: SubjectId, key: "entrypoint"): void {
  line.scan.facts.push({ kind: "setting", key, value: [], ...base(line, subject) });
}
