/** The machine that the audit runs on, as `cli.ts` sees it. */
export interface Host {
  env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  home: string;
  /** The effective user; absent where the system has none. */
  uid?: number;
  platform: string;
}
