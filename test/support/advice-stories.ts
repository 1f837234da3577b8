interface AdviceStory {
  files: Readonly<Record<string, string>>;
  /** For each finding that asks for a move, its key and what becomes of it. */
  fixes: readonly string[];
}

/** Files whose findings can be fixed by edits, in all the ways people write them. */
export const adviceStories: Readonly<Record<string, AdviceStory>> = {
  "map style, with comments": {
    files: {
      "compose.yaml": `# the shop
services:
  db:
    image: postgres:16   # keep
    environment:
      POSTGRES_USER: shop
      POSTGRES_PASSWORD: "orchid-42-canary"   # move me
    volumes:
      - data:/var/lib/postgresql/data

volumes:
  data:
# the end
`,
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "list style": {
    files: {
      "compose.yaml": `services:
  db:
    image: mysql:8
    environment:
    - MYSQL_DATABASE=shop
    - "MYSQL_ROOT_PASSWORD=orchid-42-canary"
    - MYSQL_PASSWORD=lantern-808-canary
    ports: ["3306:3306"]
`,
    },
    fixes: ["MYSQL_PASSWORD: fixed", "MYSQL_ROOT_PASSWORD: fixed"],
  },
  "flow style": {
    files: {
      "compose.yaml":
        "services:\n  db: {image: 'postgres:16', environment: {POSTGRES_PASSWORD: orchid-42-canary, POSTGRES_USER: shop}}\n",
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "a list of secrets, and definitions": {
    files: {
      "compose.yaml": `services:
  db:
    image: postgres:16
    secrets:
      - source: tls
        target: tls.pem
      # the last one
      - other
    environment:
      POSTGRES_PASSWORD: orchid-42-canary
  web:
    image: nginx:1
    secrets: [tls, other]
secrets:
  tls:
    file: ./tls.pem
  other:
    external: true

networks: {}
`,
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "a flow list of secrets": {
    files: {
      "compose.yaml": `services:
  db:
    image: postgres:16
    secrets: [other]
    environment:
      POSTGRES_PASSWORD: orchid-42-canary
secrets: {other: {external: true}}
`,
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "the name is taken by another secret": {
    files: {
      "compose.yaml": `services:
  db:
    image: postgres:16
    secrets: [postgres_password]
    environment:
      POSTGRES_PASSWORD: orchid-42-canary
secrets:
  postgres_password:
    file: ./secrets/postgres_password
`,
      "secrets/postgres_password": "lantern-808-canary",
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "windows line ends and a byte order mark": {
    files: {
      "compose.yaml":
        "\uFEFFservices:\r\n  db:\r\n    image: postgres:16\r\n    environment:\r\n      POSTGRES_PASSWORD: orchid-42-canary # why\r\n",
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "no line break at the end": {
    files: {
      "compose.yaml":
        "services:\n  db:\n    image: postgres:16\n    environment:\n      - POSTGRES_PASSWORD=orchid-42-canary",
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "services share an environment by an anchor": {
    files: {
      "compose.yaml": `x-env: &env
  POSTGRES_PASSWORD: orchid-42-canary
services:
  one:
    image: postgres:16
    environment: *env
  two:
    image: postgres:16
    environment:
      <<: *env
      POSTGRES_USER: two
`,
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "services merge a whole service": {
    files: {
      "compose.yaml": `x-db: &db
  image: postgres:16
  environment:
    POSTGRES_PASSWORD: orchid-42-canary
services:
  one:
    <<: *db
  two:
    <<: *db
    secrets: [other]
secrets:
  other:
    external: true
`,
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "a service that shares all but the environment": {
    files: {
      "compose.yaml": `services:
  one: &db
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: orchid-42-canary
  two:
    <<: *db
    environment:
      POSTGRES_HOST_AUTH_METHOD: scram-sha-256
`,
    },
    fixes: ["POSTGRES_PASSWORD: one shares its settings with two, which would get the secret, too"],
  },
  "the value is anchored": {
    files: {
      "compose.yaml": `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: &pw orchid-42-canary
  web:
    image: example/web:1
    environment:
      DB_PASSWORD: *pw
`,
    },
    fixes: [
      "DB_PASSWORD: nothing is known of the web image: look in its documentation for a variable or an option that names a file",
    ],
  },
  "a block of text": {
    files: {
      "compose.yaml": `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: |-
        orchid-42-canary
      POSTGRES_USER: shop
`,
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "extended in the same file": {
    files: {
      "compose.yaml": `services:
  base:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: orchid-42-canary
  db:
    extends: base
`,
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "extended in another file": {
    files: {
      "compose.yaml": "services:\n  db:\n    extends: {file: base.yaml, service: base}\n",
      "base.yaml":
        "services:\n  base:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: orchid-42-canary\n",
    },
    fixes: ["POSTGRES_PASSWORD: db is extended in another file, which would need the secret, too"],
  },
  "set by an override, too": {
    files: {
      "compose.yaml":
        "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: orchid-42-canary\n",
      "compose.override.yaml": "services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: lantern-808-canary\n",
    },
    fixes: [
      "POSTGRES_PASSWORD: compose.override.yaml sets POSTGRES_PASSWORD for db, too: move both together",
      "POSTGRES_PASSWORD: compose.yaml sets POSTGRES_PASSWORD for db, too: move both together",
    ],
  },
  "included from a folder": {
    files: {
      "compose.yaml": "include: [db/compose.yaml]\nservices:\n  web:\n    image: nginx:1\n",
      "db/compose.yaml":
        "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: orchid-42-canary\n",
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "built beside it": {
    files: {
      "compose.yaml":
        "services:\n  web:\n    build: .\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: orchid-42-canary\n",
      Dockerfile: "FROM nginx:1\nCOPY . /usr/share/nginx/html\n",
      ".dockerignore": "node_modules",
      ".gitignore": "node_modules\r\n",
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "fallbacks, whole and inside": {
    files: {
      "compose.yaml": `services:
  app:
    image: example/app:1
    environment:
      DB_PASSWORD: \${DB_PASSWORD:-lantern-808-canary}
      A_DSN: postgres://app:\${DB_PW:-orchid-42-canary}@db/app
      BOTH: "\${DB_USER:-app}:\${ADMIN_PASSWORD:-winterfox-88-canary}"
      NESTED_SECRET: \${A_SECRET:-\${B_SECRET:-winterfox-88-canary}}
  list:
    image: example/app:1
    environment:
      - DB_PASSWORD=\${DB_PASSWORD:-lantern-808-canary}
`,
    },
    fixes: ["A_DSN: fixed", "BOTH: fixed", "DB_PASSWORD: fixed", "DB_PASSWORD: fixed", "NESTED_SECRET: fixed"],
  },
  "not granted, and granted without a definition": {
    files: {
      "compose.yaml": `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD_FILE: /run/secrets/pg
  web:
    image: example/web:1
    secrets:
    - api_key
`,
    },
    fixes: ["POSTGRES_PASSWORD_FILE: fixed", "api_key: fixed"],
  },
  "a password where a path belongs": {
    files: {
      "compose.yaml":
        "services:\n  db:\n    image: mysql:8\n    environment:\n      MYSQL_ROOT_PASSWORD_FILE: lantern808canary\n",
    },
    fixes: ["MYSQL_ROOT_PASSWORD_FILE: fixed"],
  },
  "an argument of a build": {
    files: {
      Dockerfile: `# syntax=docker/dockerfile:1
FROM node:22 AS build
# for the registry
ARG NPM_TOKEN
COPY package.json ./
RUN npm ci \\
    --omit=dev
FROM node:22
COPY --from=build /app /app
`,
    },
    fixes: ["NPM_TOKEN: fixed"],
  },
  "an argument that two commands name": {
    files: {
      Dockerfile:
        'FROM alpine:3.20\r\nARG API_TOKEN\r\nRUN apk add curl\r\nRUN curl -H "Authorization: Bearer $API_TOKEN" https://example.net/a\r\nRUN wget --header "X-Token: ${API_TOKEN}" https://example.net/b\r\n',
    },
    fixes: ["API_TOKEN: fixed"],
  },
  "an argument that stays": {
    files: {
      Dockerfile: "FROM node:22\nARG NPM_TOKEN\nENV NPM_TOKEN=$NPM_TOKEN\nRUN npm ci\n",
      "app/Dockerfile": 'FROM node:22\nARG NPM_TOKEN\nRUN echo "_authToken=$NPM_TOKEN" > .npmrc && npm ci\n',
      "web/Dockerfile": "FROM node:22\nARG NPM_TOKEN\nRUN npm ci\nRUN npm run build\n",
    },
    fixes: [
      "NPM_TOKEN: the image keeps NPM_TOKEN in ENV or LABEL: a program that runs needs it from /run/secrets/npm_token, by a grant",
      "NPM_TOKEN: a command writes NPM_TOKEN to a file or prints it, which a mount would not prevent: let the program read it directly",
      "NPM_TOKEN: add --mount=type=secret,id=npm_token,env=NPM_TOKEN to the RUN that needs NPM_TOKEN, and delete the ARG",
    ],
  },
  "an argument that a service hands over": {
    files: {
      Dockerfile: "FROM node:22\nARG NPM_TOKEN\nRUN npm ci\n",
      "compose.yaml": "services:\n  app:\n    build:\n      context: .\n      args: [NPM_TOKEN]\n",
    },
    fixes: [
      "NPM_TOKEN: delete the ARG, give the RUN that needs it --mount=type=secret,id=npm_token,env=NPM_TOKEN, and pass it as a build secret where it is an argument now",
    ],
  },
  "a copy of everything": {
    files: {
      Dockerfile: "FROM nginx:1\nCOPY . /srv\n",
      ".env": "SMTP_PASS=lantern-808-canary\n",
      ".dockerignore": "# what no build needs\nnode_modules",
    },
    fixes: [".env: fixed"],
  },
  "a fallback of an image that reads files": {
    files: {
      "compose.yaml":
        "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: ${PG_PASSWORD:-orchid-42-canary}\n",
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "a fallback that the .env of another project has": {
    files: {
      "a/compose.yaml":
        "services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_PASSWORD: ${PG_PASS:-orchid-42-canary}\n",
      "b/.env": "PG_PASS=\n",
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "an env file of one service": {
    files: {
      "compose.yaml": `services:
  db:
    image: postgres:16
    env_file: db.env
`,
      "db.env": 'POSTGRES_USER=app\nexport POSTGRES_PASSWORD="orchid-42-canary" # the first one\n',
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "an env file of two services": {
    files: {
      "compose.yaml": `services:
  one:
    image: mysql:8
    env_file: [.env]
  two:
    image: mysql:8
    env_file: [.env]
`,
      ".env": "MYSQL_ROOT_PASSWORD=orchid-42-canary\r\nMYSQL_DATABASE=shop\r\n",
    },
    fixes: ["MYSQL_ROOT_PASSWORD: fixed"],
  },
  "an env file that a program gets, too": {
    files: {
      "compose.yaml": `services:
  db:
    image: postgres:16
    env_file: .env
  web:
    build: .
    env_file: .env
`,
      ".env": "POSTGRES_PASSWORD=orchid-42-canary\n",
    },
    fixes: [
      "POSTGRES_PASSWORD: web is built here: let the program read POSTGRES_PASSWORD from /run/secrets/postgres_password, or from the file that POSTGRES_PASSWORD_FILE names",
    ],
  },
  "an env file that Compose reads, too": {
    files: {
      "compose.yaml": `services:
  db:
    image: postgres:16
    env_file: .env
  web:
    image: example/web:1
    environment:
      DB_PASSWORD: \${POSTGRES_PASSWORD}
`,
      ".env": "POSTGRES_PASSWORD=orchid-42-canary\n",
    },
    fixes: ["POSTGRES_PASSWORD: ${POSTGRES_PASSWORD} is used elsewhere, too: move both together"],
  },
  "a stack": {
    files: {
      "stack.yml": `version: "3.8"
services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: orchid-42-canary
`,
    },
    fixes: ["POSTGRES_PASSWORD: fixed"],
  },
  "a file variable by another name": {
    files: {
      "compose.yaml": `services:
  one:
    image: grafana/grafana:11.2.0
    environment:
      GF_SECURITY_ADMIN_PASSWORD_FILE: /run/secrets/gf   # the admin's
    secrets: [gf]
  two:
    image: grafana/grafana:11.2.0
    environment:
    - "GF_SECURITY_ADMIN_PASSWORD_FILE=/run/secrets/gf"
    secrets: [gf]
  three:
    image: grafana/grafana:11.2.0
    env_file: three.env
    secrets: [gf]
secrets:
  gf:
    file: ./gf
`,
      "three.env": "# the admin's\nGF_SECURITY_ADMIN_PASSWORD_FILE=/run/secrets/gf\n",
    },
    fixes: [
      "GF_SECURITY_ADMIN_PASSWORD_FILE: fixed",
      "GF_SECURITY_ADMIN_PASSWORD_FILE: fixed",
      "GF_SECURITY_ADMIN_PASSWORD_FILE: fixed",
    ],
  },
};
