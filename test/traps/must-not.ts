import { action, buildPush } from "../support/workflow.ts";
import { dockerfile, environment, granted, service, type Trap } from "./table.ts";

const publicKey = `ssh-ed25519 AAAA${"C3NzaC1lZDI1NTE5".repeat(2)}ExampleOnly ci`;

const dockerLines: Record<string, [string, string, Record<string, string>?]> = {
  N01: ["the recommended form", "ENV POSTGRES_PASSWORD_FILE=/run/secrets/pg"],
  N02: ["a socket's path", "ENV SSH_AUTH_SOCK=/ssh-agent"],
  N03: ["a folder", "ENV SSH_KEY_DIR=/root/.ssh"],
  N04: ["a mode", "ENV APP_AUTH_MODE=oidc"],
  N05: ["an alias", "ENV KMS_KEY_ALIAS=alias/app"],
  N06: ["an endpoint", "ENV TOKEN_URL=https://idp.example.net/oauth/token"],
  N07: ["a fingerprint", "ENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305"],
  N08: ["a public key", `ENV DEPLOY_PUBLIC_KEY="${publicKey}"`],
  N09: ["a product's name", "ARG KEYCLOAK_VERSION=26.1"],
  N10: ["a product's name", "ENV GOPASS_VERSION=1.15.1"],
  N11: ["a product's name", "ENV GOPRIVATE=git.corp.example"],
  N12: ["a token file", "ENV AWS_WEB_IDENTITY_TOKEN_FILE=/var/run/secrets/eks/token"],
  N13: ["a switch", "ENV TOKENIZERS_PARALLELISM=false"],
  N14: ["a user's name", "ENV GIT_USERNAME=ci-bot"],
  N15: ["KEY inside a word", "ENV KEYBOARD_LAYOUT=us"],
  N16: ["KEY inside a word", "ENV MONKEY_PATCH=1"],
  N17: ["PASS inside a word", "ENV BYPASS_CACHE=1"],
  N18: ["a path", "ENV ACCESS_LOG=/dev/stdout"],
  N19: ["package versions", "RUN apk add --no-cache libcrypto3=3.1.4-r1 libssl3=3.1.4-r1"],
  N20: ["an empty value", 'ENV API_KEY=""'],
  N21: ["a length", "ENV PASSWORD_MIN_LENGTH=12"],
  N22: ["a duration", "ENV TOKEN_TTL=900"],
  N23: ["a switch", "ENV REQUIRE_MFA_AUTH=true"],
  N24: ["a secret's name in a store", "ENV DB_SECRET_NAME=prod/db"],
  N25: ["a path in a store", "ENV VAULT_SECRET_PATH=secret/data/app"],
  N26: ["a helper's name", "ENV CREDENTIAL_HELPER=ecr-login"],
  N27: ["a mounted file", "RUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci"],
  N28: ["a mounted variable", "RUN --mount=type=secret,id=gh,env=GH_TOKEN gh release download v1"],
  N29: [
    "a mount whose type comes second",
    "RUN --mount=id=aws,type=secret,target=/root/.aws/credentials aws s3 cp s3://b/k .",
  ],
  N30: ["a documented dummy", "RUN SECRET_KEY_BASE_DUMMY=1 ./bin/rails assets:precompile"],
  N31: ["the public half", "COPY id_rsa.pub /root/.ssh/authorized_keys", { "id_rsa.pub": publicKey }],
  N32: ["a template", "COPY .env.example /app/.env.example", { ".env.example": "DB_PASSWORD=\n" }],
  N33: ["an ignored file", "COPY . .", { ".dockerignore": ".env\n", ".env": "PORT=80\n" }],
  N34: ["public by contract", "ENV NEXT_PUBLIC_MAPS_KEY=demo-public"],
  N35: ["a secret's file", "ENV NPM_CONFIG_USERCONFIG=/run/secrets/npmrc"],
  N36: ["a cache's key", "ENV CACHE_KEY_PREFIX=v3"],
  N37: ["a schema's key", "ENV PRIMARY_KEY_TYPE=uuid"],
  N38: ["a version", "ARG AUTH_MODULE_VERSION=2.4.0"],
  N39: ["a text on a screen", "ENV PASSWORD_PROMPT_STRING=Password"],
  N40: ["a switch", "ENV TRAVIS_SUDO=true"],
  N41: ["a device's name", "ENV STRIPE_DEVICE_NAME=desk1"],
  N42: ["a path", "ENV KEYSTORE_PATH=/etc/ssl/app.jks"],
  N43: ["an audience", "ARG TOKEN_AUDIENCE=api.example.net"],
};

const environments: Record<string, [string, string, string]> = {
  N44: ["a reference", "postgres:16", "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}"],
  N45: ["a required reference", "postgres:16", "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?must be set}"],
  N47: ["a switch", "mysql:8", 'MYSQL_RANDOM_ROOT_PASSWORD: "yes"'],
  N48: ["a duration", "example/app:1", "JWT_ACCESS_TOKEN_EXPIRE_MINUTES: 30"],
  N49: ["a count", "example/app:1", "OPENAI_MAX_TOKENS: 4096"],
  N50: ["two references", "example/app:1", "DATABASE_URL: postgresql://${U:?u}:${P:?p}@db/app"],
  N56: ["a DSN without a private part", "example/app:1", "SENTRY_DSN: https://o1.ingest.example.net/2"],
  N59: ["a public key's path", "example/app:1", "JWT_PUBLIC_KEY_PATH: /etc/keys/jwt.pub"],
};

const envLines: Record<string, [string, string, string]> = {
  N60: ["empty, and the next line is not its value", ".env.sample", "SHOP_DB_PASSWORD=\nSHOP_DB_ENABLED=1\n"],
  N61: ["publishable by contract", ".env", "STRIPE_PUBLISHABLE_KEY=pk_test_demo\n"],
  N62: ["a placeholder", ".env.example", "DB_PASSWORD=<your password here>\n"],
  N63: ["a reference", ".env", "DB_PASSWORD=${VAULT_DB_PASSWORD}\n"],
};

const shellLines: Record<string, [string, string]> = {
  N64: ["taken from the caller's environment", "docker run -e POSTGRES_PASSWORD postgres:16"],
  N65: ["a path", "docker run -e POSTGRES_PASSWORD_FILE=/run/secrets/pg postgres:16"],
  N66: ["a build secret", "docker build --secret id=npm,src=$HOME/.npmrc ."],
  N67: ["a login on standard input", "printenv REG_PW | docker login -u ci --password-stdin registry.example.net"],
};

export const mustNot: readonly Trap[] = [
  ...Object.entries(shellLines).map(([id, [why, text]]) => ({ id, why, files: { "deploy.sh": `${text}\n` } })),
  ...Object.entries(dockerLines).map(([id, [why, text, files]]) => ({ id, why, files: dockerfile(text, files) })),
  ...Object.entries(environments).map(([id, [why, image, line]]) => ({ id, why, files: environment(image, line) })),
  { id: "N46", why: "the right way", files: granted("postgres:16", "POSTGRES_PASSWORD_FILE", "pg") },
  { id: "N51", why: "two underscores", files: granted("grafana/grafana:11", "GF_SECURITY_ADMIN_PASSWORD__FILE", "gf") },
  { id: "N52", why: "FILE in front", files: granted("lscr.io/linuxserver/code-server:4", "FILE__PASSWORD", "pw") },
  {
    id: "N53",
    why: "owner and mode of a secret from the environment",
    files: service(
      "example/app:1",
      'environment:\n  LOG: \'1\'\nsecrets:\n  - source: p\n    uid: "10"\n    gid: "20"\n    mode: 0440',
      "secrets:\n  p:\n    environment: APP_P",
    ),
  },
  {
    id: "N54",
    why: "a label about ownership",
    files: service("example/app:1", "labels:\n  com.example.secret-owner: team-platform"),
  },
  {
    id: "N55",
    why: "names of a service and an image",
    files: { "compose.yaml": "services:\n  secret-api:\n    image: example/token-service:1.2\n" },
  },
  {
    id: "N57",
    why: "a value read from the mounted file",
    files: service(
      "example/app:1",
      'command: ["sh","-c","export PGPASSWORD=$$(cat /run/secrets/pg) && exec app"]\nsecrets: [pg]',
      "secrets:\n  pg:\n    file: ./pg.txt",
      { "pg.txt": "canary" },
    ),
  },
  {
    id: "N58",
    why: "a fragment named secret",
    files: {
      "compose.yaml": "x-secret-defaults: &s\n  driver: local\nservices:\n  app:\n    image: example/app:1\n",
    },
  },
  {
    id: "N68",
    why: "a build secret",
    files: action(buildPush, "secrets: |", "  npm_token=${{ secrets.NPM_TOKEN }}"),
  },
  { id: "N69", why: "a harmless argument", files: action(buildPush, "build-args: |", "  VERSION=${{ github.sha }}") },
  ...Object.entries(envLines).map(([id, [why, file, text]]) => ({ id, why, files: { [file]: text } })),
];
