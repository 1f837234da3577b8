import type { Part, Setting, SubjectId } from "../../facts/index.ts";
import { Sealed } from "../../facts/sealed.ts";
import { partsOf } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { readBuild } from "./build.ts";
import { readCommand, readHealthcheck, readStart } from "./command.ts";
import { readEnvFiles, readLabelFiles } from "./env-files.ts";
import { readExtends, readMarks } from "./joins.ts";
import { readMapping } from "./mapping.ts";
import { readTmpfs, readVolumes } from "./mounts.ts";
import { readApiSocket, readOptions, readProvider } from "./options.ts";
import { base, type ComposeScan, child, everyKind, gap, link, template } from "./scan.ts";
import { serviceKeys } from "./schema-keys.ts";
import { readGrants } from "./secrets.ts";
import { readUnknownKeys } from "./unknown-keys.ts";

type Section = (scan: ComposeScan, subject: SubjectId, entry: Entry) => void;

const sections: Readonly<Record<string, Section>> = {
  environment: (scan, subject, { value }) => readMapping(scan, subject, value, "container-env"),
  labels: (scan, subject, { value }) => readMapping(scan, subject, value, "container-label"),
  deploy: (scan, subject, entry) => {
    const value = scan.yaml.entries(entry.value).map(({ key, name }): Part => {
      return { is: "literal", text: new Sealed(name), span: scan.yaml.span(key) };
    });
    scan.facts.push({ kind: "setting", ...base(scan, subject, entry.span), key: "deploy", value });
    readMapping(scan, subject, child(scan, entry.value, "labels"), "container-label");
  },
  build: readBuild,
  env_file: (scan, subject, { value }) => readEnvFiles(scan, subject, value),
  label_file: (scan, subject, { value }) => readLabelFiles(scan, subject, value),
  secrets: (scan, subject, { value }) => readGrants(scan, subject, value, "run"),
  volumes: (scan, subject, { value }) => readVolumes(scan, subject, value),
  tmpfs: (scan, subject, { value }) => readTmpfs(scan, subject, value),
  healthcheck: (scan, subject, { value }) => {
    const test = scan.yaml.entries(value).find(({ name }) => name === "test");
    if (test) readHealthcheck(scan, subject, test);
  },
  annotations: (scan, subject, { value }) => readMapping(scan, subject, value, "container-label"),
  logging: (scan, subject, { value }) => readOptions(scan, subject, child(scan, value, "options"), "logging"),
  provider: readProvider,
  use_api_socket: readApiSocket,
  develop: (scan, subject, { value }) => {
    for (const watch of scan.yaml.items(child(scan, value, "watch")))
      readHook(scan, subject, child(scan, watch, "exec"));
  },
  pre_start: readHooks,
  post_start: readHooks,
  pre_stop: readHooks,
  entrypoint: (scan, subject, entry) => {
    scan.facts.push({ kind: "setting", ...base(scan, subject, entry.span), key: "entrypoint", value: [] });
  },
  image: (scan, subject, entry) => setting(scan, subject, entry, "image"),
  user: (scan, subject, entry) => setting(scan, subject, entry, "user"),
  privileged: (scan, subject, entry) => setting(scan, subject, entry, "privileged"),
  pid: (scan, subject, entry) => setting(scan, subject, entry, "pid"),
  read_only: (scan, subject, entry) => setting(scan, subject, entry, "read-only"),
  profiles: (scan, subject, entry) => setting(scan, subject, entry, "profiles"),
  extends: readExtends,
};

/** Reads one service. */
export function readService(scan: ComposeScan, entry: Entry): void {
  const id: SubjectId = `service:${scan.file}#${entry.name}`;
  const { yaml } = scan;
  const span = yaml.span(entry.key);
  if (!scan.subjects.has(id)) {
    const place = { in: "text", file: scan.file, span, statement: span } as const;
    scan.subjects.set(id, { id, name: entry.name, ships: false, place });
    link(scan, id, scan.project, "project");
  }
  if (yaml.shape(entry.value) === "broken")
    gap(scan, id, yaml.span(entry.value), everyKind, "malformed", "an alias without an anchor");
  const entries = yaml.entries(entry.value);
  readMarks(scan, id, entry.value);
  for (const section of entries) {
    const start = scan.facts.length;
    sections[section.name]?.(scan, id, section);
    for (const fact of scan.facts.slice(start)) fact.under = section.name;
  }
  readUnknownKeys(scan, id, entries, serviceKeys);
  readStart(
    scan,
    id,
    entries.find(({ name }) => name === "entrypoint"),
    entries.find(({ name }) => name === "command"),
  );
}

/** Presence, with what is written there: one part for each item of a list. */
function setting(scan: ComposeScan, subject: SubjectId, entry: Entry, key: Setting["key"]): void {
  const nodes = scan.yaml.shape(entry.value) === "list" ? scan.yaml.items(entry.value) : [entry.value];
  const value = nodes.flatMap((node) => {
    const text = template(scan, node);
    return text ? partsOf(text) : [];
  });
  scan.facts.push({ kind: "setting", ...base(scan, subject, entry.span), key, value });
}

/** `pre_start`, `post_start` and `pre_stop`: commands with an environment of their own. */
function readHooks(scan: ComposeScan, subject: SubjectId, entry: Entry): void {
  for (const hook of scan.yaml.items(entry.value)) readHook(scan, subject, hook);
}

function readHook(scan: ComposeScan, subject: SubjectId, hook: unknown): void {
  readMapping(scan, subject, child(scan, hook, "environment"), "container-env");
  const command = scan.yaml.entries(hook).find(({ name }) => name === "command");
  if (command) readCommand(scan, subject, command);
}
