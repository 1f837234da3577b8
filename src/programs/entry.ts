/**
 * How the value of an option is written: `-px` (glued), `-p x` (next), `--password=x` (assigned), or the latter two.
 */
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

/** A secret at a fixed position: `rabbitmqctl add_user NAME PASSWORD`. */
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

/** One way of a program to take a credential as an argument, and its way to take it from a file. */
export interface CredentialForm {
  /** Sub-commands without which the options mean something else. */
  verb?: RegExp;
  options?: readonly SecretOption[];
  positions?: readonly SecretPosition[];
  /** Values that mean "no password", such as those of a locked account. */
  blank?: RegExp;
  /** The secret to create, and the command that reads it; `{program}` and `{file}` are filled in. */
  fromFile: { secret: string; usage: string };
}

/** A file in which a program keeps what it is told. */
export interface Store {
  /** What its first words without dashes must be. */
  words: readonly RegExp[];
  /** A word with dashes that must be there too. */
  flag?: RegExp;
  /** Where it keeps it; `rm` of this, or of a folder around it, undoes it. */
  path: string;
  /** Words of a later command of the same program that undo it. */
  undo?: RegExp;
  /** What to write instead, where mounting a file at `path` does not help. */
  paste?: string;
}

/** What a program does with its words, its input and files. */
export type Deed =
  /** `echo`: its arguments appear in its output. */
  | "prints-arguments"
  /** `cat`, `jq`: what it reads appears in its output, whole or in part. */
  | "prints-input"
  /** `env`: all variables appear in its output. */
  | "prints-variables"
  /** `sed -i`: it changes files, and its arguments appear in them. */
  | "edits-files"
  /** `cp`: it copies its first arguments to the last. */
  | "copies-files"
  /** `cat > f`, `tee f`: it writes its input to a file. */
  | "writes-input"
  | "removes-files"
  /** `test`, `ls`, `mkdir`: it asks whether a path exists, or creates it. */
  | "checks-paths"
  /** `grep`: its words are patterns or things to compare. */
  | "takes-patterns"
  /** `python -c`: its words are code. */
  | "takes-code"
  /** `sh -c`: its words are commands. */
  | "runs-commands"
  /** `export`: its words set variables. */
  | "sets-variables"
  /** The shell does it itself: no process has these arguments. */
  | "built-in"
  /** `apk add name=1`: words like `NAME=VALUE` are packages. */
  | "installs-packages"
  /** It stays, so that its arguments can be read for as long as it runs. */
  | "keeps-running"
  /** `docker exec`, `kubectl exec`: it starts a program in a container. */
  | "starts-containers"
  /** Its `--secret` names a secret; its `-e` and `--build-arg` are facts of their own. */
  | "manages-containers"
  /** A client of a cluster: what its `-e` sets is no fact of its own. */
  | "manages-clusters";

/** What one program, or several that work alike, does with credentials. */
export interface ProgramEntry {
  names: readonly string[];
  credentials?: readonly CredentialForm[];
  /** The first that fits counts. */
  stores?: readonly Store[];
  /** What its standard input holds: one password, or lines of `account:password`; `flag` must be there for that. */
  stdin?: { holds: "password" | "accounts"; flag?: RegExp };
  /** A sub-command that needs no password. */
  withoutPassword?: RegExp;
  /** It starts another program: options that take a word, words of its own before the program, or none of these. */
  starts?: { taking?: RegExp; own?: number; bare?: boolean; assignments?: boolean };
  does?: readonly Deed[];
}
