import type { Vocabulary } from "../detection/vocabulary.ts";
import { UserError } from "../errors.ts";
import type { Words } from "./config.ts";

type Matcher = (text: string) => boolean;

/** Compiles what the configuration says of names and values. The patterns are RE2's: whatever somebody writes, they end in linear time. */
export async function vocabularyOf(words: Words): Promise<Vocabulary | undefined> {
  const { names, "not-names": notNames, values, "not-values": notValues } = words;
  if ([names, notNames, values, notValues].every((list) => list.length === 0)) return undefined;
  const { RE2JS } = await import("re2js");
  const compiled = (pattern: string, key: keyof Words, flags = 0) => {
    try {
      return RE2JS.compile(pattern, flags);
    } catch {
      // The parser's own message quotes the pattern, which may be the value somebody wants to allow.
      throw new UserError(
        `\`${key}\` holds a pattern that RE2 does not know`,
        "it has no look-around and no back-references",
      );
    }
  };
  const any = (patterns: readonly string[], key: keyof Words, flags = 0): Matcher => {
    const all = patterns.map((pattern) => compiled(pattern, key, flags));
    return (text) => all.some((pattern) => pattern.matcher(text).matches());
  };
  const shapes = values.map((pattern) => compiled(pattern, "values"));
  return {
    isSecretName: any(names, "names", RE2JS.CASE_INSENSITIVE),
    isHarmlessName: any(notNames, "not-names", RE2JS.CASE_INSENSITIVE),
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
