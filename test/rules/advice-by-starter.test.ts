import { expect, it } from "vitest";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { rules } from "../../src/rules/index.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";
import { sightingsOf } from "../support/sightings.ts";

const quadlet = "pid: private, labels: {PODMAN_SYSTEMD_UNIT: app.service}";
const podman = "pid: private";
const service = "labels: {com.docker.swarm.service.name: shop_app}";
const stack = "labels: {com.docker.swarm.service.name: shop_app, com.docker.stack.namespace: shop}";
const compose = "compose: shop, labels: {com.docker.compose.service: app}";
const bound = 'files: {/run/secrets/pw: "0400 0:0, ext4 ro, /srv/pw"}';
const absent = "env: [DB_PASSWORD_FILE=/run/secrets/db], absent: [DB_PASSWORD_FILE]";
const copied = 'files: {/run/secrets/pw: "0400 0:0, ext4 ro, /p/overlay-containers/1/userdata/secrets/db"}';

it.each([
  ["docker run", "labels: {}", bound, "secret-not-in-memory", "or run it as a service of a swarm", ""],
  ["podman", podman, bound, "secret-not-in-memory", "keep the file on a tmpfs of the host", ""],
  [
    "a service",
    service,
    bound,
    "secret-not-in-memory",
    "grant a secret in place of the mount",
    "docker secret create pw_v1 /srv/pw\ndocker service update " +
      "--mount-rm /run/secrets/pw --secret-add source=pw_v1,target=pw shop_app",
  ],
  ["a stack", stack, bound, "secret-not-in-memory", "deploy the stack again", "docker secret create pw_v1 /srv/pw"],
  [
    "docker run",
    "labels: {}",
    absent,
    "file-variable-target",
    "start app again with the file mounted there",
    "-v ./secrets/db:/run/secrets/db:ro",
  ],
  ["podman", podman, absent, "file-variable-target", "start app again with the secret", "--secret db"],
  ["quadlet", quadlet, absent, "file-variable-target", "add the secret to the unit", "Secret=db"],
  [
    "podman",
    `${podman}, user: "1000:1000"`,
    copied,
    "secret-unreadable",
    "grant it with an owner",
    "--secret db,target=pw,uid=1000,mode=0400",
  ],
  [
    "quadlet",
    `${quadlet}, user: "1000:1000"`,
    copied,
    "secret-unreadable",
    "grant it with an owner",
    "Secret=db,target=pw,uid=1000,mode=0400",
  ],
  [
    "Compose, from a variable",
    `${compose}, user: "1000:1000"`,
    'files: {/run/secrets/pw: "0400 0:0"}',
    "secret-unreadable",
    "Compose honours uid, gid and mode of secrets from variables",
    'secrets: [{source: …, target: pw, uid: "1000", mode: 0400}]',
  ],
])("advice fits what %s started: %s %s: %s", async (_, started, held, rule, instead, paste) => {
  const files = { "engine.yaml": `containers: {app: {${started}, ${held}}}\n` };
  const findings = applyRules(rules, new JudgedWorld(await sightingsOf(files, new Set())));
  const found = findings.find((one) => one.rule === rule);
  expect(found?.instead).toContain(instead);
  expect(found?.paste.join("\n")).toBe(paste);
});
