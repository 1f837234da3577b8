import type { FileCapture, ProcCapture } from "../capture.ts";
import { processFunctions } from "./probe-processes.ts";
import { outside, parseIdMap } from "./status.ts";

const parts = `
part() { printf '\\n\\001%s\\n' "$1"; }`;

/**
 * What `--exec` runs, with the number of the main process and further paths as arguments. It needs `sh`, `cat`, `stat`
 * and `readlink`, reads no content of a
 * secret file, and writes nothing. Parts are told apart by bytes that no path of a secret has; what processes hold
 * comes after the end of all that.
 */
export const probeScript = `${parts}${processFunctions}
for name in cat stat readlink; do command -v $name >/dev/null || exit 0; done
look() {
  if [ ! -e "$1" ]; then printf '%s\\002%s\\002missing\\003' "$1" "$1"; return; fi
  real=$(readlink -f "$1") && facts=$(stat -c '%f %u %g %s' "$real") || return
  if [ -f "$real" ] && ! (: <"$real") 2>/dev/null; then facts="$facts closed"; fi
  printf '%s\\002%s\\002%s\\003' "$1" "$real" "$facts"
}
list() {
  for file in "$1"/* "$1"/.[!.]*; do
    [ -h "$file" ] && continue
    if [ -d "$file" ]; then list "$file"; elif [ -e "$file" ]; then look "$file"; fi
  done
}
for name in mountinfo uid_map gid_map; do part $name; cat /proc/self/$name; done
part status; cat /proc/$1/status 2>/dev/null
main=$1
shift
part files; list /run/secrets
for file in "$@"; do look "$file"; done
part end
[ "$main" = none ] && exit 0
[ -e "/proc/$main/task/$main/children" ] || part more
walk "$main"
part done`;

/** What `--exec` runs as another user of the container, for its processes by their numbers. */
export const processesScript = `${parts}${processFunctions}
for pid in "$@"; do show "$pid"; done
part done`;

const end = "\n\u0001end\n";

/** What the probe printed of processes: all after its first end. */
export function processesPart(printed: string): string {
  const from = printed.indexOf(end);
  return from < 0 ? "" : printed.slice(from + end.length);
}

/** What the probe printed; nothing when it did not come to its end. */
export function parseProbe(printed: string): ProcCapture | undefined {
  const last = printed.indexOf(end);
  if (last < 0) return undefined;
  const parts = new Map(
    printed
      .slice(0, last)
      .split("\n\u0001")
      .map((part): [string, string] => {
        const [name = "", ...lines] = part.split("\n");
        return [name, lines.join("\n")];
      }),
  );
  const mountinfo = parts.get("mountinfo");
  if (mountinfo === undefined) return undefined;
  const uidMap = parts.get("uid_map") ?? "";
  const gidMap = parts.get("gid_map") ?? "";
  const files = new Map<string, FileCapture>();
  for (const entry of (parts.get("files") ?? "").split("\u0003")) {
    const found = parseFile(entry);
    if (!found) continue;
    const { closed, ...file } = found;
    const { uid, gid } = file;
    const map = parseIdMap(uidMap);
    // From outside, ids are the host's. What shows as nobody's and is closed to root has an owner that the user
    // namespace has no number for.
    const foreign = closed && uid === nobody && gid === nobody && map.some(({ outer, inner }) => outer !== inner);
    const owner = foreign
      ? { uid: noId, gid: noId }
      : { uid: outside(map, uid), gid: outside(parseIdMap(gidMap), gid) };
    files.set(file.real, { ...file, ...owner });
  }
  const status = hostStatus(parts.get("status") ?? "", uidMap, gidMap);
  return { mountinfo, status, uidMap, gidMap, files: [...files.values()], complete: true };
}

/** How ids without a number show inside a user namespace, and a number that no map holds: user_namespaces(7). */
const nobody = 65534;
const noId = 4294967295;

function parseFile(entry: string): (Required<Omit<FileCapture, "content">> & { closed: boolean }) | undefined {
  const [path, real, facts] = entry.split("\u0002");
  if (path === undefined || real === undefined || facts === undefined) return undefined;
  const none = { path, real, type: "missing", mode: 0, uid: 0, gid: 0, size: 0, closed: false } as const;
  if (facts === "missing") return none;
  const [bits = "", uid, gid, size, closed] = facts.split(" ");
  const kind = Number.parseInt(bits, 16);
  const type = (kind & 0o170000) === 0o100000 ? "file" : (kind & 0o170000) === 0o040000 ? "folder" : "other";
  return {
    path,
    real,
    type,
    mode: kind & 0o7777,
    uid: Number(uid),
    gid: Number(gid),
    size: Number(size),
    closed: closed === "closed",
  };
}

function hostStatus(status: string, uidMap: string, gidMap: string): string {
  const kept = status.split("\n").filter((line) => /^(?:Uid|Gid|Groups|CapEff):/.test(line));
  return kept
    .map((line) => {
      const [name = "", ...ids] = line.split(/\s+/);
      if (name === "CapEff:") return line;
      const map = parseIdMap(name === "Uid:" ? uidMap : gidMap);
      return [name, ...ids.filter(Boolean).map((id) => outside(map, Number(id)))].join("\t");
    })
    .join("\n");
}
