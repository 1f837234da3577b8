import type { Node } from "yaml";
import type { Span } from "../../facts/index.ts";
import type { Entry, Yaml } from "../text/yaml.ts";
import { readIncludes, readMarks } from "./joins.ts";
import { isComposeName } from "./looks-like.ts";
import { readDriverOptions, readModels } from "./options.ts";
import { base, type ComposeScan, child, template } from "./scan.ts";
import { projectKeys } from "./schema-keys.ts";
import { readConfigs, readSecrets } from "./secrets.ts";
import { readService } from "./service.ts";
import { readUnknownKeys } from "./unknown-keys.ts";

/** Reads every document of a compose file; Compose lays them one over the other. */
export function readProject(scan: ComposeScan): void {
  const { yaml, project } = scan;
  for (const root of yaml.roots) {
    const services = servicesOf(scan, root);
    for (const entry of services) readService(scan, entry);
    readForeignNetworks(scan, root, services);
    readMisplacedSecrets(scan, services);
    readSecrets(scan, child(scan, root, "secrets"));
    readConfigs(scan, child(scan, root, "configs"));
    readDriverOptions(scan, root);
    readModels(scan, child(scan, root, "models"));
    if (child(scan, root, "services")) readUnknownKeys(scan, project, yaml.entries(root), projectKeys);
    const secrets = child(scan, root, "secrets");
    readMarks(scan, project, secrets, ["secrets"]);
    for (const { name, value } of yaml.entries(secrets)) readMarks(scan, project, value, ["secrets", name]);
    for (const entry of yaml.entries(root)) if (entry.name === "include") readIncludes(scan, entry);
  }
}

/** Networks that services join and the file does not define: Compose refuses it only. */
function readForeignNetworks(scan: ComposeScan, root: Node, services: readonly Entry[]): void {
  const { yaml, project } = scan;
  const defined = new Set(yaml.entries(child(scan, root, "networks")).map(({ name }) => name));
  for (const { value } of services) {
    const networks = child(scan, value, "networks");
    const joined = [
      ...yaml.entries(networks).map(({ name }) => name),
      ...yaml.items(networks).map((item) => template(scan, item)?.text),
    ];
    if (joined.every((name) => name === undefined || name === "default" || name.includes("$") || defined.has(name)))
      continue;
    scan.facts.push({ kind: "setting", ...base(scan, project, yaml.span(networks)), key: "network", value: [] });
    return;
  }
}

/** `secrets:` two columns too far to the right: a service of that name, made of definitions of secrets. */
function readMisplacedSecrets(scan: ComposeScan, services: readonly Entry[]): void {
  const { yaml, project } = scan;
  const secrets = services.find(({ name }) => name === "secrets");
  const definitions = yaml.entries(secrets?.value).map(({ value }) => yaml.entries(value).map(({ name }) => name));
  if (!secrets || definitions.length === 0 || !definitions.every(isDefinition)) return;
  const place = base(scan, project, yaml.span(secrets.key));
  scan.facts.push({ kind: "setting", ...place, key: "misplaced-secrets", value: [] });
}

function isDefinition(keys: readonly string[]): boolean {
  return keys.length > 0 && keys.every((key) => /^(?:external|file|environment|name|driver|labels|x-.*)$/.test(key));
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

function servicesOf(scan: ComposeScan, root: Node): readonly Entry[] {
  const { yaml } = scan;
  const entries = yaml.entries(root);
  const services = entries.filter(({ name }) => name === "services");
  if (services.length > 0) return services.flatMap(({ value }) => yaml.entries(value));
  if (!isComposeName(scan.file) || entries.some(({ name }) => topLevel.test(name) && !name.startsWith("x-"))) return [];
  // The first version of the format: services at the top.
  const isService = ({ value }: Entry) =>
    yaml.entries(value).some(({ name }) => /^(?:image|build|extends)$/.test(name));
  return entries.filter(isService);
}
