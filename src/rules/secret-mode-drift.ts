import type { FileAt, Grant, SubjectId } from "../facts/index.ts";
import { showId, showPlace } from "../facts/shown.ts";
import { shellWord } from "../facts/words.ts";
import type { World } from "../facts/world.ts";
import { isHidden, isUnmounted, mainProcess, modeAndOwner, octal, onHost } from "./containers.ts";
import { factRule, type Report } from "./rule.ts";

/** A secret whose mode or owner in the container is not what its service declares. */
export const secretModeDrift = factRule({
  id: "secret-mode-drift",
  over: "grant",
  title: "A secret is mounted with another mode or owner than declared",
  why: "Service specs and compose files contain what was requested. The container can get something wider, so that other users can read the secret, or something narrower, so that the program fails. Only the running container shows it.",
  severity: "high",
  tags: ["CWE-732", "CWE-276"],
  messages: {
    drift: {
      what: "{key}: declared {declared}, mounted {actual}",
      instead: "grant it again, so that the task starts with the declared mode and owner",
      paste: "docker service update --secret-rm {secret} --secret-add source={secret},target={key},… {service}",
    },
    twice: {
      what: "{key}: declared {declared}, mounted {actual}; {service} is granted `{secret}` twice: both are one file, and the last one written wins",
      instead: "grant it once; or create a second secret with the same content",
    },
    stale: {
      what: "{key}: {file} declares {declared} for {service}, but the service runs with {actual}",
      instead: "deploy the stack again, so that its tasks start with what the file declares",
      paste: "docker stack deploy -c {path} {stack}",
    },
    ignored: {
      what: "{key}: {service} declares {declared}, mounted {actual}; Compose mounts the host's file and ignores uid, gid and mode",
      instead: "set owner and mode of the file on the host",
      paste: "{owner}chmod {mode} {file}",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  db:\n    grants:\n      - {source: db_pw, target: pw, uid: "999", gid: "999", mode: "0400"}\n    files:\n      /run/secrets/pw: "0444 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  db:\n    grants:\n      - {source: db_pw, target: pw, uid: "999", gid: "999", mode: "0400"}\n    files:\n      /run/secrets/pw: "0400 999:999, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
    },
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  api:\n    grants:\n      - {source: key, target: key, uid: "0", gid: "0", mode: "0440"}\n    files:\n      /run/secrets/key: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  api:\n    grants:\n      - {source: key, target: key, uid: "0", gid: "0", mode: "0440"}\n    files:\n      /run/secrets/key: "0440 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
    },
  ],

  check(grant, world) {
    if (grant.target === undefined) return;
    if (grant.subject.startsWith("container:")) return inSwarm(grant, world);
    return world.users(grant.subject, "started-from").flatMap(({ id }) => byCompose(grant, id, world) ?? []);
  },
});

type Key = "drift" | "twice" | "ignored" | "stale";

function inSwarm(grant: Grant, world: World): Report<Key> | undefined {
  const file = fileAt(world, grant.subject, grant.target);
  if (!file || agrees(grant, file)) return undefined;
  const granted = world.about(grant.subject, "grant");
  const again = granted.some((other) => other !== grant && other.secret === grant.secret && !same(grant, other));
  const service = world.sources(grant.subject, "task-of")[0] ?? world.subject(grant.subject);
  return {
    at: file,
    key: file.path,
    say: again ? "twice" : "drift",
    words: {
      declared: declared(grant),
      actual: modeAndOwner(file),
      secret: grant.secret,
      service: service?.name ?? "the service",
    },
  };
}

/** Where several files grant the same target, the last one counts, and which that is they do not say. */
function byCompose(grant: Grant, container: SubjectId, world: World): Report<Key> | undefined {
  const file = fileAt(world, container, grant.target);
  if (file?.held?.by === "swarm") return inStack(grant, file, container, world);
  if (file?.held?.by !== "compose" || agrees(grant, file)) return undefined;
  const services = world.sources(container, "started-from");
  const rivals = services.flatMap(({ id }) => world.about(id, "grant")).filter(({ target }) => target === grant.target);
  if (rivals.length > 1) return undefined;
  const { mode, uid, gid } = grant;
  const main = mainProcess(world, container);
  const chosen = (id = "") => (main && /^\d+$/.test(id) ? String(onHost(main, Number(id))) : showId(id));
  return {
    at: file,
    key: file.path,
    say: "ignored",
    words: {
      declared: [mode && octal(mode.bits), uid && `uid ${showId(uid)}`, gid && `gid ${showId(gid)}`]
        .filter(Boolean)
        .join(", "),
      actual: modeAndOwner(file),
      service: world.subject(grant.subject)?.name ?? "the service",
      file: shellWord(file.held.root),
      owner:
        uid === undefined && gid === undefined
          ? ""
          : `chown ${chosen(uid)}${gid === undefined ? "" : `:${chosen(gid)}`} ${shellWord(file.held.root)} && `,
      mode: octal(mode?.bits ?? file.mode),
    },
    related: [{ fact: grant, note: "declared here" }],
  };
}

/** A stack's service runs with the spec of its last deployment, whatever its file declares by now. */
function inStack(grant: Grant, file: FileAt, container: SubjectId, world: World): Report<Key> | undefined {
  const { mode = { bits: 0o444, written: "0444" }, uid = "0", gid = "0" } = grant;
  if (agrees({ ...grant, mode, uid, gid }, file)) return undefined;
  // That the task has something else than its own spec is another message.
  const own = world.about(container, "grant").find(({ target }) => target === grant.target);
  if (own && !agrees(own, file)) return undefined;
  const service = world.sources(container, "task-of")[0]?.name ?? "";
  const path = grant.place.file;
  const { started } = world.subject(container) ?? {};
  return {
    at: file,
    key: file.path,
    say: "stale",
    words: {
      declared: declared(grant),
      actual: modeAndOwner(file),
      service: world.subject(grant.subject)?.name ?? "the service",
      file: showPlace(path),
      path: shellWord(path),
      stack: started?.tool === "stack" ? service.slice(0, -started.name.length - 1) : "STACK",
    },
    related: [{ fact: grant, note: "declared here" }],
  };
}

function fileAt(world: World, container: SubjectId, target: string | undefined): FileAt | undefined {
  const file = world.about(container, "file").find((one) => one.path === target && !isHidden(one));
  return file && isUnmounted(file) ? undefined : file;
}

function agrees({ mode, uid, gid }: Grant, file: FileAt): boolean {
  // An engine never sets the three bits above the permissions.
  if (mode && file.mode !== undefined && (mode.bits & 0o777) !== file.mode) return false;
  const { owner } = file;
  return !owner || (isId(uid, owner.uid) && isId(gid, owner.gid));
}

function isId(written: string | undefined, id: number): boolean {
  return written === undefined || !/^\d+$/.test(written) || Number(written) === id;
}

function same(a: Grant, b: Grant): boolean {
  return a.uid === b.uid && a.gid === b.gid && a.mode?.bits === b.mode?.bits;
}

function declared({ mode, uid, gid }: Grant): string {
  return `${mode?.written ?? "0444"} ${showId(uid ?? "0")}:${showId(gid ?? "0")}`;
}
