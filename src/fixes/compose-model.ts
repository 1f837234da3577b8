import { isMap, isScalar } from "yaml";
import type { Change } from "../remedies/plan.ts";
import { openYaml, type YamlDocument } from "./yaml-document.ts";

type Model = Map<string, string>;

/**
 * Compares a compose file before and after: the paths whose meaning changed and that no change speaks of. Aliases and
 * merges are followed, so that what is
 * written once and used in several places counts in each of them. Undefined where one of the texts cannot be read.
 */
export function unplannedChanges(before: string, after: string, changes: readonly Change[]): string[] | undefined {
  const [old, now] = [modelOf(before), modelOf(after)];
  if (!old || !now) return undefined;
  const planned = changes.flatMap(plannedPaths);
  const paths = new Set([...old.keys(), ...now.keys()]);
  return [...paths].filter((path) => old.get(path) !== now.get(path) && !planned.some((pattern) => pattern.test(path)));
}

function plannedPaths(change: Change): RegExp[] {
  if (change.syntax !== "compose") return [];
  const word = (text: string) => text.replace(/[^\w]/g, "\\$&");
  switch (change.change) {
    case "rename-variable":
      // Where it is written, and wherever that is merged into.
      return [change.binding.name, change.name].map((name) => new RegExp(`/${word(name)}$`));
    case "grant":
      // An item in the long form is named by its source. Below `x-`, nothing is a service yet.
      return change.services.map(
        (name) =>
          new RegExp(`^/(?:services/${word(name)}|x-[^/]*(?:/.*)?)/secrets(?:$|/${word(change.secret)}(?:$|/))`),
      );
    case "define":
      return [new RegExp(`^/secrets(?:$|/${word(change.secret)}(?:$|/(?:file|name)$))`)];
    case "replace":
      return [new RegExp(`/${word(change.name)}$`)];
  }
}

/**
 * Every text of a file by its path. Items of lists are named by what they say: their order means nothing in
 * `environment` and `secrets`.
 */
function modelOf(text: string): Model | undefined {
  const document = openYaml(text);
  if (typeof document === "string") return undefined;
  const model: Model = new Map();
  add(model, document, document.root, "", 0);
  return model;
}

const deepest = 40;

function add(model: Model, document: YamlDocument, node: unknown, path: string, depth: number): void {
  const { yaml } = document;
  if (depth > deepest) return;
  const found = yaml.resolve(node);
  const shape = yaml.shape(node);
  if (shape === "map") {
    model.set(path, "map");
    for (const { name, value } of yaml.entries(node)) add(model, document, value, `${path}/${name}`, depth + 1);
  } else if (shape === "list") {
    model.set(path, "list");
    const seen = new Map<string, number>();
    for (const item of yaml.items(node)) {
      const name = itemName(document, item);
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      add(model, document, item, `${path}/${name}${count > 1 ? `#${count}` : ""}`, depth + 1);
    }
  } else {
    model.set(path, isScalar(found) ? `${yaml.tag(node) ?? ""} ${yaml.scalar(found)?.text ?? "null"}` : "nothing");
  }
}

function itemName({ yaml }: YamlDocument, item: unknown): string {
  const text = yaml.scalar(item)?.text;
  if (text !== undefined) return /^[\w.-]+(?==)/.exec(text)?.[0] ?? text;
  const source = isMap(yaml.resolve(item)) ? yaml.entries(item).find(({ name }) => name === "source") : undefined;
  return (source && yaml.scalar(source.value)?.text) ?? "item";
}
