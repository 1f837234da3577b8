import type { Node } from "yaml";
import type { GapCode } from "../../facts/index.ts";
import { type Shown, say, show, showName } from "../../facts/shown.ts";
import type { TemplateWord } from "../compose/words.ts";
import type { Scanner } from "../scanner.ts";
import { withoutComments } from "../text/json-comments.ts";
import { readYaml } from "../text/yaml.ts";
import { bindAll } from "../workflow/bind.ts";
import { readOptionWords } from "../workflow/options.ts";
import { base, begin, child, type SystemScan, template } from "../workflow/scan.ts";
import { readScript } from "../workflow/script.ts";

const mostText = 2 * 1024 * 1024;

/** Reads a `devcontainer.json`: what the container, and what runs in it, is given; what its build is given. */
export const scanDevContainer: Scanner = ({ file, text }) => {
  const tooLarge = text.length > mostText;
  const scan = begin(file, "dev container", readYaml(tooLarge ? "" : withoutComments(text)), "container");
  for (const root of scan.yaml.roots) readRoot(scan, root);
  const { problem } = scan.yaml;
  const lost = (code: GapCode, why: Shown) =>
    scan.facts.push({ kind: "gap", ...base(scan, scan.whole, [0, 0]), about: ["binding"], code, why });
  if (tooLarge) lost("too-large", say("too large to be read"));
  else if (problem) lost("malformed", show`not valid JSON (${showName(problem.code)})`);
  return { facts: scan.facts, subjects: [...scan.subjects.values()], links: [] };
};

function readRoot(scan: SystemScan, root: Node): void {
  const { yaml, whole } = scan;
  bindAll(scan, whole, child(scan, root, "containerEnv"), "container-env");
  bindAll(scan, whole, child(scan, root, "remoteEnv"), "job-env");
  bindAll(scan, whole, child(scan, child(scan, root, "build"), "args"), "build-arg");
  for (const entry of yaml.entries(root)) {
    if (/^(?:onCreate|updateContent|postCreate|postStart|postAttach|initialize)Command$/.test(entry.name))
      readScript(scan, whole, [entry.value, ...yaml.entries(entry.value).map(({ value }) => value)]);
    if (entry.name !== "runArgs") continue;
    const words = yaml.items(entry.value).flatMap((item): TemplateWord[] => {
      const word = template(scan, item);
      return word ? [{ ...word, span: yaml.span(item) }] : [];
    });
    readOptionWords(scan, whole, words, entry, "container-env");
  }
  for (const feature of yaml.entries(child(scan, root, "features"))) bindAll(scan, whole, feature.value, "job-env");
}
