import type { Sealed } from "./sealed.ts";
import type { SealedBytes } from "./sealed-bytes.ts";
import type { Shown } from "./shown-text.ts";
import type { Place, Span, SubjectId } from "./subject.ts";

/**
 * A value as written: a run of parts, because `postgres://app:hunter2@${HOST}/db` is neither a literal nor a reference.
 * No parts: the empty value.
 */
export type Value = readonly Part[];

export type Part =
  /** `text` is decoded (quotes and escapes resolved); `span` is where it is written, undecoded. */
  | { is: "literal"; text: Sealed; span: Span }
  /** `fallback` is what is in when the reference has no value: `${X:-fallback}`. `[]` is the empty fallback. */
  | {
      is: "reference";
      to: Reference;
      span: Span;
      fallback?: Value;
      /** The other way round: `fallback` is in where the reference has a value, `${X:+text}`. */
      whenSet?: true;
    }
  /** Cannot be told without running it: `$(date)`. */
  | { is: "unknown"; why: string; span: Span };

/**
 * What a reference names. `env`: a variable of the environment the file is used in; `build-arg`: a value given to the
 * build;
 * `secret`: a secret by name; `file`: the content of a file by its path, as in `$(cat /run/secrets/x)`, or by the
 * variable that holds the path, as `$X_FILE`.
 */
export interface Reference {
  store: "env" | "build-arg" | "secret" | "file";
  name: string;
}

/**
 * Where a bound value comes to rest: the question is who can read it later, not which syntax put it there. `job-env`:
 * the environment and the inputs of a
 * job that ends soon; who can read the file, or the job's log, has it.
 */
export type Sink =
  | "image-env"
  | "image-label"
  | "build-arg"
  | "container-env"
  /** What a service had before its last update. */
  | "former-env"
  | "container-label"
  | "process-env"
  | "job-env"
  | "env-file"
  /** Program text: anyone who reads the program has it. */
  | "source";

interface Seen {
  subject: SubjectId;
  place: Place;
  /** A file or a service's spec that says so, or a running system that shows so. */
  seen: "declared" | "observed";
  /** Position among the subject's facts: later lines and later layers have a higher order. */
  order: number;
  /**
   * The key of the service it is written under, `environment`, `post_start`: files are laid one over the other key by
   * key. Of a job or a Makefile the step
   * or line it belongs to, where each of these has a shell of its own. Of a program how the text is used: `connection`
   * to a server, `local` to one on the same machine, `passed` to a function that signs or encrypts, `named` like a
   * secret, `account` with the name of a user beside it, `text` for any other.
   */
  under?: string;
}

/** `name` is bound to `value` and rests in `sink`. */
export interface Binding extends Seen {
  kind: "binding";
  sink: Sink;
  name: string;
  value: Value;
  /** Where the value is written, quotes included; the place's span is name and value. */
  valueSpan: Span;
}

/** A secret called `name` exists and its bytes come from `from`. */
export interface Secret extends Seen {
  kind: "secret";
  name: string;
  from: "file" | "environment" | "outside" | "unknown";
  /** The file or the variable its bytes come from, as written. */
  source?: Value;
  /** The name the engine knows it by, where it differs (`name:`). */
  engineName?: Value;
  /** The folder of its host in which the engine keeps it readable by anyone who has the disk. */
  keptIn?: string;
  /** Its age, where it is older than the policy allows, and what keeps it. */
  stale?: { days: number; by: "swarm" | "podman" };
}

/** The subject may read secret `secret`: at `target`, or as the variable `env`; while it is built, or while it runs. */
export interface Grant extends Seen {
  kind: "grant";
  secret: string;
  during: "build" | "run";
  /** Absolute path inside the container. Absent only where the secret is given as a variable and as nothing else. */
  target?: string;
  env?: string;
  uid?: string;
  gid?: string;
  /** `bits` as the engine will read it; `written` as in the file, because `440` and `0440` differ. */
  mode?: { bits: number; written: string };
}

/** Something is mounted at `path`. What cannot see what backs it says `unknown`. */
export interface Mount extends Seen {
  kind: "mount";
  path: string;
  type: "bind" | "volume" | "tmpfs" | "cache" | "ssh" | "unknown";
  backing: "memory" | "disk" | "unknown";
  source?: Value;
  writable: boolean;
  during: "build" | "run";
  /** What of the engine's host comes with it, by the engine's own word on where its data is. */
  exposes?: "engine-data" | "engine-volumes" | "engine-layers" | "engine-socket" | "host-proc" | "host-root";
  /** Who may use it on the host: the permissions of the socket or the folder there. Absent where nobody could look. */
  guarded?: { uid: number; gid: number; mode: number };
}

/** A file is at `path`. Emitted for the build context only for names and sizes that matter (see `workspace/`). */
export interface FileAt extends Seen {
  kind: "file";
  /** Relative to the subject (the build context) with `/`, or absolute. */
  path: string;
  /** Permission bits. */
  mode?: number;
  /** Bytes. */
  size?: number;
  /** Whether git tracks it; absent where there is no repository. */
  tracked?: boolean;
  /** Whether git's ignore files name it; tracked it may be all the same. */
  ignored?: boolean;
  /** How its bytes begin and end, where that can spoil a secret. */
  begins?: "byte-order-mark" | "utf-16";
  ends?: "line-feed" | "crlf";
  /**
   * What a look inside told of a file whose name suggests a secret, or of one that is after a secret: there
   * `placeholder` and nothing else is told. Absent
   * where nobody looked.
   */
  holds?: "secret" | "no-secret" | "unknown" | "placeholder" | HeldValues;
  /** What the content is that made a secret of a file whose name says nothing. */
  reveals?:
    | "private-key"
    | "service-account"
    | "wireguard-key"
    | "dotenv-key"
    | "aws-keys"
    | "login"
    | "token"
    | "variables";
  /** Owner and group as the container counts them, after its user namespace. */
  owner?: Owner;
  /** In a running container: what really holds the file. */
  held?: Holder;
  /** The bytes of a mounted secret, where the audit was asked to trace values. */
  content?: SealedBytes;
}

/** What a file holds, where only a judge can say whether a secret is among it. */
export interface HeldValues {
  /**
   * `settings`: names and their values; `variables`: the same of a file whose name says nothing; `whole`: the file is
   * one value, and its name the name; `text`: running text; `template`: the part of it that is written out.
   */
  as: "settings" | "variables" | "whole" | "text" | "template";
  values: readonly { name?: string; value: Value }[];
}

/** A file's user and group. */
export interface Owner {
  uid: number;
  gid: number;
  /**
   * Those for which the container's user namespace has no number: they show as 65534 and are nobody inside, and no
   * capability there reaches the file.
   */
  unmapped?: readonly ("uid" | "gid")[];
}

/**
 * The mount that holds a file: the one the kernel meets on the way to it, which need not be the one that was asked for.
 */
export interface Holder {
  /**
   * Where that mount is; the file's own path when the file itself is mounted, `/` when it is part of the container's
   * layer.
   */
  at: string;
  backing: "memory" | "disk";
  /** As mountinfo names it: `tmpfs`, `ext4`, `overlay`. */
  filesystem: string;
  /** What is mounted, as a path of that file system: for a bind the host's file, below its own mount point. */
  root: string;
  writable: boolean;
  /**
   * `layer`: no mount but the container's own writable layer; `underneath`: the same, and a mount hides it from the
   * container; `image`: a layer of its image; `hand`: a bind or volume that no engine made for a secret.
   */
  by: "swarm" | "compose" | "podman" | "hand" | "tmpfs" | "layer" | "underneath" | "image";
}

/** One word of a command or instruction. */
export interface Word {
  value: Value;
  /** Where the word is written, quotes included. */
  span: Span;
  /** It binds or grants something, as the value of `-e` does: a fact of its own tells that. */
  bound?: true;
}

/** Files enter an image. */
export interface Copy extends Seen {
  kind: "copy";
  by: "COPY" | "ADD";
  from: { is: "context" } | { is: "stage"; subject: SubjectId } | { is: "image"; name: string } | { is: "url" };
  sources: readonly Word[];
  target: Word;
}

/** A program is started with these words. */
export interface Command extends Seen {
  kind: "command";
  /**
   * `build`: a RUN; `start`: CMD, ENTRYPOINT, compose command; `health`: a health check; `step`: a line of a script.
   */
  when: "build" | "start" | "health" | "step";
  /** The program first. In the JSON form the words as written; in the shell form one fact for each simple command. */
  words: readonly Word[];
  /**
   * At the start: what is really started is a shell, whose text holds these words. An image's own start script gets to
   * see the shell and nothing else.
   */
  shell?: true;
  /**
   * What its standard input is, where that is written here: the arguments of the command before the pipe, a
   * here-document, a here-string, `< file`.
   */
  input?:
    | { from: "pipe"; words: readonly Word[] }
    | { from: "here"; value: Value; span: Span }
    | { from: "file"; path: Word };
  /** `> file`, `>> file`: where its output goes. */
  output: readonly { target: Word; append: boolean; fd: 1 | 2 }[];
  /** The next command of the pipe reads its output, or a substitution captures it: it does not reach log or screen. */
  captured: boolean;
  /** The program of the next command in the pipe, where there is one. */
  pipedInto?: readonly Word[];
  /** Of `set`: it runs where a condition holds, and may never do so. */
  conditional?: true;
  /** Of `set`: the parentheses around it, after which its effect ends. */
  subshell?: Span;
}

/** The subject's image is built: compose's `build:` or a build command. */
export interface Build extends Seen {
  kind: "build";
  /** The folder or URL as written, relative to the file's folder; `.` where compose assumes it. */
  context: Value;
  /** Nobody wrote the context: a lower file may. */
  assumed?: boolean;
  /** Relative to the context. */
  dockerfile?: Value;
  target?: Value;
  /** Folders, images and services that its Dockerfile knows by a name of their own (`additional_contexts`). */
  contexts?: readonly { name: string; value: Value }[];
  /** A Dockerfile written in the place of a path. */
  dockerfileInline?: Value;
}

/** Code reads a name from the environment, a secret or a file, and passes it on. */
export interface Read extends Seen {
  kind: "read";
  /**
   * `build-arg`: replaced when the program is built, as `import.meta.env.X`; `file`: `name` is the variable that holds
   * the path.
   */
  from: Reference["store"];
  /** Absent: all of them, or one whose name is made when the program runs. */
  name?: string;
  /** Where it goes from there, where that is somewhere others look: a log, the arguments of another program. */
  to?: { is: "log" | "argument"; by: string };
}

/** Running text that somebody can read: content of a config, a file written by a here-document, a comment. */
export interface Text extends Seen {
  kind: "text";
  /**
   * `config`: an engine's config, readable by `docker config inspect`; `image-file`: a file that becomes part of an
   * image; `comment`: a comment of the
   * file itself; `health-output`: what a health check printed, kept by the engine.
   */
  sink: "config" | "image-file" | "comment" | "health-output";
  /** Where the text goes: the config's name, the path in the image. */
  name: string;
  value: Value;
}

/** A switch of the subject itself. */
export interface Setting extends Seen {
  kind: "setting";
  /**
   * `deploy`: the service has a `deploy` section with these keys, `entrypoint`: the start of the image, or of the one
   * it is built from, is replaced, `image`: what it runs, `workdir`: where relative paths begin from here on, resolved,
   * `network`: a network that the file itself does not define, so that it is made to be used with others,
   * `misplaced-secrets`: `secrets:` is under `services:`, where it defines nothing, `swarm`: the config says that a
   * swarm runs this project, `autolock`: whether a swarm's managers start locked.
   */
  key:
    | "image"
    | "user"
    | "privileged"
    | "pid"
    | "read-only"
    | "deploy"
    | "entrypoint"
    | "shell"
    | "profiles"
    | "workdir"
    | "network"
    | "misplaced-secrets"
    | "swarm"
    | "autolock";
  value: Value;
}

/** Who runs in a container, and what that lets it read. */
export interface Process extends Seen {
  kind: "process";
  /** As the container counts them; absent where a name could not be resolved. */
  uid?: number;
  gid?: number;
  groups: readonly number[];
  /** The number of that user on the host, after the container's user namespace. */
  hostUid?: number;
  hostGid?: number;
  hostGroups?: readonly number[];
  /** Whether its capabilities let it read whatever the modes say (CAP_DAC_OVERRIDE or CAP_DAC_READ_SEARCH). */
  readsAll: boolean;
  /** The effective capabilities, one bit each: capabilities(7). Absent where the settings only were read. */
  capabilities?: number;
  /** Variables of the container that name a file which is not there. */
  absent?: readonly string[];
}

/** The subject takes in what other compose files, or another service, say. */
export interface Join extends Seen {
  kind: "join";
  by: "extends" | "include";
  /** The files as written; none: this one. Of several the later ones are laid over the first. */
  files: readonly Value[];
  /** The service that is extended. */
  service?: string;
  /** Where the variables of what is included come from. */
  envFiles?: readonly Value[];
  /** Where the paths of what is included begin. */
  folder?: Value;
}

/**
 * What lower files say below this path of the subject's keys (`["environment", "A"]`; `[]` is all of it) is taken away.
 */
export interface Reset extends Seen {
  kind: "reset";
  path: readonly string[];
  /** `!override` puts what is written here in its place, `!reset` nothing. */
  keeps: boolean;
}

/** The value of a mounted secret turned up in another place. */
export interface Exposure extends Seen {
  kind: "exposure";
  /** What the secret is called, and the containers that hold it as a file. */
  secret: string;
  homes: readonly { subject: SubjectId; path: string }[];
  where: ExposedIn;
  /** The variable, label, option, program or field; `…` where that could hold the value itself. */
  name: string;
  form: "plain" | "json" | "shell" | "url" | "base64" | "hex";
  /** What holds it is over and was kept: a service's previous spec, an ended task, a container that has stopped. */
  former?: "spec" | "task" | "container";
}

/**
 * `process`: the environment of a process, which inspect need not show; `argument`: the arguments of a process;
 * `command`: what the settings start.
 */
export type ExposedIn =
  | "environment"
  | "process"
  | "argument"
  | "command"
  | "label"
  | "option"
  | "health-output"
  | "log"
  | "history"
  | "config"
  | "file"
  | "field";

/**
 * Why something was not seen: programs tell gaps apart by it, and never by their texts. docs/gaps.md says the same to
 * users.
 */
export type GapCode =
  /** The system refuses it, or it is no regular file. */
  | "unreadable"
  /** No UTF-8. */
  | "encoding"
  /** It is outside of the folder that is checked. */
  | "outside"
  /** A file names it, and it is not there. */
  | "missing"
  /** It is elsewhere, and nothing is fetched. */
  | "remote"
  /** A variable names it, whose value shows only when the file is used. */
  | "variable"
  /** It leads back to itself. */
  | "circular"
  /** Longer, deeper or more than is read. */
  | "too-large"
  /** What reads such files refuses it, or nothing can be made of it. */
  | "malformed"
  /** It is right, and no scanner reads it yet. */
  | "unsupported"
  /** The running system did not show it. */
  | "unobserved"
  /** It ended, or was removed, before it was read. */
  | "ended"
  /** The running system did not answer. */
  | "no-answer"
  /** The running system answered something else than it should. */
  | "bad-answer"
  /** The audit ended before. */
  | "stopped"
  /** A bug of ours. */
  | "internal";

/** Why something was not seen, for programs and for people. */
export interface GapReason {
  code: GapCode;
  /**
   * One phrase for a person, without text of the file that could be secret: `includes https://example.net/base.yaml
   * (remote)`.
   */
  why: Shown;
}

/** Could not tell. Anyone who claims that something is absent must look here first. */
export interface Gap extends Seen, GapReason {
  kind: "gap";
  about: readonly Exclude<FactKind, "gap">[];
}

export type Fact =
  | Binding
  | Secret
  | Grant
  | Mount
  | FileAt
  | Copy
  | Command
  | Build
  | Read
  | Text
  | Setting
  | Process
  | Exposure
  | Join
  | Reset
  | Gap;
export type FactKind = Fact["kind"];
export type FactOf<Kind extends FactKind> = Extract<Fact, { kind: Kind }>;
