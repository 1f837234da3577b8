/** Which engine somebody asked for. */
export interface Wanted {
  host?: string;
  context?: string;
}

/** What an audit looks at, and how deep. */
export interface ProbeOptions extends Wanted {
  /** Names or ids, whole or begun; empty for all. */
  containers?: readonly string[];
  /** Leaves `/proc` of the engine's host unread. */
  noProc?: boolean;
  /** Runs a probe inside containers that `/proc` does not show. It leaves traces: the engine's events report it. */
  exec?: boolean;
  /** Ends the audit early: what was seen by then is judged, and the rest is named as not checked. */
  signal?: AbortSignal;
  /** Looks for the values of mounted secrets in everything else that can be seen. */
  trace?: TraceOptions;
  onProgress?: (progress: Progress) => void;
}

/** How far the values of secrets are looked for. */
export interface TraceOptions {
  /** So many bytes at the end of each container's log. */
  logs: number;
  /** So many bytes of each writable layer and each volume. */
  deep: number;
  /** Tells a value that many texts hold by chance. */
  isCommon(value: string): boolean;
}

/** How far an audit has come. */
export interface Progress {
  looking: "containers" | "images" | "logs";
  done: number;
  of: number;
}
