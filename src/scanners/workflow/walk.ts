import type { Entry } from "../text/yaml.ts";
import type { SystemScan } from "./scan.ts";

const deepest = 60;

/**
 * Visits every map below a node, itself first: conditions and templates put more between a job and its steps than a
 * schema says.
 */
export function walkMaps(scan: SystemScan, node: unknown, visit: (entries: readonly Entry[]) => void): void {
  const seen = new Set<unknown>();
  const walk = (one: unknown, depth: number) => {
    const resolved = scan.yaml.resolve(one);
    if (!resolved || seen.has(resolved) || depth > deepest) return;
    seen.add(resolved);
    const entries = scan.yaml.entries(resolved);
    if (entries.length > 0) visit(entries);
    for (const { value } of entries) walk(value, depth + 1);
    for (const item of scan.yaml.items(resolved)) walk(item, depth + 1);
  };
  walk(node, 0);
}
