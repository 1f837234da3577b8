import type Dockerode from "dockerode";
import type { Unseen } from "../capture.ts";
import { timeout } from "./connect.ts";
import { isSilence } from "./failure.ts";
import type { Progress } from "./options.ts";

/** What all questions of one audit share. */
export interface ProbeSession {
  docker: Dockerode;
  /** Where what could not be asked is written down. */
  unseen: Unseen[];
  /** Whether somebody stopped the audit. */
  stopped(): boolean;
  /** Why nothing more is asked, where that is so: somebody stopped the audit, or the engine answers no more. */
  stopReason(): string | undefined;
  /** Hears how each question ended. */
  recordResult(error?: unknown): void;
  tell(progress: Progress): void;
}

/** Begins one; `signal` ends it early. */
export function startProbeSession(
  docker: Dockerode,
  signal: AbortSignal | undefined,
  tell: (progress: Progress) => void,
): ProbeSession {
  let silent = 0;
  let answered = Date.now();
  const stopped = () => signal?.aborted ?? false;
  return {
    docker,
    unseen: [],
    stopped,
    stopReason() {
      if (stopped()) return "not looked at: the audit was stopped";
      // Each call waits its full time: thousands of them would wait for hours. One container may be stuck where the others are not.
      const isLost = silent >= 3 && Date.now() - answered >= timeout;
      return isLost ? "not looked at: the engine stopped answering" : undefined;
    },
    recordResult(error) {
      if (isSilence(error)) {
        silent++;
        return;
      }
      silent = 0;
      answered = Date.now();
    },
    tell,
  };
}
