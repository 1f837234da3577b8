import type { Sealed } from "../../facts/sealed.ts";
import { at, type Json, list, object, objectIn, text } from "../readers/json.ts";

/** One reference of a service to the secret, as it has to be given to the new version. */
interface Reference {
  target: string;
  uid: string;
  gid: string;
  /** `0400`. */
  mode: string;
}

/** What the rotation of one secret takes in one cluster. */
export interface RotationPlan {
  old: string;
  next: string;
  /** The driver that keeps the value, where it is not the swarm. */
  driver?: string;
  /** The stack that declares the secret: its file is where the change begins. */
  stack?: string;
  /** The names of further labels. Their values could be secrets. */
  labels: readonly string[];
  services: readonly { name: string; stack?: string; references: readonly Reference[] }[];
}

/** Plans the rotation of a secret; nothing where the cluster has no such secret. */
export function planRotation(
  name: string,
  { secrets, services }: { secrets: readonly Sealed[]; services: readonly Sealed[] },
): RotationPlan | undefined {
  const all = secrets.map(objectIn);
  const names = all.map((one) => text(at(one, "Spec", "Name")) ?? "");
  const secret = all.find((one, index) => names[index] === name || one.ID === name);
  if (!secret) return undefined;
  const old = text(at(secret, "Spec", "Name")) ?? name;
  const labels = object(at(secret, "Spec", "Labels"));
  const [driver, stack] = [text(at(secret, "Spec", "Driver", "Name")), stackOf(labels)];
  return {
    old,
    next: nextVersion(old, new Set(names)),
    ...(driver !== undefined && { driver }),
    ...(stack !== undefined && { stack }),
    labels: Object.keys(labels).filter((label) => label !== stackLabel),
    services: services
      .map(objectIn)
      .flatMap((service) => plannedService(service, secret.ID))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
}

function plannedService(service: Json, secretId: unknown): RotationPlan["services"] {
  const spec = at(service, "Spec", "TaskTemplate", "ContainerSpec");
  const references = list(at(spec, "Secrets")).flatMap((one): Reference[] => {
    if (at(one, "SecretID") !== secretId) return [];
    const mode = at(one, "File", "Mode");
    return [
      {
        target: text(at(one, "File", "Name")) ?? "",
        uid: text(at(one, "File", "UID")) ?? "0",
        gid: text(at(one, "File", "GID")) ?? "0",
        mode: (typeof mode === "number" ? mode : 0o444).toString(8).padStart(4, "0"),
      },
    ];
  });
  if (references.length === 0) return [];
  const stack = stackOf(at(service, "Spec", "Labels"));
  return [{ name: text(at(service, "Spec", "Name")) ?? "", ...(stack !== undefined && { stack }), references }];
}

const stackLabel = "com.docker.stack.namespace";

function stackOf(labels: unknown): string | undefined {
  return text(at(labels, stackLabel));
}

/** As long as a swarm lets a name be. */
const longestName = 64;

/** `db_pw_v3` gives `db_pw_v4`, `db_pw` gives `db_pw_v2`; a name that is taken is passed over. */
function nextVersion(name: string, taken: ReadonlySet<string>): string {
  const [, base = name, separator = "_v", number = "1"] = /^(.*?)([._-]?v?)(\d{1,9})$/.exec(name) ?? [];
  for (let next = Number(number) + 1; ; next++) {
    const ending = `${separator}${String(next).padStart(number.length, "0")}`;
    const candidate = `${base.slice(0, longestName - ending.length)}${ending}`;
    if (!taken.has(candidate)) return candidate;
  }
}
