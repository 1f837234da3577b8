/** How the value of an option is written: `-px` (glued), `-p x` (next), `--password=x` (assigned), or the latter two. */
type Style = "glued" | "next" | "assigned" | "long" | "short";

/** An option that takes a secret. */
export interface SecretOption {
  /** The option as a person writes it. */
  option: string;
  style: Style;
  /** Other spellings of the option's word, such as flags glued together. */
  pattern?: RegExp;
  /** Only what follows this is the secret: the password of `user:password`. */
  behind?: RegExp;
  /** What the value is. */
  as: "PASSWORD" | "TOKEN" | "SECRET_KEY";
}

/** A secret that stands at a fixed position: `rabbitmqctl add_user NAME PASSWORD`. */
export interface SecretPosition {
  /** What the words without dashes must be, in order. */
  words: readonly RegExp[];
  /** Index of the secret among the words without dashes. */
  at: number;
  /** A word with dashes that must be there too. */
  flag?: RegExp;
  behind?: RegExp;
  /** What ends the secret inside its word. */
  until?: RegExp;
  as: SecretOption["as"];
}

/** Programs that take secrets in the same way, and what to write instead. */
export interface SecretTaker {
  programs: readonly string[];
  /** Sub-commands without which the options mean something else. */
  verb?: RegExp;
  options?: readonly SecretOption[];
  positions?: readonly SecretPosition[];
  /** The secret that is to be made, and the command that reads it: `{program}` and `{file}` are filled in. */
  instead: { secret: string; usage: string };
}
