import type { Node } from "yaml";
import type { Span } from "../../facts/fact.ts";
import { nameOf } from "../text/interpolation.ts";
import type { Entry, Yaml } from "../text/yaml.ts";
import { isComposeName } from "./looks-like.ts";
import { child, everyKind, gap, type Reading, shown, template } from "./reading.ts";
import { readConfigs, readSecrets } from "./secrets.ts";
import { readService } from "./service.ts";

/** Reads every document of a compose file; Compose lays them one over the other. */
export function readProject(reading: Reading): void {
  const { yaml, project } = reading;
  for (const root of yaml.roots) {
    for (const entry of servicesOf(reading, root)) readService(reading, entry);
    readSecrets(reading, child(reading, root, "secrets"));
    readConfigs(reading, child(reading, root, "configs"));
    for (const entry of yaml.entries(root)) if (entry.name === "include") sayIncludes(reading, entry);
  }
  if (/\.override\.ya?ml$/.test(reading.file)) {
    const span = firstKey(yaml);
    gap(reading, project, span, everyKind, "overrides the compose file beside it: they are not read as one yet");
  }
}

/** The file's first key: where a comment covers the whole project. */
export function firstKey(yaml: Yaml): Span {
  for (const root of yaml.roots) {
    const [first] = yaml.entries(root);
    if (first) return yaml.span(first.key);
  }
  return [0, 0];
}

const topLevel = /^(?:version|name|include|services|networks|volumes|secrets|configs|models|x-.*)$/;

function servicesOf(reading: Reading, root: Node): readonly Entry[] {
  const { yaml } = reading;
  const entries = yaml.entries(root);
  const services = entries.filter(({ name }) => name === "services");
  if (services.length > 0) return services.flatMap(({ value }) => yaml.entries(value));
  if (!isComposeName(reading.file) || entries.some(({ name }) => topLevel.test(name) && !name.startsWith("x-")))
    return [];
  // The first version of the format: services at the top.
  const isService = ({ value }: Entry) =>
    yaml.entries(value).some(({ name }) => /^(?:image|build|extends)$/.test(name));
  return entries.filter(isService);
}

function sayIncludes(reading: Reading, entry: Entry): void {
  const { yaml } = reading;
  const list = yaml.shape(entry.value) === "list" ? yaml.items(entry.value) : [entry.value];
  for (const item of list) {
    const path = child(reading, item, "path") ?? item;
    for (const one of yaml.shape(path) === "list" ? yaml.items(path) : [path]) {
      const text = template(reading, one);
      if (!text) continue;
      const remote = /^[a-z]+:\/\/|^git@/.test(text.text);
      const why = `includes ${shown(nameOf(text))}: ${remote ? "remote" : "not followed yet"}`;
      gap(reading, reading.project, yaml.span(one), everyKind, why);
    }
  }
}
