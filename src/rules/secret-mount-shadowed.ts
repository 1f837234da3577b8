import { composeExample, secretFiles } from "./conventions/examples.ts";
import { factRule } from "./rule.ts";

/** Something else is mounted at the very path of a granted secret. */
export const secretMountShadowed = factRule({
  id: "secret-mount-shadowed",
  over: "mount",
  title: "Something else is mounted at the path of a secret",
  why: "Two mounts share one path. If the other one is a folder, the container does not start. If it is a file, the order of the engine decides which one the program reads. A mount over /run or /run/secrets hides nothing, because engines mount deeper paths later.",
  severity: "high",
  tags: ["CWE-665"],
  messages: {
    folder: {
      what: "{service} mounts a {type} at {key}, the path of its secret {secret}: the container does not start",
      instead: "mount it elsewhere; or change the target of the grant",
    },
    file: {
      what: "{service} mounts another file at {key}, the path of its secret {secret}: the engine decides which one it reads",
      instead: "remove the volume; or remove the grant",
    },
  },
  examples: [
    {
      bad: composeExample("example/db:1", ["tmpfs: [/run/secrets/pg]", "secrets: [pg]"], secretFiles("pg")),
      good: composeExample("example/db:1", ["tmpfs: [/run]", "secrets: [pg]"], secretFiles("pg")),
    },
    {
      bad: composeExample("example/db:1", ["volumes: ['./pg:/run/secrets/pg:ro']", "secrets: [pg]"], secretFiles("pg")),
      good: composeExample("example/db:1", ["volumes: ['data:/data']", "secrets: [pg]"], secretFiles("pg")),
    },
  ],

  check(mount, world) {
    if (mount.during !== "run") return;
    const joined = world.effectiveServices(mount).flatMap((service) => service.facts("grant"));
    const grant = [...world.about(mount.subject, "grant"), ...joined].find(
      ({ during, target }) => during === "run" && target === mount.path,
    );
    if (!grant) return;
    const service = world.subject(mount.subject)?.name ?? "the service";
    const isFolder = mount.type === "tmpfs" || mount.type === "volume";
    return {
      at: mount,
      key: mount.path,
      say: isFolder ? "folder" : "file",
      words: { service, type: mount.type, secret: grant.secret },
      related: [{ fact: grant, note: "the secret is granted here" }],
    };
  },
});
