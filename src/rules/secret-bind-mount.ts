import { isExampleFile } from "../detection/example-files.ts";
import { writtenPath } from "../detection/paths.ts";
import { secretFile } from "../detection/secret-files.ts";
import type { Mount } from "../facts/index.ts";
import { showPath, showPlace } from "../facts/shown.ts";
import { composeExample, secretFiles } from "./conventions/examples.ts";
import { isOpenFile } from "./conventions/open-files.ts";
import { factRule } from "./rule.ts";

/** A secret that is mounted by hand instead of granted. */
export const secretBindMount = factRule({
  id: "secret-bind-mount",
  over: "mount",
  title: "A secret is bind-mounted instead of granted",
  why: "A volume does not say that it holds a secret. It is writable by default, and an engine creates a missing file as an empty folder. A grant is read-only, fails when the file is missing, and works in a swarm unchanged.",
  severity: "medium",
  tags: ["CWE-732"],
  messages: {
    below: {
      what: "{service} bind-mounts {key} instead of declaring it under `secrets:`{writable}",
      instead: "define {secret} at the top level; grant it to {service}",
      paste: "services: {{service}: {secrets: [{secret}]}}\nsecrets:  {{secret}: {file: {source}}}",
    },
    folder: {
      what: "{service} mounts the whole folder {source} at {key}: it can read every secret in it, also those of other services",
      instead: "grant {service} only the secrets that it needs, each by name",
    },
    elsewhere: {
      what: "{service} bind-mounts {source} at {key} instead of declaring it under `secrets:`{writable}",
      instead: "define {secret} at the top level; grant it to {service} at that path",
      paste:
        "services: {{service}: {secrets: [{source: {secret}, target: {key}}]}}\nsecrets:  {{secret}: {file: {source}}}",
    },
  },
  examples: [
    {
      bad: composeExample("example/db:1", ["volumes:", "  - ./secrets/pg:/run/secrets/pg:ro"]),
      good: composeExample("example/db:1", ["secrets: [pg]"], secretFiles("pg")),
    },
    {
      bad: composeExample("example/db:1", ["volumes:", "  - ./id_rsa:/root/.ssh/id_rsa:ro"]),
      good: composeExample(
        "example/db:1",
        ["secrets:", "  - source: id_rsa", "    target: /root/.ssh/id_rsa"],
        secretFiles("id_rsa"),
      ),
    },
  ],

  check(mount, world) {
    if (mount.during !== "run" || !mount.subject.startsWith("service:")) return;
    // `${DIR}` only may be a folder or the name of a volume: over all of /run/secrets both are the same.
    if (mount.type !== "bind" && !(mount.type === "unknown" && isFolder(mount))) return;
    const source = mount.source && writtenPath(mount.source)?.text;
    if (source === undefined) return;
    const say = kindOf(mount, source);
    if (!say || world.about(mount.subject, "grant").some(({ target }) => target === mount.path)) return;
    const service = world.subject(mount.subject)?.name ?? "the service";
    const name = showPlace(mount.path).replace(/^.*\//, "");
    const secret = name.replace(/^\.+/, "").replace(/[^\w.-]+/g, "_") || "secret";
    const writable = mount.writable ? ", and can write to it" : "";
    const example = mount.place.in === "text" && isOfTests(mount.place.file);
    return {
      at: mount,
      key: mount.path,
      say,
      words: { service, source: mount.source ? showPath(mount.source) : "", secret, writable },
      example,
    };
  },
});

/** What a job or a test starts ends with it, and its keys are made for it. */
function isOfTests(file: string): boolean {
  return isExampleFile(file) || /(?:^|\/)\.?ci\//.test(file);
}

function isFolder({ path }: Mount): boolean {
  return /^(?:\/var)?\/run\/secrets$/.test(path);
}

function kindOf(mount: Mount, source: string): "below" | "folder" | "elsewhere" | undefined {
  if (isFolder(mount)) return "folder";
  // Kubernetes and Docker Desktop keep folders of their own there.
  if (/^(?:\/var)?\/run\/secrets\/[^/]+$/.test(mount.path)) return isOpenFile(mount.path) ? undefined : "below";
  const kind = secretFile(source);
  return kind?.sure === "sure" && /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|[^/]+\.(?:pem|key|p12|pfx))$/.test(source)
    ? "elsewhere"
    : undefined;
}
