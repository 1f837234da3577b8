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
  /** Runs a probe inside containers that `/proc` does not show. It leaves traces: the engine's events tell of it. */
  exec?: boolean;
  /** Ends the audit early: what was seen by then is judged, and the rest is named as not checked. */
  signal?: AbortSignal;
  onProgress?: (progress: Progress) => void;
}

/** How far an audit has come. */
export interface Progress {
  looking: "containers" | "images";
  done: number;
  of: number;
}
