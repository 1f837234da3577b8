import { homedir } from "node:os";
import { env, geteuid, platform } from "node:process";

/** The machine that the audit runs on, as `cli.ts` sees it. */
export interface Host {
  env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  home: string;
  /** The effective user; absent where the system has none. */
  uid?: number;
  platform: string;
}

/** This machine, for anyone who calls from a program: as the environment of that program has it. */
export function thisHost(): Host {
  const uid = geteuid?.();
  return { env, home: homedir(), platform, ...(uid !== undefined && { uid }) };
}
