import { bind, grantOf, type Line } from "./line.ts";
import { type Grammar, named, parseOptions } from "./options.ts";

const grammar: Grammar = {
  switches: new Set([
    ...["no-cache", "pull", "quiet", "rm", "force-rm", "squash", "compress", "push", "load", "disable-content-trust"],
    ...["stream", "check", "debug", "layers", "squash-all", "tls-verify", "with-dependencies", "print", "parallel"],
  ]),
  letters: "qD",
  wordsEnd: false,
};

/**
 * `docker build`, `docker buildx build`, `podman build`, `compose build`: what the build is given, and how the image is
 * labelled.
 */
export function readBuild(line: Line): void {
  const { subject } = line.command;
  const { options } = parseOptions(line.invocation.args, grammar);
  for (const option of named(options, "build-arg")) bind(line, subject, option, "build-arg");
  for (const option of named(options, "label")) bind(line, subject, option, "image-label");
  for (const option of named(options, "secret")) {
    const grant = grantOf(line, subject, option, "build");
    if (grant) line.scan.facts.push(grant);
  }
}
