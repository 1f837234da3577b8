import type Dockerode from "dockerode";
import type { Unseen } from "../capture.ts";
import type { Progress } from "./options.ts";

/** What all questions of one audit share. */
export interface Visit {
  docker: Dockerode;
  /** Where what could not be asked is written down. */
  unseen: Unseen[];
  /** Whether somebody stopped the audit: nothing more is asked then. */
  stopped(): boolean;
  tell(progress: Progress): void;
}

/** Why something was not asked. */
export const stopping = "not looked at: the audit was stopped";
