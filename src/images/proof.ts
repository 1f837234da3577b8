import type { Family, Source } from "./family.ts";

/** The page where the first proof of a family is. Undefined for a user's own family without a source. */
export function proofOf(family: Family): string | undefined {
  const [source] = family.sources;
  return source && sourceLink(source);
}

/** A source as an address for a browser. */
export function sourceLink(source: Source): string {
  if ("url" in source) return source.url;
  const line = source.lines === undefined ? undefined : /\d+/.exec(source.lines)?.[0];
  const path = source.path.split("/").map(encodeURIComponent).join("/");
  return `https://github.com/${source.repo}/blob/${source.commit}/${path}${line === undefined ? "" : `#L${line}`}`;
}
