import { parse } from "yaml";
import type { Link } from "../../src/facts/index.ts";
import { Sealed } from "../../src/facts/sealed.ts";
import { SealedBytes } from "../../src/facts/sealed-bytes.ts";
import type { ContainerCapture, EngineCapture, FileCapture } from "../../src/runtime/capture.ts";
import { mountedSecrets } from "../../src/runtime/readers/mounted-secrets.ts";
import { searchAnswers } from "../../src/runtime/readers/search-answers.ts";
import { startTracer } from "../../src/trace/tracer.ts";

/**
 * A small engine, written for people: what a rule's example shows of a running system. Only the words are short;
 * mountinfo, status and the API's objects are
 * made of them as an engine would give them, and go through the real readers.
 */
interface Observed {
  containers?: Record<string, ObservedContainer>;
  services?: Record<
    string,
    { image?: string; grants?: ObservedGrant[]; env?: string[]; labels?: Record<string, string>; previous?: string[] }
  >;
  configs?: Record<string, string>;
  /** podman's own secrets, and the folder in which its driver `file` keeps each; nothing for another driver. */
  secrets?: Record<string, string | null>;
  images?: Record<string, { env?: string[]; history?: string[]; labels?: Record<string, string> }>;
  /** How many days old secrets are. */
  ages?: Record<string, number>;
  podman?: boolean;
  autolock?: boolean;
  /** A task of each service that has ended. */
  ended?: Record<string, { env?: string[] }>;
  /** The options of each. */
  volumes?: Record<string, Record<string, string>>;
}

interface ObservedContainer {
  image?: string;
  /** `uid:gid` and further groups: `1000:1000,999`. Anyone who is not root has no capabilities. */
  user?: string;
  capabilities?: "none";
  /** What the host calls root of the container's user namespace; owners of files are written as the host counts. */
  namespace?: number;
  /** The name of its Compose project. */
  compose?: string;
  /** The service it was started from: `compose.yaml#app`. */
  from?: string;
  /**
   * `0400 0:0, ext4 ro, /srv/pw`, and after one more comma the content; without a file system it has no mount of its
   * own; `0400 0:0, image` is a file of its image.
   */
  files?: Record<string, string>;
  /** What is in its own layer: `0400 0:0`. */
  layer?: Record<string, string>;
  /** `/run/secrets tmpfs rw`. */
  mounts?: string[];
  /** `/host:/inside:ro`. */
  binds?: string[];
  grants?: ObservedGrant[];
  env?: string[];
  labels?: Record<string, string>;
  command?: string[];
  /** What its processes were started with: their environment, and each one's arguments. */
  live?: { env?: string[]; commands?: string[][] };
  /** Variables that name a file which is not there. */
  absent?: string[];
  healthcheck?: string[];
  /** What its health check printed. */
  health?: string[];
  /** Text of files in its layer. */
  holds?: Record<string, string>;
  /** The permissions on the host of what is mounted: `0660 0:0`. */
  guards?: Record<string, string>;
  /** What it printed. */
  printed?: string;
  /** The options of its log driver. */
  log?: Record<string, string>;
  /** Other fields of what inspect tells. */
  further?: Record<string, unknown>;
  pid?: string;
  stopped?: true;
  /** Why its processes were not looked at. */
  unseen?: string;
}

interface ObservedGrant {
  source: string;
  target: string;
  uid: string;
  gid: string;
  mode: string;
}

/** The capture of an `engine.yaml`. */
export function observed(text: string): EngineCapture {
  const {
    containers = {},
    services = {},
    configs = {},
    images = {},
    secrets: stored = {},
    volumes = {},
    ended = {},
    ages = {},
    podman = false,
    autolock,
  } = (parse(text) ?? {}) as Observed;
  const all = Object.entries(containers);
  const now = Date.now();
  const capture: EngineCapture = {
    endpoint: "unix:///var/run/docker.sock",
    ages: { now, most: 90 },
    engine: {
      product: podman ? "podman" : "Docker",
      version: "20.10.24",
      swarm: "manager",
      ...(autolock !== undefined && { autolock }),
      dataRoot: "/var/lib/docker",
    },
    containers: all.map(([name, one]) => container(name, one)),
    services: Object.entries(services).map(
      ([name, { image: Image, grants, env: Env = [], labels: Labels, previous }]) =>
        sealed({
          ID: name,
          Spec: { Name: name, Labels, TaskTemplate: { ContainerSpec: { Image, Env, Secrets: secrets(grants) } } },
          ...(previous && { PreviousSpec: { TaskTemplate: { ContainerSpec: { Env: previous } } } }),
        }),
    ),
    tasks: all
      .flatMap(([name, { grants }]) =>
        grants
          ? [
              sealed({
                Spec: { ContainerSpec: { Secrets: secrets(grants) } },
                Status: { ContainerStatus: { ContainerID: name } },
              }),
            ]
          : [],
      )
      .concat(
        Object.entries(ended).map(([name, { env: Env = [] }]) =>
          sealed({
            ServiceID: name,
            Status: { State: "failed" },
            DesiredState: "shutdown",
            Spec: { ContainerSpec: { Env } },
          }),
        ),
      ),
    secrets: Object.entries(stored).map(([Name, path]) =>
      sealed({
        ID: Name,
        ...(ages[Name] !== undefined && { CreatedAt: new Date(now - ages[Name] * 86_400_000).toISOString() }),
        Spec: { Name, Driver: path ? { Name: "file", Options: { path } } : { Name: "pass" } },
      }),
    ),
    configs: Object.entries(configs).map(([name, data]) => sealed({ Spec: { Name: name, Data: btoa(data) } })),
    images: Object.entries(images).map(([name, { env = [], history = [], labels = {} }]) => ({
      name,
      inspect: sealed({ Id: name, Config: { Env: env, Labels: labels } }),
      history: sealed(history.map((line) => ({ CreatedBy: line }))),
    })),
    unseen: all.flatMap(([name, { unseen }]) =>
      unseen ? [{ container: name, about: ["mount", "file", "process"] as const, why: unseen }] : [],
    ),
    volumes: Object.entries(volumes).map(([Name, Options]) => sealed({ Name, Options })),
  };
  return traced(capture, containers);
}

/** With what a search for the content of its secrets finds, where some content is written. */
function traced(capture: EngineCapture, containers: Readonly<Record<string, ObservedContainer>>): EngineCapture {
  const secrets = mountedSecrets(capture);
  if (secrets.length === 0) return capture;
  const tracer = startTracer(secrets.map(({ content }) => content));
  const homes = secrets.map(({ name, homes }) => ({ name, homes }));
  const elsewhere = Object.entries(containers).flatMap(([container, { printed = "", holds = {} }]) => {
    const found = (text: string, where: "log" | "file", name: string) =>
      tracer
        .find(Buffer.from(text))
        .map(({ secret, form }) => ({ secret, form, in: { container }, pointer: `/${where}`, where, name }));
    return [
      ...found(printed, "log", "log"),
      ...Object.entries(holds).flatMap(([path, text]) => found(text, "file", path)),
    ];
  });
  return { ...capture, traced: { secrets: homes, sightings: [...searchAnswers(capture, tracer), ...elsewhere] } };
}

/** Which service of a compose file each container was started from. */
export function startedFrom(text: string): Link[] {
  const { containers = {} } = (parse(text) ?? {}) as Observed;
  return Object.entries(containers).flatMap(([name, { from }]): Link[] =>
    from === undefined ? [] : [{ from: `container:${name}`, to: `service:${from}`, because: "started-from" }],
  );
}

function container(name: string, one: ObservedContainer): ContainerCapture {
  const { HostConfig: hostConfig, ...further } = one.further ?? {};
  const inspect = sealed({
    Name: `/${name}`,
    Image: one.image ?? "",
    State: {
      Running: !one.stopped,
      ...(one.health && { Health: { Log: one.health.map((Output) => ({ Output })) } }),
    },
    Config: {
      Image: one.image ?? "",
      Env: one.env ?? [],
      Labels: { ...one.labels, ...(one.compose && { "com.docker.compose.project": one.compose }) },
      Entrypoint: null,
      Cmd: one.command ?? [],
      Healthcheck: { Test: one.healthcheck ?? [] },
      User: one.user ?? "",
    },
    HostConfig: {
      ...(hostConfig as object | undefined),
      PidMode: one.pid ?? "",
      LogConfig: { Type: "json-file", Config: one.log ?? {} },
    },
    ...further,
    Mounts: (one.binds ?? []).map((bind) => {
      const [Source, Destination, mode] = bind.split(":");
      return { Type: "bind", Source, Destination, RW: mode !== "ro" };
    }),
  });
  const isMounted = (path: string) => one.mounts?.some((mount) => path.startsWith(`${mount.split(" ")[0]}/`));
  const own = Object.entries(one.files ?? {}).filter(([path, written]) => !written.includes(", ") && !isMounted(path));
  const layer = [...own, ...Object.entries(one.layer ?? {})].map(([path, written]) => fileCapture(path, written));
  const sources = Object.entries(one.guards ?? {}).map(([path, written]) => {
    const { mode = 0, uid = 0, gid = 0 } = fileCapture(path, written);
    return { path, uid, gid, mode };
  });
  return { id: name, name, inspect, layer, sources, ...(!one.stopped && !one.unseen && { proc: proc(one) }) };
}

function proc({
  user = "0:0",
  capabilities,
  namespace: base = 0,
  files = {},
  mounts = [],
  live = {},
  absent = [],
}: ObservedContainer) {
  const lines = ["1 0 0:1 / / rw - overlay overlay rw"];
  for (const mount of mounts) {
    const [point, filesystem, options] = mount.split(" ");
    lines.push(`${lines.length + 1} 1 0:2 / ${point} ${options} - ${filesystem} none rw`);
  }
  const covers = (path: string) => {
    const index = mounts.findLastIndex((mount) => path.startsWith(`${mount.split(" ")[0]}/`));
    return index < 0 ? 1 : index + 2;
  };
  const captures = Object.entries(files).map(([path, written]): FileCapture => {
    const [modeAndOwner = "", mount, root, content] = written.split(", ");
    if (mount && mount !== "image") {
      const [filesystem, options] = mount.split(" ");
      lines.push(`${lines.length + 1} ${covers(path)} 0:3 ${root} ${path} ${options} - ${filesystem} none rw`);
    }
    const captured = fileCapture(path, modeAndOwner);
    return content === undefined ? captured : withContent(captured, Buffer.from(content, "latin1"));
  });
  const [uid = "0", rest = "0"] = user.split(":");
  const [gid, ...groups] = rest.split(",");
  const held = uid === "0" && capabilities !== "none" ? "00000000a80425fb" : "0000000000000000";
  const map = base === 0 ? "0 0 4294967295" : `0 ${base} 65536`;
  const four = (id: string | undefined) =>
    Array(4)
      .fill(base + Number(id))
      .join("\t");
  return {
    mountinfo: lines.join("\n"),
    status: `Uid:\t${four(uid)}\nGid:\t${four(gid)}\nGroups:\t${groups.join(" ")}\nCapEff:\t${held}`,
    uidMap: map,
    gidMap: map,
    files: captures,
    complete: true,
    absent,
    processes: sealed((live.commands ?? [["app"]]).map((cmdline) => ({ environ: live.env ?? [], cmdline }))),
    allProcesses: true,
  };
}

function withContent(file: FileCapture, bytes: Buffer): FileCapture {
  return { ...file, size: bytes.length, content: new SealedBytes(bytes) };
}

function fileCapture(path: string, modeAndOwner: string): FileCapture {
  const [mode = "", owner = ""] = modeAndOwner.split(" ");
  const [uid = 0, gid = 0] = owner.split(":").map(Number);
  return { path, real: path, type: "file", mode: Number.parseInt(mode, 8), uid, gid, size: 20 };
}

function secrets(grants: ObservedGrant[] | undefined) {
  return (grants ?? []).map(({ source, target, uid, gid, mode }) => ({
    SecretName: source,
    SecretID: source,
    File: { Name: target, UID: uid, GID: gid, Mode: Number.parseInt(mode, 8) },
  }));
}

function sealed(value: unknown): Sealed {
  return new Sealed(JSON.stringify(value));
}
