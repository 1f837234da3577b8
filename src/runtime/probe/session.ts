import type { Unseen } from "../capture.ts";
import type { Client } from "./client.ts";
import { usualLimits } from "./connect.ts";
import { isSilence } from "./failure.ts";
import type { Progress } from "./options.ts";

/** What all questions of one audit share. */
export interface ProbeSession {
  docker: Client;
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

/** So many calls may wait in vain, with answers in between: each waits its full time. */
const mostLost = 40;

/** Begins one; `signal` ends it early. */
export function startProbeSession(
  docker: Client,
  unseen: Unseen[],
  signal: AbortSignal | undefined,
  tell: (progress: Progress) => void,
): ProbeSession {
  let silent = 0;
  let lost = 0;
  let answered = Date.now();
  const stopped = () => signal?.aborted ?? false;
  return {
    docker,
    unseen,
    stopped,
    stopReason() {
      if (stopped()) return "not looked at: the audit was stopped";
      // Each call waits its full time: thousands of them would wait for hours. One container may be stuck where the
      // others are not.
      const isLost = silent >= 3 && Date.now() - answered >= usualLimits.head;
      return isLost || lost >= mostLost ? "not looked at: the engine stopped answering" : undefined;
    },
    recordResult(error) {
      if (isSilence(error)) {
        silent++;
        lost++;
        return;
      }
      silent = 0;
      answered = Date.now();
    },
    tell,
  };
}
