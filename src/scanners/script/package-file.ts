import type { Fact } from "../../facts/index.ts";
import type { Scanner } from "../scanner.ts";
import type { ScriptText } from "../shell/script.ts";
import { readYaml, type Yaml, yamlLosses } from "../text/yaml.ts";
import { fileSighting, scriptOf } from "./file-sighting.ts";

/** Words without which no script of a package can hold anything of ours. */
const telling = /docker|podman|nerdctl|pass|secret|token|key\b|key=|pwd|credential|sshpass|curl|:\/\/[^\s"/]*@/i;

/** Reads the scripts of a `package.json`. */
export const scanPackageFile: Scanner = ({ file, text }) => {
  const scripts = text.indexOf('"scripts"');
  if (scripts < 0 || !telling.test(text.slice(scripts))) return fileSighting(file, []);
  const yaml = readYaml(text);
  const entry = yaml.roots.flatMap((root) => yaml.entries(root)).find(({ name }) => name === "scripts");
  const texts = yaml.entries(entry?.value).flatMap(({ value, span }): ScriptText[] => {
    const script = yaml.scalar(value);
    return script ? [{ text: script.text, at: script.at, order: span[0], statement: span }] : [];
  });
  return fileSighting(file, texts, gapsOf(yaml, file));
};

/** A broken file hides the scripts after the break. */
function gapsOf(yaml: Yaml, file: string): Fact[] {
  return yamlLosses(yaml, false).map(({ code, why, span }): Fact => {
    const place = { in: "text", file, span, statement: span } as const;
    return {
      kind: "gap",
      about: ["command", "binding"],
      code,
      why,
      subject: scriptOf(file),
      place,
      seen: "declared",
      order: 0,
    };
  });
}
