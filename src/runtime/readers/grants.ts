import type { Grant } from "../../facts/index.ts";
import { type About, seenAt } from "./about.ts";
import { at, list, text } from "./json.ts";

/** The secrets of a swarm task's or service's `ContainerSpec`. The API's modes are decimal: 256 is 0400. */
export function readGrants(about: About, containerSpec: unknown, pointer: string): Grant[] {
  return list(at(containerSpec, "Secrets")).flatMap((reference, index) => {
    const name = text(at(reference, "SecretName"));
    const target = text(at(reference, "File", "Name"));
    if (name === undefined || target === undefined) return [];
    const mode = at(reference, "File", "Mode");
    const bits = typeof mode === "number" ? mode : 0;
    const uid = text(at(reference, "File", "UID"));
    const gid = text(at(reference, "File", "GID"));
    return [
      {
        kind: "grant",
        ...seenAt(about, `${pointer}/Secrets/${index}`, index),
        seen: "declared",
        secret: name,
        during: "run",
        target: targetPath(target),
        ...(uid !== undefined && { uid }),
        ...(gid !== undefined && { gid }),
        mode: { bits, written: octal(bits) },
      },
    ];
  });
}

/** Relative targets are below /run/secrets. */
function targetPath(target: string): string {
  return target.startsWith("/") ? target : `/run/secrets/${target}`;
}

/** `0400`. */
function octal(bits: number): string {
  return bits.toString(8).padStart(4, "0");
}
