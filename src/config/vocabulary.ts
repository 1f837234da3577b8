import type { Vocabulary } from "../detection/vocabulary.ts";
import type { Config, Words } from "./config.ts";
import { linearPatterns } from "./linear-patterns.ts";

type Matcher = (text: string) => boolean;

/**
 * Compiles what the configuration says about names and values. The patterns are RE2's: whatever somebody writes, they
 * end in linear time.
 */
export async function vocabularyOf({ secrets: words, places }: Config): Promise<Vocabulary | undefined> {
  const { names, "not-names": notNames, values, "not-values": notValues } = words;
  if ([names, notNames, values, notValues].every((list) => list.length === 0)) return undefined;
  const { anyCase, compile } = await linearPatterns(places);
  const any = (patterns: readonly string[], key: keyof Words, flags?: number): Matcher => {
    const all = patterns.map((pattern) => compile(pattern, key, flags));
    return (text) => all.some((pattern) => pattern.matcher(text).matches());
  };
  const shapes = values.map((pattern) => compile(pattern, "values"));
  return {
    isSecretName: any(names, "names", anyCase),
    isHarmlessName: any(notNames, "not-names", anyCase),
    isHarmlessValue: any(notValues, "not-values"),
    secretsIn: (text) =>
      shapes.flatMap((shape) => {
        const found: [number, number][] = [];
        const matcher = shape.matcher(text);
        while (matcher.find()) if (matcher.end() > matcher.start()) found.push([matcher.start(), matcher.end()]);
        return found;
      }),
  };
}
