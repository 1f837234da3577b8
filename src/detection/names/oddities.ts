import type { NameReading } from "../types.ts";

/** What is known of a whole name, or of the end of one, that no rule on words would tell. */
export type Oddity = Pick<NameReading, "is" | "confidence" | "reason"> &
  Partial<Pick<NameReading, "family" | "selfIssued" | "weakEvidence">>;

const secret = (family: NonNullable<NameReading["family"]>, reason: string, selfIssued = true): Oddity => ({
  is: "secret",
  confidence: "high",
  family,
  selfIssued,
  reason,
});
const harmless = (reason: string): Oddity => ({ is: "harmless", confidence: "high", reason });
const open = (reason: string): Oddity => ({ is: "public", confidence: "high", reason });

// A value that looks made by a machine is a password all the same.
const flag: Oddity = {
  is: "harmless",
  confidence: "medium",
  family: "password",
  selfIssued: true,
  weakEvidence: true,
  reason: "is a switch",
};

const passes: Oddity = { ...flag, reason: "says where something passes" };

// The words of the name, or of its end. The longest row wins.
const endsIn: Readonly<Record<string, Oddity>> = {
  "access token secret": secret("token", "holds the secret half of an access token", false),
  "anon key": open("is a key for anybody who visits the site"),
  "publishable key": open("is a key for anybody who visits the site"),
  "publishable token": open("is a token for anybody who visits the site"),
  "site key": open("is a key for anybody who visits the site"),
  "search only api key": open("is a key that may only search"),
  "algolia search key": open("is a key that may only search"),
  "algolia search api key": open("is a key that may only search"),
  "docsearch api key": open("is a key that may only search"),
  "search only key": open("is a key that may only search"),
  "app key id": harmless("is an identifier"),
  "s3 key": harmless("is the user name of a key pair, or the name of an object"),
  "consumer key": harmless("is the user name of a key pair"),
  "public key": open("is the public half of a key pair"),
  "public keys": open("is the public half of a key pair"),
  "public token": open("is a token for anybody who visits the site"),
  "bos token": harmless("is a word of a language model"),
  "eos token": harmless("is a word of a language model"),
  "pad token": harmless("is a word of a language model"),
  "stop token": harmless("is a word of a language model"),
  "unk token": harmless("is a word of a language model"),
  "mask token": harmless("is a word of a language model"),
  "erlang cookie": secret("secret", "holds the cookie that lets a node join the cluster"),
  "node cookie": secret("secret", "holds the cookie that lets a node join the cluster"),
  "release cookie": secret("secret", "holds the cookie that lets a node join the cluster"),
  "mot de passe": secret("password", "ends in a word for a password"),
  "kata sandi": secret("password", "ends in a word for a password"),
  "mat khau": secret("password", "ends in a word for a password"),
  "totp seed": secret("secret", "holds what one-time passwords are made from"),
  "hotp seed": secret("secret", "holds what one-time passwords are made from"),
  "otp seed": secret("secret", "holds what one-time passwords are made from"),
  "mfa seed": secret("secret", "holds what one-time passwords are made from"),
  "redis auth": secret("password", "is the password of Redis"),
  "access code": secret("password", "is a password under another name"),
  "access auth code": secret("password", "is a password under another name"),
  "key base": secret("secret", "holds what keys are made from"),
  "access key encryption": secret("key", "holds the key that encrypts what is stored"),
  "encryption primary key": secret("key", "holds the first of several keys"),
  "neo 4 j auth": secret("credential", "holds `user/password`"),
  "neo4 j auth": secret("credential", "holds `user/password`"),
  "rediscli auth": secret("password", "is where redis-cli finds its password"),
  "role secret id": secret("token", "is the secret half of a Vault role", false),
  "approle secret id": secret("token", "is the secret half of a Vault role", false),
  "vault secret id": secret("token", "is the secret half of a Vault role", false),
  "dev root token id": secret("token", "is the root token of a development Vault"),
  "docker auth config": secret("credential", "holds the log-ins of a registry", false),
  "docker config json": secret("credential", "holds the log-ins of a registry", false),
  dockerconfigjson: secret("credential", "holds the log-ins of a registry", false),
  "secret key base": secret("secret", "holds the key that signs the sessions"),
  "seed phrase": secret("phrase", "holds the words that a wallet is made from", false),
  "recovery phrase": secret("phrase", "holds the words that a wallet is made from", false),
  "pass phrase": secret("password", "ends in a word for a password"),
  "secret phrase": secret("secret", "ends in a word for a secret"),
  "secret word": secret("secret", "ends in a word for a secret"),
  "secret code": secret("secret", "ends in a word for a secret", false),
  "reset password": flag,
  "forgot password": flag,
  "template forgot password": harmless("is the name of a template"),
  "template reset password": harmless("is the name of a template"),
  "template password": harmless("is the name of a template"),
  // nginx passes requests on, and a build has passes.
  "proxy pass": passes,
  "fastcgi pass": passes,
  "grpc pass": passes,
  "scgi pass": passes,
  "uwsgi pass": passes,
  "build pass": passes,
  "existing secret": harmless("is the name of a secret"),
  "initial cluster token": harmless("is the name of a cluster"),
  "project key": harmless("is the name of a project"),
  "pull secret": harmless("is the name of a secret"),
  "pull secrets": harmless("is the name of a secret"),
  "tls secret": harmless("is the name of a secret"),
  "random password": flag,
  "random root password": flag,
  "empty root password": flag,
  "mysql onetime password": flag,
  "mariadb onetime password": flag,
  "empty password": flag,
  "install ssh pass": flag,
};

// Only the whole name.
const exactly: Readonly<Record<string, Oddity>> = {
  pwd: harmless("is the working directory"),
  oldpwd: harmless("is the working directory"),
  "init cwd": harmless("is the working directory"),
  key: harmless("does not say which key"),
  keys: harmless("does not say which keys"),
  auth: { is: "secret", confidence: "low", family: "auth", reason: "is a word for a log-in" },
};

const lastWords = new Set(Object.keys(endsIn).map((row) => row.slice(row.lastIndexOf(" ") + 1)));

/** The row for a name's words, if it has one. */
export function oddity(words: readonly string[]): Oddity | undefined {
  const whole = words.join(" ");
  if (Object.hasOwn(exactly, whole)) return exactly[whole];
  if (!lastWords.has(words.at(-1) ?? "")) return undefined;
  for (let from = Math.max(0, words.length - 4); from < words.length - 1; from++) {
    const end = words.slice(from).join(" ");
    if (Object.hasOwn(endsIn, end)) return endsIn[end];
  }
  return Object.hasOwn(endsIn, whole) ? endsIn[whole] : undefined;
}
