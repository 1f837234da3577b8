import { factRule } from "./rule.ts";

/** A secret that a running container is granted, and that is not there. */
export const secretMountMissing = factRule({
  id: "secret-mount-missing",
  over: "grant",
  title: "A secret is granted, and not mounted",
  why:
    "A tmpfs or volume over the target hides what the engine mounted there, and what the program reads instead is nothing, or a file that " +
    "somebody left. Programs often go on without a password, or with a default.",
  severity: "high",
  tags: ["CWE-1188"],
  messages: {
    absent: {
      what: "{key} does not exist in the container, although `{secret}` is granted there",
      instead: "take away what hides it (a tmpfs or volume over /run or /run/secrets), and let the task start again",
    },
    covered: {
      what: "{key} is not the granted `{secret}`, but a file of {what}",
      instead: "take that mount or file away: what the program reads is not the secret",
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
    const { subject, target } = grant;
    if (!subject.startsWith("container:") || target === undefined || grant.during !== "run") return;
    // A container that does not run has no mounts.
    if (!world.complete(subject, "file") || world.about(subject, "process").length === 0) return;
    const file = world.about(subject, "file").find(({ path }) => path === target);
    const words = { secret: grant.secret, what: "" };
    if (!file) return { at: grant, key: target, say: "absent", words };
    if (file.held === undefined || file.held.at === target) return;
    words.what = file.held.by === "layer" ? "the container's own layer" : `what is mounted at ${file.held.at}`;
    return { at: grant, key: target, say: "covered", words };
  },
});
