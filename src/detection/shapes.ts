import type { Clue, NameReading, Range, Where } from "./types.ts";
import { httpDigests, passwordHashes } from "./values/hash.ts";
import { privateJwks } from "./values/jwk.ts";
import { jwts } from "./values/jwt.ts";
import { privateKeys } from "./values/private-key.ts";
import { knownTokens } from "./values/token.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** What a text holds that is a secret by its shape, whatever its name. */
export function shapeClues(
  text: string,
  name: NameReading | undefined,
  where: Where,
  own: Vocabulary | undefined,
): Clue[] {
  return [
    ...ownClues(text, own),
    ...keyClues(text),
    ...tokenClues(text, name),
    ...jwtClues(text, name, where),
    ...hashClues(text, name),
  ];
}

function ownClues(text: string, own: Vocabulary | undefined): Clue[] {
  return (own?.secretsIn(text) ?? []).map((range) => ({
    is: "secret",
    confidence: "high",
    reason: "holds a secret of a shape that the configuration names",
    by: "token",
    shape: "secret of the configuration's own shapes",
    ranges: [range],
    real: true,
  }));
}

function keyClues(text: string): Clue[] {
  const keys: [string, readonly Range[]][] = [
    ["private key", privateKeys(text)],
    ["private JSON Web Key", privateJwks(text)],
  ];
  return keys.flatMap(([shape, ranges]) =>
    ranges.map((range) => ({
      is: "secret",
      confidence: "high",
      reason: `holds a ${shape}`,
      by: "private-key",
      shape,
      ranges: [range],
      real: true,
    })),
  );
}

function tokenClues(text: string, name: NameReading | undefined): Clue[] {
  return knownTokens(text).map((token) => {
    const clue = { by: "token", shape: token.name, ranges: [token.range], confidence: "high", real: true } as const;
    if (token.sample) return { ...clue, is: "placeholder", reason: `holds a sample of a ${token.name}` };
    if (token.is === "public") return { ...clue, is: "public", reason: `holds a ${token.name}` };
    if (token.is === "browser" && name?.browser)
      return { ...clue, is: "public", reason: `holds a ${token.name} for browsers` };
    return {
      ...clue,
      is: "secret",
      confidence: token.is === "secret" ? "high" : "medium",
      reason: `holds a ${token.name}`,
    };
  });
}

function jwtClues(text: string, name: NameReading | undefined, where: Where): Clue[] {
  const asked = name?.is === "secret";
  return jwts(text).map(({ range, is }) => {
    const clue = { by: "token", shape: "JSON Web Token", ranges: [range], real: is === "live" } as const;
    if (is === "live" && !name?.browser)
      return { ...clue, is: "secret", confidence: asked ? "high" : "medium", reason: "holds a signed token" };
    // A server that accepts the token of the manual accepts it from everybody.
    if (is === "demo" && asked && where.sink !== "comment")
      return { ...clue, is: "weak", confidence: "medium", reason: "holds a token that is in a manual" };
    return { ...clue, is: "public", confidence: "high", reason: "holds a token that is public" };
  });
}

function hashClues(text: string, name: NameReading | undefined): Clue[] {
  const digests = name?.words.some((word) => word.startsWith("digest")) ? httpDigests(text) : [];
  return [...passwordHashes(text), ...digests].map(({ range, shape }) => ({
    is: "secret",
    confidence: "medium",
    reason: `holds the hash of a password (${shape})`,
    by: "hash",
    shape,
    ranges: [range],
    real: false,
  }));
}
