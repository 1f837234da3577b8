import type { Node } from "yaml";
import { say, show, showName } from "../../facts/shown.ts";
import type { TemplateWord } from "../compose/words.ts";
import type { Scanner } from "../scanner.ts";
import { withoutComments } from "../text/json-comments.ts";
import { readYaml } from "../text/yaml.ts";
import { bindAll } from "../workflow/bind.ts";
import { readOptionWords } from "../workflow/options.ts";
import { base, begin, child, type Reading, template } from "../workflow/reading.ts";
import { readScript } from "../workflow/script.ts";

const mostText = 2 * 1024 * 1024;

/** Reads a `devcontainer.json`: what the container, and what runs in it, is given; what its build is given. */
export const scanDevContainer: Scanner = ({ file, text }) => {
  const tooLarge = text.length > mostText;
  const reading = begin(file, "dev container", readYaml(tooLarge ? "" : withoutComments(text)), "container");
  for (const root of reading.yaml.roots) readRoot(reading, root);
  const { problem } = reading.yaml;
  const why = tooLarge ? say("too large to be read") : problem && show`not valid JSON (${showName(problem.code)})`;
  if (why) reading.facts.push({ kind: "gap", ...base(reading, reading.whole, [0, 0]), about: ["binding"], why });
  return { facts: reading.facts, subjects: [...reading.subjects.values()], links: [] };
};

function readRoot(reading: Reading, root: Node): void {
  const { yaml, whole } = reading;
  bindAll(reading, whole, child(reading, root, "containerEnv"), "container-env");
  bindAll(reading, whole, child(reading, root, "remoteEnv"), "job-env");
  bindAll(reading, whole, child(reading, child(reading, root, "build"), "args"), "build-arg");
  for (const entry of yaml.entries(root)) {
    if (/^(?:onCreate|updateContent|postCreate|postStart|postAttach|initialize)Command$/.test(entry.name))
      readScript(reading, whole, [entry.value, ...yaml.entries(entry.value).map(({ value }) => value)]);
    if (entry.name !== "runArgs") continue;
    const words = yaml.items(entry.value).flatMap((item): TemplateWord[] => {
      const word = template(reading, item);
      return word ? [{ ...word, span: yaml.span(item) }] : [];
    });
    readOptionWords(reading, whole, words, entry, "container-env");
  }
  for (const feature of yaml.entries(child(reading, root, "features")))
    bindAll(reading, whole, feature.value, "job-env");
}
