import type { Files } from "./ends-up.ts";

/**
 * Small projects that both Compose and this project's links make one of. `since: 2`: only the second Compose knows the
 * syntax, or does so.
 */
export interface Story {
  files: Files;
  since?: 2;
}

const app = (body: string, rest = "") => `services:\n  app:\n    image: a:1\n${body.replace(/^/gm, "    ")}\n${rest}`;
const over = (body: string, rest = "") => `services:\n  app:\n${body.replace(/^/gm, "    ")}\n${rest}`;
const secret = (...names: string[]) =>
  `secrets:\n${names.map((name) => `  ${name}: {file: ./${name}.txt}\n`).join("")}`;
const two = (base: string, override: string): Story => ({
  files: { "docker-compose.yml": base, "docker-compose.override.yml": override },
});
const text = (files: Files, since?: 2): Story => ({ files, ...(since && { since }) });
/** Compose v1 wants to be told which format it reads. */
const extending = (body: string, files: Files) => text({ "docker-compose.yml": app(body), ...files });

export const stories: Readonly<Record<string, Story>> = {
  "one file": text({ "docker-compose.yml": app("environment: {A: x}") }),
  "environment by name": two(app("environment: {A: x, B: y}"), over("environment: {B: z, C: c}")),
  "environment, a list over a map": two(app("environment: {A: x, B: y}"), over("environment: [B=z, C=c]")),
  "environment, a map over a list": two(app("environment: [A=x, B=y]"), over("environment: {B: z}")),
  "an empty value replaces": two(app("environment: {A: x}"), over('environment: {A: ""}')),
  "labels by name": two(app("labels: {a: x, b: y}"), over("labels: [b=z]")),
  "volumes by target": two(
    app("volumes: ['/srv/a:/data', '/srv/b:/b']"),
    over("volumes: ['/srv/c:/data:ro', '/srv/d:/d']"),
  ),
  "volumes, long over short": two(
    app("volumes: ['/srv/a:/data']"),
    over("volumes:\n  - {type: bind, source: /srv/c, target: /data}"),
  ),
  "secrets side by side": two(app("secrets: [p]", secret("p")), over("secrets: [q]", secret("q"))),
  "a secret twice": two(app("secrets: [p]", secret("p")), over("secrets: [p]")),
  "a secret under another target": text({
    "docker-compose.yml": app("secrets: [p]", secret("p", "q")),
    "docker-compose.override.yml": over("secrets:\n  - {source: q, target: /run/secrets/r}"),
  }),
  "a command replaces": two(app("command: [a, b]"), over("command: [c]")),
  "a command as text replaces": two(app("command: a b"), over("command: c d")),
  "image and user replace": two(app("user: '1'"), over("image: a:2\nuser: '2'")),
  "a service in the override only": two(app("environment: {A: x}"), "services:\n  b:\n    image: b:1\n"),
  "build by key": two(app("build:\n  context: .\n  args: {A: x, B: y}"), over("build:\n  args: {B: z}\n  target: t")),
  "build as text, then by key": two(app("build: ."), over("build:\n  args: {A: x}")),
  "env files": text({
    "docker-compose.yml": app("env_file: [a.env, b.env]\nenvironment: {C: own}"),
    "a.env": "A=1\nB=1\nC=1\n",
    "b.env": "B=2\n",
  }),
  "an env file of the override": text({
    "docker-compose.yml": app("env_file: a.env"),
    "docker-compose.override.yml": over("env_file: b.env"),
    "a.env": "A=1\nB=1\n",
    "b.env": "B=2\n",
  }),
  "environment over the override's env file": text({
    "docker-compose.yml": app("environment: {B: own}"),
    "docker-compose.override.yml": over("env_file: b.env"),
    "b.env": "B=2\n",
  }),
  COMPOSE_FILE: text({
    ".env": "COMPOSE_FILE=one.yml:two.yml\n",
    "one.yml": app("environment: {A: x, B: y}"),
    "two.yml": over("environment: {B: z}"),
    "docker-compose.override.yml": over("environment: {A: never}"),
  }),
  "COMPOSE_FILE with a separator": text({
    ".env": "COMPOSE_PATH_SEPARATOR=,\nCOMPOSE_FILE=one.yml,two.yml\n",
    "one.yml": app("environment: {A: x}"),
    "two.yml": over("environment: {A: z}"),
  }),
  "COMPOSE_FILE in a folder": text({
    ".env": "COMPOSE_FILE=deploy/one.yml:deploy/sub/two.yml\n",
    "deploy/one.yml": app("env_file: a.env"),
    "deploy/sub/two.yml": over("env_file: b.env"),
    "deploy/a.env": "A=1\n",
    "deploy/b.env": "A=2\n",
    "deploy/sub/b.env": "A=3\n",
  }),
  "extends in one file": text({
    "docker-compose.yml":
      "services:\n  base:\n    image: a:1\n    environment: {A: x, B: y}\n  app:\n    extends: {service: base}\n    environment: {B: z}\n",
  }),
  "extends in a chain": text({
    "docker-compose.yml":
      "services:\n  a:\n    image: a:1\n    environment: {A: a, B: a, C: a}\n  b:\n    extends: {service: a}\n    environment: {B: b, C: b}\n  c:\n    extends: {service: b}\n    environment: {C: c}\n",
  }),
  "extends of another file": extending("extends: {file: common.yml, service: base}\nenvironment: {B: z}", {
    "common.yml": "services:\n  base:\n    image: b:1\n    user: '7'\n    environment: {A: x, B: y}\n",
  }),
  "extends of a folder's file": extending("extends: {file: sub/common.yml, service: base}", {
    "sub/common.yml": "services:\n  base:\n    image: b:1\n    env_file: a.env\n",
    "sub/a.env": "A=sub\n",
    "a.env": "A=root\n",
  }),
  "extends through two files": extending("extends: {file: sub/b.yml, service: b}", {
    "sub/b.yml": "services:\n  b:\n    extends: {file: ../c.yml, service: c}\n    environment: {B: b}\n",
    "c.yml": "services:\n  c:\n    image: c:1\n    environment: {B: c, C: c}\n",
  }),
  "extends brings secrets and volumes": text({
    "docker-compose.yml": app(
      "extends: {file: common.yml, service: base}\nsecrets: [q]\nvolumes: ['/srv/x:/data']",
      secret("p", "q"),
    ),
    "common.yml":
      "services:\n  base:\n    image: b:1\n    secrets: [p]\n    volumes: ['/srv/a:/data', '/srv/b:/b']\n    command: [run]\n",
  }),
  "an override over what is extended": text({
    "docker-compose.yml": app("extends: {file: common.yml, service: base}"),
    "docker-compose.override.yml": over("environment: {A: over}"),
    "common.yml": "services:\n  base:\n    image: b:1\n    environment: {A: x, B: y}\n",
  }),
  anchors: text({
    "docker-compose.yml":
      "x-env: &env {A: x, B: y}\nservices:\n  a:\n    image: a:1\n    environment: *env\n  b:\n    image: b:1\n    environment:\n      <<: *env\n      B: z\n",
  }),
  "an anchored service": text({
    "docker-compose.yml":
      "x-app: &app\n  image: a:1\n  command: [run, x]\n  environment: {A: x}\nservices:\n  a: *app\n  b:\n    <<: *app\n    user: '2'\n",
  }),
  "an anchor and an override": text({
    "docker-compose.yml":
      "x-env: &env {A: x}\nservices:\n  a:\n    image: a:1\n    environment: *env\n  b:\n    image: b:1\n    environment: *env\n",
    "docker-compose.override.yml": "services:\n  b:\n    environment: {A: over}\n",
  }),
  "tmpfs side by side": two(app("tmpfs: /run"), over("tmpfs: /tmp")),
  include: text(
    {
      "compose.yaml": `include: [inc/compose.yaml]\n${app("environment: {A: x}")}`,
      "inc/compose.yaml": "services:\n  web:\n    image: w:1\n    env_file: a.env\n",
      "inc/a.env": "A=inc\n",
    },
    2,
  ),
  "include, several files in one": text(
    {
      "compose.yaml": `include:\n  - path: [inc/a.yaml, inc/b.yaml]\n    project_directory: .\n${app("user: '1'")}`,
      "inc/a.yaml": "services:\n  web:\n    image: w:1\n    env_file: a.env\n    environment: {B: a}\n",
      "inc/b.yaml": "services:\n  web:\n    environment: {B: b}\n",
      "a.env": "A=root\n",
      "inc/a.env": "A=inc\n",
    },
    2,
  ),
  "include, nested": text(
    {
      "compose.yaml": `include: [a/compose.yaml]\n${app("secrets: [p]")}`,
      "a/compose.yaml": `include: [b/compose.yaml]\nservices:\n  a: {image: 'a:1'}\n`,
      "a/b/compose.yaml": `services:\n  b:\n    image: b:1\n${secret("p")}`,
    },
    2,
  ),
  "an override over what is included": text(
    {
      "compose.yaml": `include: [inc/compose.yaml]\n${app("user: '1'")}`,
      "compose.override.yaml": "services:\n  web:\n    environment: {A: over}\n",
      "inc/compose.yaml": "services:\n  web:\n    image: w:1\n    environment: {A: inc, B: inc}\n",
    },
    2,
  ),
  "include with variables of its own": text(
    {
      "compose.yaml": `include:\n  - path: "\${WHERE}/compose.yaml"\n    env_file: inc.env\n${app("user: '1'")}`,
      ".env": "WHERE=inc\n",
      "inc.env": "FILE=two.yaml\n",
      "inc/compose.yaml": 'services:\n  web:\n    extends: {file: "${FILE}", service: base}\n',
      "inc/two.yaml": "services:\n  base: {image: 'w:2'}\n",
    },
    2,
  ),
  "!reset of a name": text(
    {
      "compose.yaml": app("environment: {A: x, B: y}"),
      "compose.override.yaml": over("environment:\n  A: !reset null\n  C: z"),
    },
    2,
  ),
  "!reset of a section": text(
    {
      "compose.yaml": app("environment: {A: x}\nsecrets: [p]\nvolumes: ['/srv/a:/data']", secret("p")),
      "compose.override.yaml": over("environment: !reset {}\nsecrets: !reset []\nvolumes: !reset []"),
    },
    2,
  ),
  "!override of a section": text(
    {
      "compose.yaml": app("environment: {A: x, B: y}\nsecrets: [p]\nenv_file: a.env", secret("p")),
      "compose.override.yaml": over(
        "environment: !override {B: z}\nsecrets: !override [q]\nenv_file: !override b.env",
        secret("q"),
      ),
      "a.env": "X=a\n",
      "b.env": "Y=b\n",
    },
    2,
  ),
  "!reset of what is extended": text(
    {
      "compose.yaml": app("extends: {file: common.yml, service: base}\nenvironment: !reset {}\nuser: '3'"),
      "common.yml": "services:\n  base:\n    image: b:1\n    environment: {A: x}\n    secrets: []\n",
    },
    2,
  ),
  "!override of what is extended": text(
    {
      "compose.yaml": app(
        "extends: {file: common.yml, service: base}\ncommand: !override [b]\nlabels: !override {l: own}",
      ),
      "common.yml": "services:\n  base:\n    image: b:1\n    command: [a]\n    labels: {k: base}\n",
    },
    2,
  ),
  "an override that extends": text(
    {
      "compose.yaml": app("environment: {A: x, B: y}"),
      "compose.override.yaml": over("extends: {file: common.yml, service: base}\nenvironment: {A: over}"),
      "common.yml": "services:\n  base:\n    image: b:1\n    environment: {B: common, C: common}\n",
    },
    2,
  ),
  "an override that extends and resets": text(
    {
      "compose.yaml": app("environment: {A: x, B: y}\nlabels: {k: v}"),
      "compose.override.yaml": over("extends: {file: common.yml, service: base}\nenvironment: !reset {}"),
      "common.yml": "services:\n  base:\n    image: b:1\n    environment: {B: common, C: common}\n",
    },
    2,
  ),
  "a secret under two targets": text(
    {
      "compose.yaml": app("secrets: [p]", secret("p")),
      "compose.override.yaml": over("secrets:\n  - {source: p, target: /other}"),
    },
    2,
  ),
  "names in another order": text(
    {
      "compose.yaml": app("user: '1'"),
      "docker-compose.yml": app("user: '2'"),
      "docker-compose.override.yml": over("environment: {A: x}"),
    },
    2,
  ),
};
