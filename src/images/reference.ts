import type { Value } from "../facts/index.ts";
import { type Version, versionOf } from "./version.ts";

/** An image reference, read. */
export interface ImageReference {
  /** Without tag, digest and Docker Hub's own prefixes: `postgres`, `ghcr.io/goauthentik/server`. */
  name: string;
  version: Version;
}

/** Is where a variable without default is; no image name can hold it. */
const unknown = "\0";
/** Far beyond any image's name; the variables in it take quadratic time. */
const longest = 2000;
const hub = /^(?:(?:docker\.io|index\.docker\.io|registry-1\.docker\.io|mirror\.gcr\.io|public\.ecr\.aws\/docker)\/)?/;
/** Docker's official images under the names of their architectures. */
const official = /^(?:library|amd64|arm32v[567]|arm64v8|i386|mips64le|ppc64le|riscv64|s390x)\/(?=[^/]+$)/;

/**
 * Reads `registry/name:tag@digest` with `${TAG:-16}` in it. Undefined where the name itself depends on a variable
 * without default.
 */
export function readReference(text: string): ImageReference | undefined {
  if (text.length > longest) return undefined;
  const [name = "", digest] = withDefaults(text.trim()).split("@");
  const colon = name.indexOf(":", name.lastIndexOf("/") + 1);
  const full = colon === -1 ? name : name.slice(0, colon);
  const path = full.includes("/") ? full.replace(hub, "").replace(official, "") : full;
  if (path === "" || path.includes(unknown)) return undefined;
  return { name: path, version: version(colon === -1 ? undefined : name.slice(colon + 1), digest !== undefined) };
}

/**
 * An image's name as a fact holds it, written out as `readReference` takes it. Undefined for what only a run can tell.
 */
export function referenceText(value: Value): string | undefined {
  const parts = value.map((part) => {
    if (part.is === "literal") return part.text.open((text) => text);
    if (part.is === "unknown") return undefined;
    const fallback = part.fallback && referenceText(part.fallback);
    return fallback === undefined ? `\${${part.to.name}}` : `\${${part.to.name}:-${fallback}}`;
  });
  return parts.includes(undefined) ? undefined : parts.join("");
}

function version(tag: string | undefined, pinned: boolean): Version {
  if (tag === undefined) return pinned ? { is: "unknown" } : { is: "newest" };
  const at = tag.indexOf(unknown);
  if (at === -1) return versionOf(tag);
  // `16-${VARIANT}` tells its version, `16${REST}` and `16.${MINOR}` do not.
  return /\d[-+]$/.test(tag.slice(0, at)) ? versionOf(tag.slice(0, at)) : { is: "unknown" };
}

/** Variables give way to their defaults, from the innermost outwards. */
function withDefaults(text: string): string {
  if (!text.includes("$")) return text;
  const inner = /\$\{\w+(?:(:?[-?+])([^{}]*))?\}|\$\w+/;
  let rest = text;
  for (let match = inner.exec(rest); match; match = inner.exec(rest)) {
    const [whole, operator, fallback = ""] = match;
    const value = operator?.endsWith("-") ? fallback : unknown;
    rest = rest.slice(0, match.index) + value + rest.slice(match.index + whole.length);
  }
  return rest;
}
