interface Locked {
  version?: string;
  integrity?: string;
}

/** The part of a lock file that some packages need, as the lock file of a project that depends on no others. */
export function lockedPart(
  lock: { packages: Record<string, Locked> },
  names: readonly string[],
): { packages: Record<string, Locked> };
