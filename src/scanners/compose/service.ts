import type { Part, Setting, SubjectId } from "../../facts/fact.ts";
import { Sealed } from "../../facts/sealed.ts";
import { partsOf } from "../text/interpolation.ts";
import type { Entry } from "../text/yaml.ts";
import { readBuild } from "./build.ts";
import { readCommand, readHealthcheck, readStart } from "./command.ts";
import { readEnvFiles, readLabelFiles } from "./env-files.ts";
import { readExtends, readMarks } from "./joins.ts";
import { readMapping } from "./mapping.ts";
import { readTmpfs, readVolumes } from "./mounts.ts";
import { base, child, everyKind, gap, link, type Reading, template } from "./reading.ts";
import { readGrants } from "./secrets.ts";

type Section = (reading: Reading, subject: SubjectId, entry: Entry) => void;

const sections: Readonly<Record<string, Section>> = {
  environment: (reading, subject, { value }) => readMapping(reading, subject, value, "container-env"),
  labels: (reading, subject, { value }) => readMapping(reading, subject, value, "container-label"),
  deploy: (reading, subject, entry) => {
    const value = reading.yaml.entries(entry.value).map(({ key, name }): Part => {
      return { is: "literal", text: new Sealed(name), span: reading.yaml.span(key) };
    });
    reading.facts.push({ kind: "setting", ...base(reading, subject, entry.span), key: "deploy", value });
    readMapping(reading, subject, child(reading, entry.value, "labels"), "container-label");
  },
  build: readBuild,
  env_file: (reading, subject, { value }) => readEnvFiles(reading, subject, value),
  label_file: (reading, subject, { value }) => readLabelFiles(reading, subject, value),
  secrets: (reading, subject, { value }) => readGrants(reading, subject, value, "run"),
  volumes: (reading, subject, { value }) => readVolumes(reading, subject, value),
  tmpfs: (reading, subject, { value }) => readTmpfs(reading, subject, value),
  healthcheck: (reading, subject, { value }) => {
    const test = reading.yaml.entries(value).find(({ name }) => name === "test");
    if (test) readHealthcheck(reading, subject, test);
  },
  pre_start: readHooks,
  post_start: readHooks,
  pre_stop: readHooks,
  entrypoint: (reading, subject, entry) => {
    reading.facts.push({ kind: "setting", ...base(reading, subject, entry.span), key: "entrypoint", value: [] });
  },
  image: (reading, subject, entry) => setting(reading, subject, entry, "image"),
  user: (reading, subject, entry) => setting(reading, subject, entry, "user"),
  privileged: (reading, subject, entry) => setting(reading, subject, entry, "privileged"),
  pid: (reading, subject, entry) => setting(reading, subject, entry, "pid"),
  read_only: (reading, subject, entry) => setting(reading, subject, entry, "read-only"),
  profiles: (reading, subject, entry) => setting(reading, subject, entry, "profiles"),
  extends: readExtends,
};

/** Reads one service. */
export function readService(reading: Reading, entry: Entry): void {
  const id: SubjectId = `service:${reading.file}#${entry.name}`;
  const { yaml } = reading;
  const span = yaml.span(entry.key);
  if (!reading.subjects.has(id)) {
    const place = { in: "text", file: reading.file, span, statement: span } as const;
    reading.subjects.set(id, { id, name: entry.name, ships: false, place });
    link(reading, id, reading.project, "project");
  }
  if (yaml.shape(entry.value) === "broken")
    gap(reading, id, yaml.span(entry.value), everyKind, "an alias without an anchor");
  const entries = yaml.entries(entry.value);
  readMarks(reading, id, entry.value);
  for (const section of entries) {
    const start = reading.facts.length;
    sections[section.name]?.(reading, id, section);
    for (const fact of reading.facts.slice(start)) fact.under = section.name;
  }
  readStart(
    reading,
    id,
    entries.find(({ name }) => name === "entrypoint"),
    entries.find(({ name }) => name === "command"),
  );
}

/** Presence, with what is written there: one part for each item of a list. */
function setting(reading: Reading, subject: SubjectId, entry: Entry, key: Setting["key"]): void {
  const nodes = reading.yaml.shape(entry.value) === "list" ? reading.yaml.items(entry.value) : [entry.value];
  const value = nodes.flatMap((node) => {
    const text = template(reading, node);
    return text ? partsOf(text) : [];
  });
  reading.facts.push({ kind: "setting", ...base(reading, subject, entry.span), key, value });
}

/** `pre_start`, `post_start` and `pre_stop`: commands with an environment of their own. */
function readHooks(reading: Reading, subject: SubjectId, entry: Entry): void {
  for (const hook of reading.yaml.items(entry.value)) {
    readMapping(reading, subject, child(reading, hook, "environment"), "container-env");
    const command = reading.yaml.entries(hook).find(({ name }) => name === "command");
    if (command) readCommand(reading, subject, command);
  }
}
