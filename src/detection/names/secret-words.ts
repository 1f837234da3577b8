import type { Family } from "../types.ts";

/** A word that makes the name that ends in it ask for a secret. */
export interface SecretWord {
  family: Family;
  /** How surely it does. */
  confidence: "low" | "medium" | "high";
}

const rows: readonly (readonly [words: string, family: Family, confidence: SecretWord["confidence"]])[] = [
  ["password passwords passwd passwort passphrase passcode", "password", "high"],
  ["pass pwd contrasena contraseña motdepasse", "password", "high"],
  ["psw pw pword", "password", "medium"],
  ["secret secrets", "secret", "high"],
  ["token tokens", "token", "high"],
  ["jwt bearer", "token", "medium"],
  ["credential credentials cred creds", "credential", "medium"],
  ["auth", "auth", "low"],
  ["salt pepper", "salt", "medium"],
  ["pin", "pin", "low"],
  ["psk", "password", "medium"],
  ["mnemonic", "phrase", "medium"],
  ["htpasswd", "password hash", "medium"],
];

const secretWords = new Map<string, SecretWord>(
  rows.flatMap(([words, family, confidence]) =>
    words.split(" ").map((word) => [word, { family, confidence }] as const),
  ),
);

/** What a name that ends in this word asks for. `key` is not here: what stands before it decides. */
export function secretWord(word: string): SecretWord | undefined {
  return secretWords.get(word);
}
