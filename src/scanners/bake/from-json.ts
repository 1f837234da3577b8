import { partsOf, readTemplate } from "../text/interpolation.ts";
import type { Entry, Yaml } from "../text/yaml.ts";
import { type BakeFile, type Given, namesSources } from "./file.ts";

/** What a JSON file says. Only `${X}` is filled in there, as in HCL. */
export function fromJson(yaml: Yaml): BakeFile {
  const file: BakeFile = { variables: [], targets: [] };
  const entriesOf = (node: unknown, name: string) =>
    yaml.entries(yaml.entries(node).find((entry) => entry.name === name)?.value);
  for (const root of yaml.roots) {
    for (const variable of entriesOf(root, "variable")) {
      const written = yaml.entries(variable.value).find(({ name }) => name === "default");
      if (written) file.variables.push({ ...given(yaml, written), name: variable.name });
    }
    for (const { name, key, value } of entriesOf(root, "target")) {
      const args = entriesOf(value, "args").map((entry) => given(yaml, entry));
      const labels = entriesOf(value, "labels").map((entry) => given(yaml, entry));
      const others = yaml
        .entries(value)
        .filter((entry) => !namesSources(entry.name))
        .flatMap((entry) => texts(yaml, entry));
      file.targets.push({ name, span: yaml.span(key), args, labels, others });
    }
  }
  return file;
}

function given(yaml: Yaml, { name, span, key, value }: Entry): Given {
  const valueSpan = value ? yaml.span(value) : yaml.span(key);
  const written = yaml.scalar(value);
  return { name, span, value: written && partsOf(readTemplate(written, "braced")), valueSpan };
}

function texts(yaml: Yaml, entry: Entry): Given[] {
  if (yaml.shape(entry.value) === "text") return [given(yaml, entry)];
  return yaml.items(entry.value).flatMap((value) => {
    const span = yaml.span(value);
    return yaml.shape(value) === "text" ? [given(yaml, { ...entry, value, span })] : [];
  });
}
