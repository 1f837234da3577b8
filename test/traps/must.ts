import { action, buildPush, workflow } from "../support/workflow.ts";
import { cloudKey, dockerfile, environment, gitlabToken, hex32, npmToken, service, type Trap } from "./table.ts";

type Line = [why: string, rule: string, text: string, files?: Record<string, string>];

const dockerLines: Record<string, Line> = {
  F01: ["a literal", "secret-in-env", "ENV POSTGRES_PASSWORD=«orchid-42-lane»"],
  F02: ["the form with a blank, _PASS", "secret-in-env", "ENV DB_PASS «maple77river»"],
  F03: ["one word", "secret-in-env", "ENV PGPASSWORD=«blueheron9»"],
  F04: ["PWD", "secret-in-env", "ENV SMTP_PWD=«t4bleLamp»"],
  F05: ["hexadecimal", "secret-in-env", `ENV SESSION_SECRET=«${hex32}»`],
  F06: ["an innocent name", "secret-in-url", "ENV DATABASE_URL=postgres://app:«winterfox88»@db:5432/app"],
  F07: ["no default", "secret-in-build-arg", "ARG «NPM_TOKEN»\nRUN npm ci"],
  F08: ["PSW", "secret-in-build-arg", "ARG GITLAB_PSW=«trout-lake7»"],
  F09: ["credentials", "secret-in-build-arg", "ARG «GIT_CREDENTIALS»"],
  F10: ["a signing key", "secret-in-env", `ENV JWT_SIGNING_KEY=«${hex32}»`],
  F11: ["a cloud key", "secret-in-env", `ENV AWS_SECRET_ACCESS_KEY=«${cloudKey}»`],
  F12: ["the third pair", "secret-in-env", "ENV LOG=1 REGION=eu API_TOKEN=«zx9-poplar-55»"],
  F13: ["before the first FROM", "secret-in-build-arg", "ARG REGISTRY_TOKEN=«poplar-zx9»\nFROM alpine:3.20\nRUN true"],
  F14: [
    "a stage that is left behind",
    "secret-in-build-arg",
    "FROM alpine:3.20 AS build\nARG DEPLOY_TOKEN=«poplar-zx9»\nRUN true\nFROM alpine:3.20\nCOPY --from=build /bin/true /t",
  ],
  F15: ["a trigger", "secret-in-build-arg", "ONBUILD ARG «DEPLOY_TOKEN»"],
  F16: ["camelCase", "secret-in-env", "ENV dbPassword=«Plum2Stone»"],
  F17: ["an empty user", "secret-in-url", "ENV REDIS_URL=redis://:«copperkettle5»@cache:6379/0"],
  F18: ["a label", "secret-in-label", "LABEL registry.password=«goldfinch31»"],
  F19: ["_FILE with a literal", "secret-in-env", "ENV POSTGRES_PASSWORD_FILE=«hunterGatherer7»"],
  F20: ["promoted", "secret-in-build-arg", "ARG «BUILD_SECRET»\nENV APP_VALUE=$BUILD_SECRET"],
  F21: ["PUBLIC excuses nothing", "secret-in-env", "ENV PUBLIC_PORTAL_PASSWORD=«lantern808»"],
  F22: ["FILE in front excuses nothing", "secret-in-env", "ENV FILE_SERVER_PASSWORD=«lantern808»"],
  F23: ["a passphrase", "secret-in-env", "ENV PASSPHRASE=«correct-horse-9»"],
  F24: ["salt", "secret-in-env", `ENV ENCRYPTION_SALT=«${hex32}»`],
  F25: ["basic auth", "secret-in-command", "RUN curl -u deploy:«quartz91x» https://nexus.example.net/a.tgz -o a.tgz"],
  F26: [
    "a token written to a file",
    "secret-in-command",
    `RUN echo "//npm.example.net/:_authToken=«${npmToken}»" > /root/.npmrc`,
  ],
  F27: [
    "a token in a URL",
    "secret-in-url",
    `RUN git clone https://oauth2:«${gitlabToken}»@gitlab.example.net/g/r.git`,
  ],
  F28: [
    "a mounted secret is copied",
    "build-secret-escapes",
    "RUN --mount=type=secret,id=npmrc «cp /run/secrets/npmrc /root/.npmrc» && npm ci",
  ],
  F29: [
    "a mounted secret is appended",
    "build-secret-escapes",
    'RUN --mount=type=secret,id=tok «echo "TOKEN=$(cat /run/secrets/tok)" >> /etc/environment»',
  ],
  F30: [
    "a mounted variable is redirected",
    "build-secret-escapes",
    "RUN --mount=type=secret,id=tok,env=TOK «printf '%s' \"$TOK\" > /app/token»",
  ],
  F31: ["a mounted secret is printed", "build-secret-escapes", "RUN --mount=type=secret,id=db «cat /run/secrets/db»"],
  F32: [
    "a literal beside a mount",
    "secret-in-command",
    "RUN --mount=type=secret,id=k PASSWORD=«applePie77x» ./setup.sh",
  ],
  F33: ["an account's password", "secret-in-command", "RUN echo 'root:«toor1234»' | chpasswd"],
  F34: ["-p", "secret-in-command", "RUN mysql -uroot -p«S3dgeWarbler» -e 'create database app'"],
  F35: ["a private key in a layer", "secret-in-command", "RUN «ssh-keygen -t ed25519 -N '' -f /etc/ssh/deploy_key»"],
  F36: [
    "an argument spelled out",
    "secret-in-build-arg",
    'ARG «REPO_PASS»\nRUN wget --user=ci --password="$REPO_PASS" https://files.example.net/x',
  ],
  F37: [
    "a here-document",
    "secret-in-config",
    "RUN <<EOT\ncat > /etc/app.conf <<CFG\ndb_password=«brassbell9»\nCFG\nEOT",
  ],
  F38: ["a private key", "secret-in-layer", "COPY «id_rsa» /root/.ssh/id_rsa", { id_rsa: "canary" }],
  F39: ["an env file", "secret-in-layer", "COPY «.env» /app/.env", { ".env": "PORT=80\n" }],
  F40: [
    "removed too late",
    "secret-removed-too-late",
    "COPY «.npmrc» ./\nRUN npm ci && rm -f .npmrc",
    { ".npmrc": "//npm.example.net/:_authToken=${NPM_TOKEN}\n" },
  ],
  F41: ["the context", "secret-in-layer", "COPY «.» .", { ".env": "API_SEED=quartzite\n" }],
  F42: ["a cloud key file", "secret-in-layer", "ADD «service-account.json» /app/", { "service-account.json": "{}" }],
  F43: [
    "from another stage",
    "secret-in-layer",
    "FROM node:22 AS build\nRUN --mount=type=secret,id=n,target=/root/.npmrc npm ci\nFROM node:22\nCOPY --from=build «/root/.npmrc» /root/.npmrc",
  ],
  F44: [
    "re-included",
    "secret-in-layer",
    "COPY «.» .",
    { ".dockerignore": ".env*\n!.env.production\n", ".env.production": "API_SEED=quartzite\n" },
  ],
  F45: ["a here-document", "secret-in-config", "COPY <<CFG /etc/app.ini\n[db]\npassword = «brassbell9»\nCFG"],
};

const environments: Record<string, [why: string, rule: string, image: string, line: string]> = {
  F46: ["map", "secret-in-env", "mysql:8", "MYSQL_ROOT_PASSWORD: «lantern-808»"],
  F47: ["list", "secret-in-env", "postgres:16", "- POSTGRES_PASSWORD=«lantern-808»"],
  F48: ["a default", "secret-default", "postgres:16", "POSTGRES_PASSWORD: ${PGPW:-«lantern-808»}"],
  F49: ["_PASS", "secret-in-env", "rabbitmq:3", "RABBITMQ_DEFAULT_PASS: «guestbook5»"],
  F50: [
    "a default in a URL",
    "secret-default",
    "postgres:16",
    "DATABASE_URL: postgres://app:${PW:-«lantern808»}@db/app",
  ],
  F51: ["a number", "secret-in-env", "postgres:16", "DB_PASSWORD: «48151623»"],
  F52: ["an escaped dollar", "secret-in-env", "postgres:16", 'DB_PASSWORD: "«pa$$w0rd»"'],
  F53: ["half a literal", "secret-in-env", "postgres:16", "API_KEY: «hunter2»$SUFFIX"],
  F75: ["amqp", "secret-in-url", "example/app:1", "CELERY_BROKER: amqp://worker:«brassbell9»@mq:5672//"],
};

const buildArgs = (line: string) => ({
  "compose.yaml": `services:\n  app:\n    build:\n      context: .\n      args:\n        ${line}\n`,
});

const envLines: Record<string, [why: string, rule: string, file: string, text: string]> = {
  F76: ["unquoted", "secret-in-env-file", ".env", "DB_PASSWORD=«lantern808»\n"],
  F77: ["export", "secret-in-env-file", ".env", `export AWS_SECRET_ACCESS_KEY=«${cloudKey}»\n`],
  F78: ["quoted, _PASS", "secret-in-env-file", ".env.production", "SMTP_PASS='«lantern808»'\n"],
  F79: ["a URI", "secret-in-url", ".env", "MONGO_URI=mongodb://root:«lantern808»@mongo:27017\n"],
  F80: ["behind a comment sign", "secret-in-env-file", ".env", `# OLD_DEPLOY_TOKEN=«${gitlabToken}»\nPORT=80\n`],
  F81: ["a framework's key", "secret-in-env-file", ".env", `SECRET_KEY=«django-insecure-${hex32}»\n`],
};

const shellLines: Record<string, [why: string, rule: string, text: string]> = {
  F82: ["-e", "secret-in-env", "docker run -d -e MYSQL_ROOT_PASSWORD=«lantern808» mysql:8"],
  F83: ["--env=", "secret-in-env", "docker run --env=API_TOKEN=«quartz-lantern-808» example/app:1"],
  F84: ["a build argument", "secret-in-build-arg", "docker build --build-arg «NPM_TOKEN=$NPM_TOKEN» ."],
  F85: ["a login", "secret-in-command", "docker login -u ci -p «lantern808» registry.example.net"],
  F86: ["piped into a secret", "secret-on-stdin-literal", "echo «lantern808» | docker secret create db_pw -"],
  F87: ["a service", "secret-in-env", "docker service create --env DB_PASSWORD=«lantern808» example/app:1"],
  F88: ["compose run", "secret-in-env", "docker compose run -e DB_PASSWORD=«lantern808» app migrate"],
  "a variable": [
    "is followed to its literal",
    "secret-in-command",
    "PW=«hunter2canary»\ndocker run -e DB_PASSWORD=$PW example/app:1",
  ],
  "an innocent variable": [
    "is followed to its literal",
    "secret-in-env",
    "VALUE=«hunter2canary»\ndocker run -e DB_PASSWORD=$VALUE example/app:1",
  ],
};

export const must: readonly Trap[] = [
  ...Object.entries(shellLines).map(([id, [why, rule, text]]) => ({
    id,
    why,
    rule,
    files: { "deploy.sh": `${text}\n` },
  })),
  ...Object.entries(dockerLines).map(([id, [why, rule, text, files]]) => ({
    id,
    why,
    rule,
    files: dockerfile(text, files),
  })),
  ...Object.entries(environments).map(([id, [why, rule, image, line]]) => ({
    id,
    why,
    rule,
    files: environment(image, line),
  })),
  {
    id: "F54",
    why: "through a merge key",
    rule: "secret-in-env",
    files: {
      "compose.yaml":
        "x-env: &e\n  DB_PASSWORD: «lantern808»\nservices:\n  db:\n    image: example/app:1\n    environment:\n      <<: *e\n",
    },
  },
  {
    id: "F55",
    why: "only in the override file",
    rule: "secret-in-env",
    files: {
      ...environment("postgres:16", "LOG: '1'"),
      "compose.override.yml": "services:\n  app:\n    environment:\n      DB_PASSWORD: «lantern808»\n",
    },
  },
  {
    id: "F56",
    why: "only in the env file",
    rule: "secret-in-env-file",
    files: { ...service("postgres:16", "env_file: prod.env"), "prod.env": "POSTGRES_PASSWORD=«lantern808»\n" },
  },
  { id: "F57", why: "literal", rule: "secret-in-build-arg", files: buildArgs("NPM_TOKEN: «quartz-lantern-808»") },
  { id: "F58", why: "forwarded", rule: "secret-in-build-arg", files: buildArgs("- «NPM_TOKEN»") },
  {
    id: "F59",
    why: "a password in the command",
    rule: "secret-in-command",
    files: service("redis:7", 'command: ["redis-server","--requirepass","«brassbell9»"]'),
  },
  {
    id: "F60",
    why: "a password in the health check",
    rule: "secret-in-command",
    files: service("mysql:8", 'healthcheck:\n  test: ["CMD-SHELL","mysqladmin ping -uroot -p«brassbell9»"]'),
  },
  {
    id: "F61",
    why: "a label",
    rule: "secret-in-label",
    files: service("example/app:1", "labels:\n  app.admin.password: «brassbell9»"),
  },
  {
    id: "F62",
    why: "a config's content",
    rule: "secret-in-config",
    files: service(
      "example/app:1",
      "configs: [appcfg]",
      "configs:\n  appcfg:\n    content: |\n      db_password=«brassbell9»",
    ),
  },
  {
    id: "F63",
    why: "exported by the entry point",
    rule: "secret-in-command",
    files: service("example/app:1", "entrypoint: sh -c 'export API_TOKEN=«brassbell9» && exec app'"),
  },
  {
    id: "F89",
    why: "a secret of the store as a build argument",
    rule: "secret-in-build-arg",
    files: action(buildPush, "build-args: |", "  «NPM_TOKEN=${{ secrets.NPM_TOKEN }}»"),
  },
  {
    id: "F90",
    why: "a literal in a workflow's environment",
    rule: "secret-in-env",
    files: workflow("steps:\n  - run: make", "env:\n  DB_PASSWORD: «lantern808»\n"),
  },
  ...Object.entries(envLines).map(([id, [why, rule, file, text]]) => ({ id, why, rule, files: { [file]: text } })),
];
