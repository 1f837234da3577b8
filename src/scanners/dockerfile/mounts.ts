import type { Fact, Grant, Mount, Span } from "../../facts/index.ts";
import type { Mapped } from "../text/mapped.ts";
import { mountOptions } from "./mount-options.ts";
import { type DockerfileScan, flagsNamed, flagValue, gap, readerOf, shared } from "./scan.ts";
import { inFolder } from "./shells.ts";
import type { Instruction } from "./tree.ts";
import { valueIn } from "./value.ts";

/** What `RUN --mount` gives to the commands of one RUN: secrets as grants, the rest as mounts. */
export function readMounts(instruction: Instruction, scan: DockerfileScan): Fact[] {
  return flagsNamed(instruction, "mount").map((flag) => {
    const options = mountOptions(flagValue(instruction, flag));
    const span = instruction.line.source.span(flag.range);
    const said = new Map<string, Mapped | true>(options?.map(({ key, value }) => [key, value ?? true]));
    const mount = options && (read(said, "type")?.toLowerCase() ?? "bind");
    const fact =
      mount === "secret" ? grant(instruction, scan, said, span) : other(instruction, scan, said, span, mount);
    return fact ?? gap(scan, instruction, ["grant", "mount"], "malformed", "a --mount that cannot be read");
  });
}

type Said = ReadonlyMap<string, Mapped | true>;

function read(said: Said, ...keys: string[]): string | undefined {
  const found = textOf(said, ...keys)?.text;
  return found === "" ? undefined : found;
}

function textOf(said: Said, ...keys: string[]): Mapped | undefined {
  for (const key of keys) {
    const value = said.get(key);
    if (value !== undefined && value !== true) return value;
  }
  return undefined;
}

/** By default the secret is a file below /run/secrets; given as a variable, it is a file only when a target says so. */
function grant(instruction: Instruction, scan: DockerfileScan, said: Said, span: Span): Grant | undefined {
  const target = read(said, "target", "dst", "destination");
  const secret = read(said, "source", "src") ?? read(said, "id") ?? lastOf(target);
  if (secret === undefined) return undefined;
  const env = read(said, "env");
  const path = target ?? (said.has("env") ? undefined : `/run/secrets/${lastOf(secret)}`);
  const [uid, gid, mode] = [read(said, "uid"), read(said, "gid"), read(said, "mode")];
  return {
    kind: "grant",
    secret,
    during: "build",
    ...(path !== undefined && { target: inFolder(scan.stage.workdir, path) }),
    ...(env !== undefined && { env }),
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
    ...(mode !== undefined && /^[0-7]+$/.test(mode) && { mode: { bits: Number.parseInt(mode, 8), written: mode } }),
    ...shared(scan, instruction, span),
  };
}

const backings: Readonly<Record<string, Mount["backing"]>> = {
  tmpfs: "memory",
  cache: "disk",
  bind: "disk",
  ssh: "unknown",
};

function other(
  instruction: Instruction,
  scan: DockerfileScan,
  said: Said,
  span: Span,
  type: string | undefined,
): Mount | undefined {
  if (type !== "bind" && type !== "cache" && type !== "tmpfs" && type !== "ssh") return undefined;
  const target =
    read(said, "target", "dst", "destination") ?? (type === "ssh" ? "/run/buildkit/ssh_agent.0" : undefined);
  const backing = backings[type];
  if (target === undefined || backing === undefined) return undefined;
  const source = textOf(said, "source", "src");
  const reader = source && readerOf(scan, instruction, source);
  return {
    kind: "mount",
    path: inFolder(scan.stage.workdir, target),
    type,
    backing,
    ...(reader && { source: valueIn(reader, [0, reader.source.text.length]) }),
    writable: isWritable(said, type),
    during: "build",
    ...shared(scan, instruction, span),
  };
}

/** Of two answers the last one counts, as in the builder. */
function isWritable(said: Said, type: Mount["type"]): boolean {
  let writable = type === "cache" || type === "tmpfs";
  for (const [key, value] of said) {
    const yes = value === true || /^(?:1|t|true)$/i.test(value.text);
    if (key === "readonly" || key === "ro") writable = !yes;
    if (key === "readwrite" || key === "rw") writable = yes;
  }
  return writable;
}

function lastOf(path: string | undefined): string | undefined {
  return path === undefined ? undefined : (/[^/]+(?=\/*$)/.exec(path)?.[0] ?? path);
}
