import { say, show } from "../../facts/shown.ts";
import { refusedInterpolation } from "../text/interpolation.ts";
import { type Loss, quoteKey, repeatedKeyLosses, type Yaml } from "../text/yaml.ts";

const mostRefused = 20;

/** Where Compose refuses the file, although it is valid YAML. What could be read of it is read all the same. */
export function refusals(yaml: Yaml, text: string): Loss[] {
  return [...repeatedKeyLosses(yaml, say("Compose")), ...(text.includes("${") ? refusedValues(yaml) : [])];
}

/** Compose interpolates every value of a file, those of `x-` keys too, and no key. */
function refusedValues(yaml: Yaml): Loss[] {
  const found: Loss[] = [];
  for (const { key, value } of yaml.values()) {
    const written = value.source?.includes("${") ? yaml.scalar(value) : undefined;
    const span = written && refusedInterpolation(written);
    if (!span) continue;
    const name = yaml.scalar(key)?.text;
    const where = name === undefined ? say("") : show`${quoteKey(name)}: `;
    found.push({
      code: "malformed",
      why: show`${where}Compose refuses the variable that \`\${\` begins here; a literal \`$\` is written \`$$\``,
      span,
    });
    if (found.length === mostRefused) break;
  }
  return found;
}
