import { at, type Json, strings } from "./json.ts";

/** The variables of a container that name files in it, as far as their names and values tell: name to path. */
export function namedFiles(inspect: Json): ReadonlyMap<string, string> {
  const found = strings(at(inspect, "Config", "Env")).flatMap((entry) => {
    const [, name, path] = /^(\w+)=(\/[^\0]+)$/s.exec(entry) ?? [];
    if (name === undefined || path === undefined) return [];
    const isNamed = /FILE$/i.test(name) || /^\/(?:var\/)?run\/secrets\/./.test(path);
    return isNamed && path.length < longest ? [[name, path] as const] : [];
  });
  return new Map(found);
}

/** PATH_MAX of Linux. */
const longest = 4096;
