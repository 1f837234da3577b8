import type { Mount, SubjectId } from "../../facts/index.ts";
import { base, type Line } from "./line.ts";
import type { Option } from "./options.ts";
import { fieldsOf, plainName } from "./pair.ts";

/** `-v source:path:ro`, `--mount type=tmpfs,target=path`. */
export function readMount(line: Line, subject: SubjectId, option: Option): void {
  const mount = option.name === "mount" ? longMount(option) : shortMount(option);
  if (!mount || mount.path === "") return;
  line.scan.facts.push({ kind: "mount", during: "run", ...mount, ...base(line, subject, option) });
}

type Told = Pick<Mount, "path" | "type" | "backing" | "writable">;

function shortMount({ value }: Option): Told | undefined {
  const text = plainName(value);
  const [source, path, flags = ""] = text?.split(":") ?? [];
  if (source === undefined || path === undefined || !path.startsWith("/")) return undefined;
  const bind = /^[./~$]/.test(source);
  return {
    path: path.replace(/\/+$/, "") || "/",
    type: bind ? "bind" : "volume",
    backing: bind ? "disk" : "unknown",
    writable: !flags.split(",").includes("ro"),
  };
}

function longMount({ value }: Option): Told | undefined {
  const fields = fieldsOf(value);
  const path = fields?.get("target") ?? fields?.get("dst") ?? fields?.get("destination");
  if (!fields || path === undefined) return undefined;
  const said = fields.get("type") ?? "volume";
  const type = said === "bind" || said === "tmpfs" || said === "volume" ? said : "unknown";
  const backing = type === "tmpfs" ? "memory" : type === "bind" ? "disk" : "unknown";
  return { path, type, backing, writable: !fields.has("readonly") && !fields.has("ro") };
}
