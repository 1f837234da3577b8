import type { FileAt, Grant, SubjectId } from "../facts/index.ts";
import type { World } from "../facts/world.ts";
import { isHidden, isUnmounted } from "./containers.ts";
import { factRule, type Report } from "./rule.ts";

/** A secret that a running container is granted, and that is not there. */
export const secretMountMissing = factRule({
  id: "secret-mount-missing",
  over: "grant",
  title: "A secret is granted but not mounted",
  why: "A tmpfs or volume over the target hides the secret that the engine mounted. The program then reads nothing, or an old file. Programs often continue without a password, or with a default.",
  severity: "high",
  tags: ["CWE-1188"],
  messages: {
    absent: {
      what: "{key} does not exist in the container, although `{secret}` is granted there",
      instead: "{instead}",
    },
    covered: {
      what: "{key} is not the granted `{secret}`, but a file of {what}",
      instead: "remove that mount or file",
    },
  },
  examples: [
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  db:\n    grants:\n      - {source: db_pw, target: pw, uid: "0", gid: "0", mode: "0400"}\n    files: {}\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  db:\n    grants:\n      - {source: db_pw, target: pw, uid: "0", gid: "0", mode: "0400"}\n    files:\n      /run/secrets/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
    },
    {
      bad: {
        files: {
          "engine.yaml":
            'containers:\n  db:\n    grants:\n      - {source: db_pw, target: pw, uid: "0", gid: "0", mode: "0400"}\n    mounts: ["/run/secrets tmpfs rw"]\n    files:\n      /run/secrets/pw: "0400 0:0"\n',
        },
      },
      good: {
        files: {
          "engine.yaml":
            'containers:\n  db:\n    grants:\n      - {source: db_pw, target: /etc/app/pw, uid: "0", gid: "0", mode: "0400"}\n    files:\n      /etc/app/pw: "0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy"\n',
        },
      },
    },
  ],

  check(grant, world) {
    if (grant.target === undefined || grant.during !== "run") return;
    const own = grant.subject.startsWith("container:");
    const containers = own ? [grant.subject] : world.users(grant.subject, "started-from").map(({ id }) => id);
    return containers.flatMap((container) => report(grant, container, world) ?? []);
  },
});

function report(grant: Grant, container: SubjectId, world: World): Report<"absent" | "covered"> | undefined {
  // A container that does not run has no mounts.
  const [main] = world.about(container, "process");
  if (!main || !world.complete(container, "file")) return undefined;
  const key = grant.target ?? "";
  const file = world.about(container, "file").find((one) => one.path === key && !isHidden(one));
  const byFile = grant.subject !== container;
  const at = byFile ? main : grant;
  const related = byFile ? [{ fact: grant, note: "granted here" }] : [];
  const words = { secret: grant.secret, what: "", instead: "" };
  if (!file) return { at, key, say: "absent", words: { ...words, instead: instead(container, world) }, related };
  // Compose copies secrets that come from a variable into the layer: another rule's.
  if (file.held === undefined || file.held.at === key || byFile) return undefined;
  words.what = isUnmounted(file) ? layerOf(file) : `what is mounted at ${file.held.at}`;
  return { at, key, say: "covered", words };
}

/** A mount over the folder hides what a swarm mounts; Compose copies some secrets, and goes on where that fails. */
function instead(container: SubjectId, world: World): string {
  const { tool, name } = world.subject(container)?.started ?? {};
  const again = {
    compose: `create the container again, after the secret: \`docker compose up -d --force-recreate ${name}\``,
    stack: "deploy the stack again",
    service: `start its task again: \`docker service update --force ${name}\``,
  };
  const known =
    tool === "compose" || tool === "stack" || tool === "service" ? again[tool] : "start the container again";
  return `${known}; or remove the tmpfs or volume over /run or /run/secrets, if it has one`;
}

function layerOf({ held }: FileAt): string {
  return held?.by === "image" ? "the container's image" : "the container's own layer";
}
