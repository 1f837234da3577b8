import type { Span } from "../../facts/index.ts";
import { type Shown, say, show } from "../../facts/shown.ts";
import { refusedInterpolation } from "../text/interpolation.ts";
import { quoteKey, repeatedKeyLosses, type Yaml } from "../text/yaml.ts";

const mostRefused = 20;

/** Where Compose refuses the file, although it is valid YAML. What could be read of it is read all the same. */
export function refusals(yaml: Yaml, text: string): { why: Shown; span: Span }[] {
  return [...repeatedKeyLosses(yaml, say("Compose")), ...(text.includes("${") ? refusedValues(yaml) : [])];
}

/** Compose interpolates every value of a file, those of `x-` keys too, and no key. */
function refusedValues(yaml: Yaml): { why: Shown; span: Span }[] {
  const found: { why: Shown; span: Span }[] = [];
  for (const { key, value } of yaml.values()) {
    const written = value.source?.includes("${") ? yaml.scalar(value) : undefined;
    const span = written && refusedInterpolation(written);
    if (!span) continue;
    const name = yaml.scalar(key)?.text;
    const where = name === undefined ? say("") : show`${quoteKey(name)}: `;
    found.push({
      why: show`${where}Compose refuses the variable that \`\${\` begins here; a literal \`$\` is written \`$$\``,
      span,
    });
    if (found.length === mostRefused) break;
  }
  return found;
}
