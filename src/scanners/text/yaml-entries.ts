import { isMap, isNode, isScalar, isSeq, type Node, type Scalar, type YAMLMap } from "yaml";
import type { Span } from "../../facts/index.ts";
import { showKey } from "../../facts/shown.ts";

export interface Entry {
  name: string;
  key: Node;
  /** As written, so that it can be an alias; `resolve` it. */
  value: Node | undefined;
  /** Key through value. */
  span: Span;
}

const mostMerged = 500_000;
const deepestMerge = 100;

/**
 * Reads maps with what they merge. Each map is put together once; what would grow without end is cut, and `overflowed`
 * says so.
 */
export function entryReader(
  resolve: (node: unknown) => Node | undefined,
  span: (node: unknown) => Span,
  nameOf: (scalar: Scalar) => string,
  isGlued: (key: Node, inFlow: boolean) => boolean,
): { entries: (node: unknown) => readonly Entry[]; overflowed: () => boolean } {
  const known = new Map<YAMLMap, readonly Entry[]>();
  let merged = 0;
  let overflowed = false;
  const read = (node: unknown, depth: number): readonly Entry[] => {
    const map = resolve(node);
    if (!isMap(map)) return [];
    const before = known.get(map);
    if (before) return before;
    if (depth > deepestMerge || merged > mostMerged) {
      overflowed = true;
      return [];
    }
    // Anyone who merges itself finds itself empty.
    known.set(map, []);
    const own: Entry[] = [];
    const merges: unknown[] = [];
    for (const { key, value } of map.items) {
      const name = resolve(key);
      if (!isNode(key) || !isScalar(name)) continue;
      if (name.source === "<<" && name.type === "PLAIN") merges.push(value);
      else {
        const keySpan = span(key);
        const end = Math.max(keySpan[1], span(value)[1]);
        own.push({
          name: isGlued(key, map.flow === true) ? "…" : showKey(nameOf(name)),
          key,
          value: isNode(value) ? value : undefined,
          span: [keySpan[0], end],
        });
      }
    }
    if (merges.length > 0) {
      const names = new Set(own.map(({ name }) => name));
      for (const merge of merges) {
        const target = resolve(merge);
        for (const source of isSeq(target) ? target.items : [target]) {
          for (const entry of read(source, depth + 1)) {
            if (++merged > mostMerged) break;
            if (names.has(entry.name)) continue;
            names.add(entry.name);
            own.push(entry);
          }
        }
      }
    }
    known.set(map, own);
    return own;
  };
  return { entries: (node) => read(node, 0), overflowed: () => overflowed };
}
