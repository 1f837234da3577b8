import { rules } from "../../../src/rules/index.ts";
import { numbered } from "./fragments.ts";

/** So many of one thing in a project; `engine.yaml` is a running engine. */
type Grown = (count: number) => Readonly<Record<string, string>>;

const secrets = (count: number) => `secrets:\n${numbered(count, (n) => `  s${n}: {file: ./s${n}}\n`)}`;
const compose = (text: string) => ({ "compose.yaml": text });
const engine = (data: object) => ({ "engine.yaml": JSON.stringify(data) });
const mapped = <Value>(count: number, name: string, value: (number: number) => Value) =>
  Object.fromEntries(Array.from({ length: count }, (_, n) => [`${name}${n}`, value(n)]));
const listed = <Value>(count: number, value: (number: number) => Value) =>
  Array.from({ length: count }, (_, n) => value(n));
const grant = (n: number) => ({ source: `s${n}`, target: `s${n}`, uid: "0", gid: "0", mode: "0444" });

/** Projects that grow. */
export const worlds: Readonly<Record<string, Grown>> = {
  "secrets of one service": (count) =>
    compose(
      `services:\n  a: {image: postgres, secrets: [${numbered(count, (n) => `s${n}`, ", ")}]}\n${secrets(count)}`,
    ),
  "services with a secret each": (count) =>
    compose(`services:\n${numbered(count, (n) => `  a${n}: {image: postgres, secrets: [s${n}]}\n`)}${secrets(count)}`),
  "services with one secret": (count) =>
    compose(`services:\n${numbered(count, (n) => `  a${n}: {image: postgres, secrets: [s0]}\n`)}${secrets(1)}`),
  "secrets that are granted to nobody": (count) => compose(`services: {a: {image: x}}\n${secrets(count)}`),
  "grants that are defined nowhere": (count) =>
    compose(`services:\n${numbered(count, (n) => `  a${n}: {image: postgres, secrets: [s${n}]}\n`)}`),
  "grants with a target": (count) =>
    compose(
      `services:\n  a:\n    image: x\n    secrets:\n${numbered(count, (n) => `      - {source: s${n}, target: t${n}, mode: 0400}\n`)}${secrets(count)}`,
    ),
  "file variables": (count) =>
    compose(
      `services:\n  a:\n    image: postgres\n    environment:\n${numbered(count, (n) => `      A${n}_FILE: /run/secrets/s${n}\n`)}    secrets: [${numbered(count, (n) => `s${n}`, ", ")}]\n${secrets(count)}`,
    ),
  "file variables and no grant": (count) =>
    compose(
      `services:\n${numbered(count, (n) => `  a${n}: {image: postgres, environment: {A_FILE: /run/secrets/s${n}}}\n`)}${secrets(1)}`,
    ),
  "passwords of one service": (count) =>
    compose(
      `services:\n  a:\n    image: postgres\n    environment:\n${numbered(count, (n) => `      A${n}_PASSWORD: canary-Xk${n}\n`)}`,
    ),
  "passwords of one line": (count) =>
    compose(
      `services: {a: {image: x, environment: {${numbered(count, (n) => `A${n}_PASSWORD: canary-Xk${n}`, ", ")}}}}\n`,
    ),
  "services with a password each": (count) =>
    compose(
      `services:\n${numbered(count, (n) => `  a${n}: {image: postgres, environment: {A_PASSWORD: canary-Xk${n}}}\n`)}`,
    ),
  "env files of one service": (count) => ({
    ...compose(`services:\n  a:\n    image: x\n    env_file: [${numbered(count, (n) => `e${n}.env`, ", ")}]\n`),
    ...Object.fromEntries(listed(count, (n) => [`e${n}.env`, `A_PASSWORD=canary-Xk${n}\n`])),
  }),
  "services with one env file": (count) => ({
    ...compose(`services:\n${numbered(count, (n) => `  a${n}: {image: x, env_file: a.env}\n`)}`),
    "a.env": "A_PASSWORD=canary-Xk3\n",
  }),
  "variables of one env file for many services": (count) => ({
    ...compose(`services:\n${numbered(10, (n) => `  a${n}: {image: x, env_file: a.env}\n`)}`),
    "a.env": numbered(count, (n) => `A${n}_PASSWORD=canary-Xk${n}\n`),
  }),
  "chains of extends": (count) =>
    compose(
      `services:\n  a0: {image: x, environment: {A_PASSWORD: canary-Xk3}}\n${numbered(Math.min(count, 90), (n) => `  a${n + 1}: {extends: a${n}}\n`)}${numbered(count, (n) => `  b${n}: {extends: a0}\n`)}`,
    ),
  "services that extend one": (count) =>
    compose(
      `services:\n  a: {image: x, secrets: [s0], environment: {A_PASSWORD: canary-Xk3}}\n${numbered(count, (n) => `  b${n}: {extends: a}\n`)}${secrets(1)}`,
    ),
  "files that are included": (count) => ({
    ...compose(`include: [${numbered(count, (n) => `i${n}/x.yaml`, ", ")}]\nservices: {a: {image: x}}\n`),
    ...Object.fromEntries(
      listed(count, (n) => [`i${n}/x.yaml`, `services: {b${n}: {image: x, secrets: [s]}}\nsecrets: {s: {file: s}}\n`]),
    ),
  }),
  "compose files of one folder": (count) =>
    Object.fromEntries(
      listed(count, (n) => [`c${n}.yaml`, `services: {a${n}: {image: x, secrets: [s]}}\nsecrets: {s: {file: s}}\n`]),
    ),
  "compose files of many folders": (count) =>
    Object.fromEntries(
      listed(count, (n) => [
        `d${n}/compose.yaml`,
        `services: {a: {image: x, secrets: [s]}}\nsecrets: {s: {file: s}}\n`,
      ]),
    ),
  "overriding files": (count) =>
    Object.fromEntries(
      listed(count, (n) => [
        `d${n >> 1}/compose${n % 2 ? ".override" : ""}.yaml`,
        "services: {a: {image: x, secrets: [s]}}\n",
      ]),
    ),
  "services that are built": (count) => ({
    ...compose(
      `services:\n${numbered(count, (n) => `  a${n}: {build: {context: ., args: {A${n}_TOKEN: canary-Xk${n}}}}\n`)}`,
    ),
    Dockerfile: "FROM x\nARG A0_TOKEN\nRUN a\n",
  }),
  "arguments of a build": (count) => ({
    ...compose(
      `services:\n  a:\n    build:\n      context: .\n      args:\n${numbered(count, (n) => `        A${n}_TOKEN: canary-Xk${n}\n`)}`,
    ),
    Dockerfile: `FROM x\n${numbered(count, (n) => `ARG A${n}_TOKEN\n`)}RUN a\n`,
  }),
  "copied files": (count) => ({
    Dockerfile: `FROM x\n${numbered(count, (n) => `COPY k${n}.pem /k${n}\n`)}`,
    ...Object.fromEntries(listed(count, (n) => [`k${n}.pem`, "canary"])),
  }),
  "copied files that are removed": (count) => ({
    Dockerfile: `FROM x\n${numbered(count, (n) => `COPY k${n}.pem /k${n}.pem\n`)}${numbered(count, (n) => `RUN rm /k${n}.pem\n`)}`,
  }),
  "files of one copy": (count) => ({
    Dockerfile: "FROM x\nCOPY . /a\n",
    ...Object.fromEntries(listed(count, (n) => [`k${n}.env`, `A_PASSWORD=canary-Xk${n}\n`])),
  }),
  "stages on stages": (count) => ({
    Dockerfile: `FROM x AS s0\nENV A_PASSWORD=canary-Xk3\n${numbered(count, (n) => `FROM s${n} AS s${n + 1}\n`)}`,
  }),
  "variables of an image": (count) => ({
    Dockerfile: `FROM x\n${numbered(count, (n) => `ENV A${n}_PASSWORD=canary-Xk${n}\n`)}`,
  }),
  "mounts of an image": (count) => ({
    Dockerfile: `FROM x\n${numbered(count, (n) => `RUN --mount=type=secret,id=s${n} cat /run/secrets/s${n} > /k${n}\n`)}`,
  }),
  "suppression comments": (count) => ({
    Dockerfile: `FROM x\n${numbered(count, (n) => `# runsecrets-ignore secret-in-env -- a\nENV A${n}_PASSWORD=canary-Xk${n}\n`)}`,
  }),
  "suppression comments on services": (count) =>
    compose(
      `services:\n${numbered(count, (n) => `  # runsecrets-ignore secret-in-env -- a\n  a${n}: {image: x, environment: {A_PASSWORD: canary-Xk${n}}}\n`)}`,
    ),
  "suppression comments that suppress nothing": (count) => ({
    Dockerfile: `FROM x\n${numbered(count, (n) => `# runsecrets-ignore secret-in-env -- a\nENV A${n}=b\n`)}`,
  }),
  "commands of a script": (count) => ({
    "deploy.sh": `#!/bin/sh\n${numbered(count, (n) => `curl -u a:canary-Xk${n} https://h\n`)}`,
  }),
  "secrets that a script creates": (count) => ({
    "deploy.sh": `#!/bin/sh\n${numbered(count, (n) => `echo canary-Xk${n} | docker secret create s${n} -\n`)}`,
  }),
  "services that a script creates": (count) => ({
    "deploy.sh": `#!/bin/sh\n${numbered(count, (n) => `docker service create --name a${n} --secret s${n} -e A_PASSWORD=canary-Xk${n} x\n`)}`,
  }),
  "reads of a program": (count) => ({
    "app.ts": numbered(count, (n) => `export const a${n} = process.env.A${n}_PASSWORD ?? "canary-Xk${n}";\n`),
    Dockerfile: 'FROM node\nCOPY . .\nCMD ["node", "app.ts"]\n',
  }),
  "programs and services": (count) => ({
    ...compose(
      `services:\n  a:\n    build: .\n    environment:\n${numbered(count, (n) => `      A${n}_PASSWORD: \${A${n}}\n`)}`,
    ),
    "app.ts": numbered(count, (n) => `export const a${n} = process.env.A${n}_PASSWORD;\n`),
  }),
  "jobs of a workflow": (count) => ({
    ".github/workflows/a.yml": `on: push\njobs:\n${numbered(count, (n) => `  j${n}: {runs-on: x, env: {A_PASSWORD: canary-Xk${n}}, steps: [{run: a}]}\n`)}`,
  }),
  containers: (count) =>
    engine({ containers: mapped(count, "c", (n) => ({ image: "postgres", env: [`A_PASSWORD=canary-Xk${n}`] })) }),
  "variables of a container": (count) =>
    engine({ containers: { a: { env: listed(count, (n) => `A${n}_PASSWORD=canary-Xk${n}`) } } }),
  "files of a container": (count) =>
    engine({ containers: { a: { files: mapped(count, "/run/secrets/s", () => "0444 0:0, ext4 ro, /srv/pw") } } }),
  "mounts of a container": (count) =>
    engine({
      containers: {
        a: { mounts: listed(count, (n) => `/run/secrets/s${n} tmpfs rw`), files: { "/run/secrets/s0/x": "0400 0:0" } },
      },
    }),
  "binds of a container": (count) =>
    engine({ containers: { a: { binds: listed(count, (n) => `/srv/s${n}:/run/secrets/s${n}:ro`) } } }),
  "containers with a secret each": (count) =>
    engine({
      containers: mapped(count, "c", (n) => ({
        grants: [grant(n)],
        files: { [`/run/secrets/s${n}`]: "0444 0:0, tmpfs ro, /x" },
      })),
    }),
  "grants of a container": (count) => engine({ containers: { a: { grants: listed(count, grant) } } }),
  "processes of a container": (count) =>
    engine({
      containers: { a: { live: { commands: listed(count, (n) => ["mysql", `-pcanary${n}`]), env: ["A=b"] } } },
    }),
  "containers beside one that sees all": (count) =>
    engine({
      containers: {
        a: { pid: "host" },
        ...mapped(count, "c", () => ({ files: { "/run/secrets/s": "0400 0:0, tmpfs ro, /x" } })),
      },
    }),
  "containers that all see all": (count) =>
    engine({
      containers: mapped(count, "c", () => ({ pid: "host", files: { "/run/secrets/s": "0400 0:0, tmpfs ro, /x" } })),
    }),
  "services of a swarm": (count) =>
    engine({
      services: mapped(count, "a", (n) => ({ image: "x", grants: [grant(n)], env: [`A_PASSWORD=canary-Xk${n}`] })),
    }),
  "grants of a service of a swarm": (count) =>
    engine({ services: { a: { image: "x", grants: listed(count, grant) } } }),
  "secrets of an engine": (count) => engine({ secrets: mapped(count, "s", () => null) }),
  "files of podman's secrets": (count) =>
    engine({
      containers: { a: { files: mapped(count, "/run/secrets/s", () => "0444 0:0, ext4 ro, /srv/pw") } },
      secrets: mapped(count, "s", () => "/var/lib/x"),
    }),
  configs: (count) => engine({ configs: mapped(count, "c", (n) => `password: canary-Xk${n}\n`) }),
  "lines of one config": (count) =>
    engine({ configs: { a: numbered(count, (n) => `a${n}_password: canary-Xk${n}\n`) } }),
  images: (count) => engine({ images: mapped(count, "i", (n) => ({ env: [`A_PASSWORD=canary-Xk${n}`] })) }),
  "history of an image": (count) =>
    engine({ images: { a: { history: listed(count, (n) => `RUN curl -u a:canary-Xk${n} h`) } } }),
  "labels of a container": (count) =>
    engine({ containers: { a: { labels: mapped(count, "a.password", (n) => `canary-Xk${n}`) } } }),
  "health of a container": (count) =>
    engine({ containers: { a: { health: listed(count, (n) => `password=canary-Xk${n}`) } } }),
};

/** The first bad example of each rule, in so many folders. A rule joins by being registered. */
export const examples: Readonly<Record<string, Grown>> = Object.fromEntries(
  rules.map((rule) => [
    rule.id,
    (count: number) => {
      const files = rule.examples[0]?.bad.files ?? {};
      return Object.fromEntries(
        listed(count, (n) => n).flatMap((n) =>
          Object.entries(files).map(([file, text]) => [file === "engine.yaml" ? file : `d${n}/${file}`, text]),
        ),
      );
    },
  ]),
);
