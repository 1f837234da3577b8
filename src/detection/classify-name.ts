import { harmlessEnding, hashEndings } from "./names/endings.ts";
import { hasKeyPairs, keyIsOwnMade, keyKind } from "./names/key-words.ts";
import { oddity } from "./names/oddities.ts";
import { isOutsideService, isWhom } from "./names/outside-services.ts";
import { isCounted, isPreposition, isQualifier, isVerb } from "./names/qualifiers.ts";
import { secretWord } from "./names/secret-words.ts";
import { isSelfHosted } from "./names/self-hosted.ts";
import type { Confidence, Family, Found } from "./types.ts";

/** Reads the words of a name: exceptions first, then the head that is left without qualifiers. */
export function readWords(words: readonly string[]): Found {
  const core = withoutQualifiers(words);
  const row = oddity(words) ?? oddity(core);
  // Of an outside service it is the half of a pair, else what tokens are signed with.
  if (row?.family === "token" && core.at(-1) === "secret" && !core.some(isOutsideService)) return readHead(core);
  if (row) return { selfIssued: false, weakEvidence: false, ...row };

  const found = readHead(core);
  if (found.family && core.length > 1 && isVerb(core[0] ?? "")) {
    return { ...found, is: "harmless", confidence: "medium", weakEvidence: true, reason: "is a switch" };
  }
  return found;
}

function withoutQualifiers(words: readonly string[]): readonly string[] {
  // `LOGGED_IN_KEY` has a preposition too, but nothing before it that it could qualify; `PW_SMTP_FROM` has nothing
  // after it.
  const first = words.findIndex((word) => secretWord(word) || word === "key");
  const cut =
    first < 0 ? -1 : words.findIndex((word, at) => at > first && at < words.length - 1 && isPreposition(word));
  const core = [...(cut > 0 ? words.slice(0, cut) : words)];
  while (core.length > 1 && isQualifier(core.at(-1) ?? "")) core.pop();
  return core;
}

function readHead(core: readonly string[]): Found {
  const head = core.at(-1) ?? "";
  const before = core.slice(0, -1);
  // Several API keys are those that a server of its own lets in.
  if (head === "keys" && before.at(-1) === "api")
    return { ...readKey(before), selfIssued: !before.some(isOutsideService) };
  if (head === "key" || head === "keys") return readKey(before);
  if (isPlural(head) && before.some(isCounted)) return harmless(`counts ${head}`);
  if (hashEndings.has(head) && secretWord(before.at(-1) ?? "")?.family === "password") {
    return secret("password hash", "medium", false, "ends in a word for the hash of a password");
  }
  // Of a service with publishable keys it is the other one.
  if (head === "sk" && before.some(isOutsideService))
    return secret("key", "medium", false, "ends in a word for a secret key");
  const word = secretWord(head);
  if (!word) return readBeforeTheEnd(core, head);
  const { family, confidence } = word;
  return secret(family, confidence, isSelfIssued(family, before), `ends in a word for ${article(family)}`);
}

function isPlural(head: string): boolean {
  return head === "tokens" || head === "passwords" || head === "secrets";
}

function readKey(before: readonly string[]): Found {
  const nearest = before.at(-1);
  if (nearest === undefined) return harmless("does not say which key");
  if (nearest === "access" && hasKeyPairs(before.at(-2) ?? "")) return harmless("is the user name of a key pair");
  const kind = keyKind(nearest);
  if (kind === "harmless") return harmless(`ends in the key of a ${nearest}`);
  const likely = kind === "unsure" || [nearest].some(isOutsideService) || before.some(isSelfHosted);
  const somewhere = before.some((word) => keyKind(word) === "secret" || keyKind(word) === "unsure");
  if (kind === "unknown" && !likely && !somewhere) {
    return { ...harmless("ends in `key`, of an unknown kind"), family: "key", confidence: "low", weakEvidence: true };
  }
  const own = keyIsOwnMade(nearest) || before.some(isSelfHosted);
  const which = kind === "unknown" ? "ends in a word for a key" : `ends in a word for a key (\`${nearest} key\`)`;
  return secret("key", kind === "secret" ? "high" : "medium", own, which);
}

// `PASSWORD_ADMIN` turns the order round; in `TOKEN_FOO` the unknown word may be anything, so the value must speak.
function readBeforeTheEnd(core: readonly string[], head: string): Found {
  const key = core.lastIndexOf("key");
  if (core[key - 1] === "api" && core.slice(key + 1).every(isWhom)) {
    // What names the service also says who makes the key.
    const selfIssued = !core.some(isOutsideService);
    return { ...readKey(core.slice(0, key)), selfIssued, confidence: "medium" };
  }
  const at = core.findLastIndex((word) => secretWord(word)?.confidence === "high");
  const word = secretWord(core[at] ?? "");
  const rest = core.slice(at + 1);
  if (word?.family === "secret" && rest.length === 1 && ofWhat.has(head))
    return secret("secret", "medium", isSelfIssued("secret", core), "begins with a word for a secret");
  const ending = harmlessEnding(head);
  if (word && rest.every(isWhom) && (word.family === "password" || !ending)) {
    return secret(
      word.family,
      "medium",
      isSelfIssued(word.family, core),
      `begins with a word for ${article(word.family)}`,
    );
  }
  if (ending) return harmless(`ends in ${ending}`);
  if (!word || rest.length > 2) return harmless("holds no word for a secret");
  const { family } = word;
  return {
    ...harmless(`holds a word for ${article(family)}`),
    family,
    confidence: "low",
    selfIssued: isSelfIssued(family, core),
    weakEvidence: true,
  };
}

/** `SECRET_SESSION`, in the order of other languages. */
const ofWhat = new Set(["session", "jwt", "cookie", "auth", "access", "refresh"]);
const handedOut = new Set(["client", "consumer", "api", "webhook"]);
const startedWith = new Set([
  "root",
  "admin",
  "init",
  "initial",
  "bootstrap",
  "internal",
  "secret",
  "shared",
  "static",
  "master",
]);

function isSelfIssued(family: Family, before: readonly string[]): boolean {
  if (family === "password" || family === "salt" || family === "pin") return true;
  const last = before.at(-1) ?? "";
  if (family === "secret") return !handedOut.has(last) && !before.some(isOutsideService);
  return family === "token" && (startedWith.has(last) || before.some(isSelfHosted));
}

function article(family: Family): string {
  return family === "auth" ? "a log-in" : `a ${family}`;
}

function secret(family: Family, confidence: Confidence, selfIssued: boolean, reason: string): Found {
  return { is: "secret", family, confidence, selfIssued, weakEvidence: false, reason };
}

function harmless(reason: string): Found {
  return { is: "harmless", confidence: "high", reason, selfIssued: false, weakEvidence: false };
}
