import { secretValueExposed } from "../../src/rules/secret-value-exposed.ts";
import { engine } from "../support/engine-yaml.ts";
import { ruleTable } from "../support/rule-table.ts";

const value = "larkspur-canary-1";
const mounted = `"0400 0:0, tmpfs ro, /uxy1vqmbu4ovi4214ekmoiocy, ${value}"`;
/** A container that holds the secret, with these lines, and what else the engine has. */
const holder = (lines: readonly string[], others = "") =>
  engine(
    `containers:\n  db:\n    image: postgres:16\n    files: {/run/secrets/pw: ${mounted}}\n${lines.map((line) => `    ${line}`).join("\n")}\n${others}`,
  );
const live = (entry: string) => `live: {env: ["${entry}"]}`;
const inBase64 = Buffer.from(`user:${value}`).toString("base64");

ruleTable(secretValueExposed, {
  "in a variable of the container itself": {
    files: holder([`env: ["SETTINGS=a ${value} b"]`]),
    says: "environment",
    severity: "critical",
    key: "SETTINGS",
  },
  "in a variable of another container, in Base64": {
    files: holder([], `  web:\n    env: ["AUTH=Basic ${inBase64}"]`),
    says: "environment",
    key: "AUTH",
  },
  "in the environment of a process": { files: holder([live(`APP_KEY=${value}`)]), says: "process", severity: "high" },
  "exported by an official entry point": {
    files: holder(["env: [POSTGRES_PASSWORD_FILE=/run/secrets/pw]", live(`POSTGRES_PASSWORD=${value}`)]),
    says: "exported",
    severity: "low",
  },
  "put there by podman": { files: holder(['env: ["pw=*******"]', live(`DB=${value}`)]), says: "process" },
  "put there by the secrets engine": {
    files: holder(['env: ["DB=se://pw"]', live(`DB=${value}`)]),
    says: "process",
  },
  "an argument": { files: holder([`live: {commands: [[redis-server, --requirepass, ${value}]]}`]), says: "argument" },
  "the command": { files: holder([`command: [app, --key=${value}]`]), says: "command" },
  "a command that its processes repeat": {
    files: holder([`command: [app, --key=${value}]`, `live: {commands: [[app, --key=${value}]]}`]),
    says: "command",
  },
  "a label": { files: holder([`labels: {note: ${value}}`]), says: "label", key: "note" },
  "the name of a label, which is not shown": {
    files: holder([`labels: {"${value}": x}`]),
    says: "label",
    key: "…",
  },
  "an option of the log driver": {
    files: holder([`log: {splunk-token: ${value}}`]),
    says: "option",
    key: "splunk-token",
  },
  "an option of a volume": {
    files: holder([], `volumes: {share: {o: "password=${value}"}}`),
    says: "option",
    key: "o",
  },
  "a health check": { files: holder([`health: ["got ${value}"]`]), says: "health-output" },
  "a log": { files: holder([], `  web:\n    printed: "connecting with ${value}"`), says: "log" },
  "the history of an image": {
    files: holder([], `images: {app: {history: ["RUN |1 K=${value} /bin/sh -c make"]}}`),
    says: "history",
  },
  "a config": { files: holder([], `configs: {ini: "a=1\\nb=${value}"}`), says: "config" },
  "any other field": { files: holder([`further: {Odd: {Place: "${value}"}}`]), says: "field", key: "Odd.Place" },
  "what the image says already is told of the image": {
    files: holder([`env: ["X=${value}"]`], `images: {"postgres:16": {env: ["X=${value}"]}}`),
    says: "environment",
  },
  "the same secret in another container": {
    files: holder([], `  web:\n    files: {/run/secrets/other: ${mounted}}`),
    says: "quiet",
  },
  "another value": { files: holder(['env: ["X=larkspur-canary-2"]']), says: "quiet" },
  "a container that ended": { files: holder([], `  old:\n    stopped: true\n    env: ["X=${value}"]`), says: "quiet" },
});
