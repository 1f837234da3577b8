import { describe, expect, it } from "vitest";
import { createDetector } from "../../src/detection/detector.ts";
import type { Judgement, Where } from "../../src/detection/types.ts";
import { written } from "./written.ts";

const { suspect, suspectName } = createDetector();

const hex = "9f3b07c2e1d84a65";
const cloudKey = `wK7${"pQ9/xT2vLm+8".repeat(3)}a`;
const gitlabToken = `glpat${"-"}${"xY7kQ2mN9pR4".repeat(2)}`;

type Row = readonly [name: string | undefined, value: string, is: Judgement, sink?: Where["sink"]];

// Lines that other tools report, and that hold no secret.
const quiet: readonly Row[] = [
  ["POSTGRES_PASSWORD_FILE", "/run/secrets/pg", "reference", "image-env"],
  ["SSH_AUTH_SOCK", "/ssh-agent", "harmless", "image-env"],
  ["SSH_KEY_DIR", "/root/.ssh", "harmless", "image-env"],
  ["APP_AUTH_MODE", "oidc", "harmless", "image-env"],
  ["KMS_KEY_ALIAS", "alias/shop", "harmless", "image-env"],
  ["TOKEN_URL", "https://login.example.net/oauth/token", "harmless", "image-env"],
  ["GPG_KEY", "A035C8C19219BA821ECEA86B64E628F8D684696D", "harmless", "image-env"],
  ["DEPLOY_PUBLIC_KEY", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIFoR ci", "public", "image-env"],
  ["KEYCLOAK_VERSION", "26.1", "harmless", "build-arg"],
  ["GOPASS_VERSION", "1.15.1", "harmless", "image-env"],
  ["GOPRIVATE", "git.corp.example", "harmless", "image-env"],
  ["AWS_WEB_IDENTITY_TOKEN_FILE", "/var/run/secrets/eks/token", "reference", "image-env"],
  ["TOKENIZERS_PARALLELISM", "false", "harmless", "image-env"],
  ["GIT_USERNAME", "ci-robot", "harmless", "image-env"],
  ["KEYBOARD_LAYOUT", "us", "harmless", "image-env"],
  ["MONKEY_PATCH", "1", "harmless", "image-env"],
  ["BYPASS_CACHE", "1", "harmless", "image-env"],
  ["ACCESS_LOG", "/dev/stdout", "harmless", "image-env"],
  ["libcrypto3", "3.1.4-r1", "harmless", "command"],
  ["API_KEY", "", "harmless", "image-env"],
  ["PASSWORD_MIN_LENGTH", "12", "harmless", "image-env"],
  ["TOKEN_TTL", "900", "harmless", "image-env"],
  ["REQUIRE_MFA_AUTH", "true", "harmless", "image-env"],
  ["DB_SECRET_NAME", "prod/orders", "harmless", "image-env"],
  ["VAULT_SECRET_PATH", "secret/data/orders", "harmless", "image-env"],
  ["CREDENTIAL_HELPER", "ecr-login", "harmless", "image-env"],
  ["SECRET_KEY_BASE_DUMMY", "1", "harmless", "command"],
  ["NEXT_PUBLIC_MAPS_KEY", "demo-public", "public", "image-env"],
  ["NPM_CONFIG_USERCONFIG", "/run/secrets/npmrc", "harmless", "image-env"],
  ["CACHE_KEY_PREFIX", "v3", "harmless", "image-env"],
  ["PRIMARY_KEY_TYPE", "uuid", "harmless", "image-env"],
  ["AUTH_MODULE_VERSION", "2.4.0", "harmless", "build-arg"],
  ["PASSWORD_PROMPT_STRING", "Password", "harmless", "image-env"],
  ["TRAVIS_SUDO", "true", "harmless", "image-env"],
  ["STRIPE_DEVICE_NAME", "till1", "harmless", "image-env"],
  ["KEYSTORE_PATH", "/etc/ssl/shop.jks", "harmless", "image-env"],
  ["TOKEN_AUDIENCE", "api.example.net", "harmless", "build-arg"],
  ["POSTGRES_PASSWORD", "${POSTGRES_PASSWORD}", "reference"],
  ["MYSQL_RANDOM_ROOT_PASSWORD", "yes", "harmless"],
  ["JWT_ACCESS_TOKEN_EXPIRE_MINUTES", "30", "harmless"],
  ["OPENAI_MAX_TOKENS", "4096", "harmless"],
  ["DATABASE_URL", "postgresql://${U}:${P}@db/shop", "reference"],
  ["GF_SECURITY_ADMIN_PASSWORD__FILE", "/run/secrets/gf", "reference"],
  ["FILE__PASSWORD", "/run/secrets/pw", "reference"],
  ["com.example.secret-owner", "team-platform", "harmless", "container-label"],
  ["SENTRY_DSN", "https://o1.ingest.example.net/2", "harmless"],
  ["JWT_PUBLIC_KEY_PATH", "/etc/keys/jwt.pub", "harmless"],
  ["QUESTIONNAIRE_DB_PASSWORD", "", "harmless", "env-file"],
  ["QUESTIONNAIRE_DB_ENABLED", "1", "harmless", "env-file"],
  ["STRIPE_PUBLISHABLE_KEY", `pk_${"test"}_demo`, "public", "env-file"],
  ["DB_PASSWORD", "<the password goes here>", "placeholder", "env-file"],
  ["DB_PASSWORD", "${VAULT_DB_PASSWORD}", "reference", "env-file"],
  ["VERSION", "${SHA}", "reference", "build-arg"],
];

// Lines that hold one, many of which no other tool reports.
const loud: readonly Row[] = [
  ["POSTGRES_PASSWORD", "tulip-42-canary", "secret", "image-env"],
  ["DB_PASS", "canary77river", "secret", "image-env"],
  ["PGPASSWORD", "bluecanary9", "secret", "image-env"],
  ["SMTP_PWD", "c4naryLamp", "secret", "image-env"],
  ["SESSION_SECRET", hex.repeat(2), "secret", "image-env"],
  ["DATABASE_URL", "postgres://app:wintercanary88@db:5432/app", "secret", "image-env"],
  ["GITLAB_PSW", "canary-lake7", "secret", "build-arg"],
  ["JWT_SIGNING_KEY", hex.repeat(2), "secret", "image-env"],
  ["AWS_SECRET_ACCESS_KEY", cloudKey, "secret", "image-env"],
  ["API_TOKEN", "zx9-canary-55", "secret", "image-env"],
  ["REGISTRY_TOKEN", "canary-zx9", "secret", "build-arg"],
  ["DEPLOY_TOKEN", "canary-zx9", "secret", "build-arg"],
  ["dbPassword", "Plum2Canary", "secret", "image-env"],
  ["REDIS_URL", "redis://:coppercanary5@cache:6379/0", "secret", "image-env"],
  ["registry.password", "canaryfinch31", "secret", "image-label"],
  ["POSTGRES_PASSWORD_FILE", "canaryGatherer7", "secret", "image-env"],
  ["PUBLIC_PORTAL_PASSWORD", "canary808", "secret", "image-env"],
  ["FILE_SERVER_PASSWORD", "canary808", "secret", "image-env"],
  ["PASSPHRASE", "correct-canary-9", "secret", "image-env"],
  ["ENCRYPTION_SALT", hex.repeat(2), "secret", "image-env"],
  ["PASSWORD", "appleCanary77x", "secret", "command"],
  ["MYSQL_ROOT_PASSWORD", "canary-808", "secret"],
  ["POSTGRES_PASSWORD", "${PGPW:-canary-808}", "secret"],
  ["RABBITMQ_DEFAULT_PASS", "guestcanary5", "secret"],
  ["DATABASE_URL", "postgres://app:${PW:-canary808}@db/app", "secret"],
  ["DB_PASSWORD", "58151623", "secret"],
  ["DB_PASSWORD", "can$ary0rd", "secret"],
  ["API_KEY", "hunter2canary${SUFFIX}", "secret"],
  ["NPM_TOKEN", "quartz-canary-808", "secret", "build-arg"],
  ["app.admin.password", "brasscanary9", "secret", "container-label"],
  ["CELERY_BROKER", "amqp://worker:brasscanary9@mq:5672//", "secret"],
  ["POSTGRES_PASSWORD", "/run/secrets/pgpw", "reference"],
  ["DB_PASSWORD", "canary808", "secret", "env-file"],
  ["SMTP_PASS", "canary808", "secret", "env-file"],
  ["MONGO_URI", "mongodb://root:canary808@mongo:27017", "secret", "env-file"],
  ["OLD_DEPLOY_TOKEN", gitlabToken, "secret", "comment"],
  ["SECRET_KEY", `django-insecure-${hex.repeat(2)}`, "secret", "env-file"],
  [undefined, `https://oauth2:${gitlabToken}@gitlab.example.net/g/r.git`, "secret", "command"],
  [undefined, "export API_TOKEN=brasscanary9 && exec app", "secret", "command"],
];

describe("lines that look like secrets", () => {
  it.each(quiet.map((row) => ({ row, title: `${row[0]}=${row[1]} is ${row[2]}` })))("$title", ({ row }) => {
    const [name, value, is, sink = "container-env"] = row;
    const judged = suspect(name, written(value), { file: "compose.yaml", sink });
    expect(judged).toMatchObject({ is, spans: [] });
  });
});

describe("lines that are secrets", () => {
  it.each(loud.map((row) => ({ row, title: `${row[0]}=${row[1]} is ${row[2]}` })))("$title", ({ row }) => {
    const [name, value, is, sink = "container-env"] = row;
    const judged = suspect(name, written(value), { file: "compose.yaml", sink });
    expect(judged).toMatchObject({ is, example: false });
    expect(judged.spans.length > 0).toBe(is === "secret");
  });

  it.each(["NPM_TOKEN", "GIT_CREDENTIALS", "DEPLOY_TOKEN", "BUILD_SECRET", "REPO_PASS"])(
    "%s asks for a secret",
    (name) => {
      expect(suspectName(name).is).toBe("secret");
    },
  );
});
