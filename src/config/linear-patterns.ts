import type { RE2JS } from "re2js";
import type { Config } from "../config/config.ts";
import { UserError } from "../errors.ts";

interface LinearPatterns {
  anyCase: number;
  /** Compiles the pattern that is written under a key. Rejects what RE2 does not know, and shows none of it. */
  compile(pattern: string, key: string, flags?: number): RE2JS;
}

/**
 * Loads RE2, the only engine that runs a pattern of the configuration: no pattern takes more than linear time there.
 */
export async function linearPatterns(places: Config["places"]): Promise<LinearPatterns> {
  const { RE2JS } = await import("re2js");
  return {
    anyCase: RE2JS.CASE_INSENSITIVE,
    compile(pattern, key, flags = 0) {
      try {
        return RE2JS.compile(pattern, flags);
      } catch {
        // The parser's own message quotes the pattern, which may be the value somebody wants to allow.
        const place = places?.get(pattern);
        throw new UserError(
          `${place === undefined ? "" : `${place}: `}\`${key}\` holds a pattern that RE2 does not know`,
          "it has no look-around and no back-references",
        );
      }
    },
  };
}
