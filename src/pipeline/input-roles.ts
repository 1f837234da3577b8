/**
 * Why a file is read. `target`: the run is about it. `context`: it belongs to targets, and is reported where one of
 * them takes part. `unreported`: others only need to know what is in it.
 */
type Role = "target" | "context" | "unreported";

/** The role of each file of a run. A path that was not read, such as that of a missing file, has none. */
export interface InputRoles {
  isTarget(path: string): boolean;
  /** Gives a role to a file that is no target; one that is `unreported` stays so. */
  addInput(path: string, role: Exclude<Role, "target">): void;
  /** Whether what is in a file is reported, which relates to these others. */
  isReported(file: string, related?: Iterable<string>): boolean;
}

/** The roles of a run about these files. */
export function inputRoles(targets: Iterable<string>): InputRoles {
  const roles = new Map<string, Role>();
  for (const path of targets) roles.set(path, "target");
  const isTarget = (path: string) => roles.get(path) === "target";
  return {
    isTarget,
    addInput(path, role) {
      if (!isTarget(path) && roles.get(path) !== "unreported") roles.set(path, role);
    },
    isReported(file, related = []) {
      const role = roles.get(file);
      return role === "context" ? [...related].some(isTarget) : role !== "unreported";
    },
  };
}
