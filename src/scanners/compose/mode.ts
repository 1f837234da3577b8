import { isScalar } from "yaml";
import type { Grant } from "../../facts/index.ts";
import type { Yaml } from "../text/yaml.ts";

/**
 * The permission bits that Compose makes of `mode:`: a number as Go reads it (`0440` and `0o440` are octal, `440` is
 * not),
 * a quoted text always as octal. Nothing for what it refuses, and for a variable.
 */
export function fileMode(yaml: Yaml, node: unknown): Grant["mode"] | undefined {
  const scalar = yaml.resolve(node);
  const written = yaml.scalar(node)?.text;
  if (written === undefined || !isScalar(scalar)) return;
  const bits = scalar.type === "PLAIN" ? goNumber(written.replaceAll("_", "")) : octal(written);
  return Number.isSafeInteger(bits) ? { bits, written } : undefined;
}

function goNumber(text: string): number {
  if (/^0[oO]?[0-7]+$/.test(text)) return octal(text.replace(/^0[oO]/, ""));
  if (/^(?:0|[1-9]\d*|0[xX][\da-fA-F]+|0[bB][01]+)$/.test(text)) return Number(text);
  return Number.NaN;
}

function octal(text: string): number {
  return /^[0-7]+$/.test(text) ? Number.parseInt(text, 8) : Number.NaN;
}
