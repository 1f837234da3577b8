import type { ExposedIn, FactKind } from "../facts/index.ts";
import type { Sealed } from "../facts/sealed.ts";
import type { SealedBytes } from "../facts/sealed-bytes.ts";
import type { Form } from "../trace/forms.ts";

/**
 * What a running engine answered, plain and complete: everything the readers need, and nothing that could print itself.
 */
export interface EngineCapture {
  /** The engine's address as it was reached: `unix:///var/run/docker.sock`. */
  endpoint: string;
  /** Nobody checked that the certificate is the engine's: another machine may have answered. */
  unverified?: true;
  engine: EngineIdentity;
  containers: readonly ContainerCapture[];
  /** What the engine's API returned for each, as JSON. Empty off a swarm manager. */
  services: readonly Sealed[];
  tasks: readonly Sealed[];
  secrets: readonly Sealed[];
  configs: readonly Sealed[];
  images: readonly ImageCapture[];
  /** The answers about each; absent where nobody asked. */
  volumes?: readonly Sealed[];
  networks?: readonly Sealed[];
  plugins?: readonly Sealed[];
  /**
   * When it was made, in milliseconds since 1970, and how many days old a secret may be; absent where ages do not
   * matter.
   */
  ages?: { now: number; most: number };
  /** Where the values of mounted secrets turned up; absent where nobody looked. */
  traced?: Traced;
  /** Only some containers were asked for: what the others hold is not missing. */
  part?: boolean;
  /** What could not be asked. */
  unseen: readonly Unseen[];
  /** What the engine, or a proxy before it, refuses to list and no option asked for: `volumes`. */
  refused?: readonly string[];
}

/** Which engine it is. */
export interface EngineIdentity {
  product: "Docker" | "podman";
  version: string;
  swarm: "none" | "worker" | "manager";
  /** Whether a manager asks for a key before it opens the swarm's secrets after a restart. */
  autolock?: boolean;
  /** Where it keeps its data on its own host: `/var/lib/docker`. */
  dataRoot: string;
}

/** One container: the engine's word on it, and what the kernel shows of its main process. */
export interface ContainerCapture {
  id: string;
  name: string;
  /** The answer to an inspect call, as JSON; absent when the container had gone. */
  inspect?: Sealed;
  proc?: ProcCapture;
  /**
   * The permissions, on the host, of sockets and folders of the engine that are mounted; absent where nobody looked.
   */
  sources?: readonly { path: string; uid: number; gid: number; mode: number }[];
  /**
   * What is below /run/secrets in its own layer, also underneath a mount, and when it has ended; absent where nobody
   * looked.
   */
  layer?: readonly FileCapture[];
}

/** A process as `/proc` shows it: from the engine's host, or from inside the container. */
export interface ProcCapture {
  /** The text of `mountinfo`. */
  mountinfo: string;
  /** The lines `Uid`, `Gid`, `Groups` and `CapEff` of `status`. */
  status: string;
  /** The text of `uid_map` and of `gid_map`. */
  uidMap: string;
  gidMap: string;
  files: readonly FileCapture[];
  /** Whether those are all below /run/secrets. */
  complete: boolean;
  /** Variables of the container that name a file which is not there; absent where that was not seen. */
  absent?: readonly string[];
  /** Its root folder is closed: the files are those that its mounts name, without mode and owner. */
  byMounts?: boolean;
  /** Each `LiveProcess` of the container, as JSON; absent where nobody looked. */
  processes?: Sealed;
  /** Whether those are all. */
  allProcesses?: boolean;
}

/** What a process was started with, as its kernel keeps it. */
export interface LiveProcess {
  /** `NAME=value`. */
  environ: readonly string[];
  cmdline: readonly string[];
}

/** One file seen through the process's root: never through a symbolic link that leads out of it. */
export interface FileCapture {
  /** As it was asked for. */
  path: string;
  /** Without symbolic links. */
  real: string;
  /** `missing`: there is none. */
  type: "file" | "folder" | "other" | "missing";
  /** Permission bits with the three above them. */
  mode?: number;
  /** As the host counts. */
  uid?: number;
  gid?: number;
  /** Bytes. */
  size?: number;
  /** Read only where values are traced. */
  content?: SealedBytes;
}

/** What a search for the values of mounted secrets found. Holds none of them. */
export interface Traced {
  secrets: readonly TracedSecret[];
  sightings: readonly TraceSighting[];
}

/** A secret that some containers hold as a file. */
export interface TracedSecret {
  name: string;
  homes: readonly { container: string; path: string }[];
  /** Why it was not looked for. */
  skipped?: "short" | "public" | "common";
}

/** The value of a secret in some answer. */
export interface TraceSighting {
  /** Its index. */
  secret: number;
  form: Form;
  in: { container: string } | { image: string } | { service: string } | { thing: string };
  /** A JSON pointer; `…` in the place of each part that could hold a value. */
  pointer: string;
  where: ExposedIn;
  name: string;
  former?: "spec" | "task" | "container";
}

/** An image that a container runs or that is on the engine. */
export interface ImageCapture {
  /** Its first tag, or its id. */
  name: string;
  inspect: Sealed;
  /** The answer to a history call, as JSON. */
  history?: Sealed;
}

/** Something that could not be asked, and which facts are therefore missing. */
export interface Unseen {
  /** A container's id; absent when it concerns the whole engine. */
  container?: string;
  /** A service's name, where it concerns that one only. */
  service?: string;
  about: readonly Exclude<FactKind, "gap">[];
  /** Where parts of an answer are malformed, which: `/containers/{id}/json Config.Env`. */
  fields?: readonly string[];
  /**
   * One phrase, without anything the engine answered: `its mounts, modes and owners: needs root on the engine's host`.
   */
  why: string;
  /** Absent where the system did not show it. */
  code?: "ended" | "no-answer" | "bad-answer" | "stopped" | "remote";
}
