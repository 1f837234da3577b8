import type { Family } from "../types.ts";

/** A word that makes the name that ends in it ask for a secret. */
export interface SecretWord {
  family: Family;
  /** How surely it does. */
  confidence: "low" | "medium" | "high";
}

const rows: readonly (readonly [words: string, family: Family, confidence: SecretWord["confidence"]])[] = [
  ["password passwords passwd passwort passphrase passcode", "password", "high"],
  ["pass pwd", "password", "high"],
  // In the languages that most public code is written in beside English.
  ["contrasena contraseña clave senha senhas motdepasse kennwort wachtwoord haslo", "password", "high"],
  ["heslo losenord adgangskode salasana sifre parola parol matkhau katasandi", "password", "high"],
  ["psw pw pword mdp mima", "password", "medium"],
  ["pat", "token", "medium"],
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
