import type { Process } from "../../facts/index.ts";
import type { ProcCapture } from "../capture.ts";
import { type About, seenAt } from "./about.ts";
import { at, strings, text } from "./json.ts";
import { parseIdMap, parseStatus } from "./status.ts";

/** Who runs in a container: as the kernel says, or else as far as the engine's settings tell. */
export function readProcess(about: About, inspect: unknown, proc: ProcCapture | undefined): Process {
  const base = { kind: "process", ...seenAt(about, proc ? "/proc/status" : "/Config/User") } as const;
  const absent = proc?.absent && proc.absent.length > 0 ? { absent: proc.absent } : {};
  const identity = proc && parseStatus(proc.status, parseIdMap(proc.uidMap), parseIdMap(proc.gidMap));
  return { ...base, ...(identity ?? configured(inspect)), ...absent };
}

function configured(inspect: unknown): Pick<Process, "uid" | "gid" | "groups" | "readsAll" | "capabilities"> {
  const [user = "", group] = (text(at(inspect, "Config", "User")) ?? "").split(":");
  const uid = number(user === "" || user === "root" ? "0" : user);
  const gid = number(group ?? (uid === 0 ? "0" : ""));
  const dropped = strings(at(inspect, "HostConfig", "CapDrop")).map((name) => name.toUpperCase().replace(/^CAP_/, ""));
  const privileged = at(inspect, "HostConfig", "Privileged") === true;
  const root = uid === 0;
  return {
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
    groups: strings(at(inspect, "HostConfig", "GroupAdd")).flatMap((name) => number(name) ?? []),
    readsAll: root && (privileged || !dropped.some((name) => name === "ALL" || name === "DAC_OVERRIDE")),
    capabilities: root ? configuredCapabilities(inspect, privileged, dropped) : 0,
  };
}

/** What Docker gives a container that asks for nothing, and CAP_SYS_PTRACE, which matters here: capabilities(7). */
const usual = 0xa804_25fb;
const tracing = 2 ** 19;
const everything = 2 ** 41 - 1;

function configuredCapabilities(inspect: unknown, privileged: boolean, dropped: readonly string[]): number {
  if (privileged) return everything;
  const added = strings(at(inspect, "HostConfig", "CapAdd")).map((name) => name.toUpperCase().replace(/^CAP_/, ""));
  if (added.includes("ALL")) return everything;
  const given = dropped.includes("ALL") ? 0 : usual;
  return given + (added.includes("SYS_PTRACE") ? tracing : 0);
}

function number(name: string): number | undefined {
  return /^\d+$/.test(name) ? Number(name) : undefined;
}
