import { describe, expect, it } from "vitest";
import { run } from "../../src/pipeline/run-lint.ts";

/** Rule and key of each finding, in the order of the lines. */
async function found(files: Record<string, string>): Promise<string[]> {
  const { report } = await run({ files, configFile: false, cwd: "/" });
  return report.findings
    .toSorted((a, b) => a.region.startLine - b.region.startLine)
    .map(({ rule, key }) => `${rule} ${key}`);
}

const inCompose = (lines: string[]) => ({
  "compose.yaml": `services:\n  app:\n    image: example/app:1\n    environment:\n${lines.map((line) => `      ${line}\n`).join("")}`,
});
const inEnvFile = (lines: string[]) => ({
  "compose.yaml": "services: {app: {image: example/app, env_file: .env}}\n",
  ".env": lines.join("\n"),
});
const inDockerfile = (lines: string[]) => ({ Dockerfile: `FROM alpine\n${lines.join("\n")}\n` });

describe("names", () => {
  const asks = (
    "GITHUB_PAT GH_PAT AZURE_DEVOPS_EXT_PAT PAT AZDO_PAT API_KEY_STRIPE APIKEY_OPENAI API_KEY_ANTHROPIC API_KEY_ADMIN " +
    "STRIPE_SK CLERK_SK TOTP_SEED OTP_SEED ADMIN_MFA_SEED SENHA DB_SENHA SENHA_BANCO_DB CLAVE_DB DB_CLAVE DB_MDP MOT_DE_PASSE KENNWORT " +
    "HASLO_DB CONTRASENA PASSWORT WACHTWOORD HESLO_DB LOSENORD ADGANGSKODE SALASANA DB_SIFRE PAROLA_DB DB_PAROL " +
    "MATKHAU MAT_KHAU KATA_SANDI DB_MIMA"
  ).split(" ");
  for (const name of asks) {
    it(`${name} asks for a secret`, async () => {
      expect(await found(inEnvFile([`${name}=q7Lantern-808-canaryZ`]))).toEqual([`secret-in-env-file ${name}`]);
    });
  }
  const quiet = {
    PATCH_VERSION: "lantern8canary",
    COMPAT: "lantern8canary",
    PATH_SPEC: "lantern8canary",
    API_KEY_HEADER: "x-lantern-canary",
    API_KEY_ID: "lantern8canary7",
    API_KEY_URL: "lantern8canary7",
    BUNDLE_PATH: "lantern8canary",
    MAIL_TEMPLATE_FORGOT_PASSWORD: "d-7be4435a",
    MAIL_TEMPLATE_RESET_PASSWORD: "d-7be4435a",
    DISK_SK: "lantern-canary",
    TASK_SEED: "42",
    CLAVE_PRIMARIA: "id",
  };
  for (const [name, value] of Object.entries(quiet)) {
    it(`${name} asks for none`, async () => {
      expect(await found(inEnvFile([`${name}=${value}`]))).toEqual([]);
    });
  }
});

describe("passes of nginx and of builds", () => {
  it("are no passwords, unless the value is one", async () => {
    const names = ["APP_UWSGI_PASS", "PROXY_PASS", "GRPC_PASS", "FASTCGI_PASS", "SCGI_PASS", "BUILD_PASS"];
    expect(await found(inDockerfile(names.map((name) => `ENV ${name}=backend`)))).toEqual([]);
    expect(await found(inDockerfile(["ENV PROXY_PASS=q7Lantern-808-canaryZ"]))).toEqual(["secret-in-env PROXY_PASS"]);
  });
});

describe("fallbacks", () => {
  it("are judged by their variable, under any key", async () => {
    const lines = [
      'ES_LOGIN: "elastic:${ELASTIC_PASSWORD:-changeme}"',
      "LDAP_BIND: ${LDAP_ADMIN_PASSWORD:-admin}",
      "ROOT: ${MINIO_ROOT_PASSWORD:-minioadmin}",
      "NEST: ${A_PASSWORD:-${B_PASSWORD:-lantern-808-canary}}",
      "SIGN: ${JWT_SECRET-lantern-808-canary}",
      'LINE: "a ${X} b ${API_TOKEN:-q7Lantern808canaryZ} c"',
      "DSN: user=app;pw=${DB_PASSWORD:-lantern-808-canary}",
      "LABELLED: ${GRAFANA_SENHA:-lantern-808-canary}",
    ];
    const keys = ["ES_LOGIN", "LDAP_BIND", "ROOT", "NEST", "SIGN", "LINE", "DSN", "LABELLED"];
    expect(await found(inCompose(lines))).toEqual(keys.map((key) => `secret-default ${key}`));
  });

  it("name the variable that has it", async () => {
    const files = inCompose(['BOTH: "${DB_USER:-app}:${ADMIN_PASSWORD:-winterfox-88-canary}"']);
    const { report } = await run({ files, configFile: false, cwd: "/" });
    expect(report.findings[0]?.what).toBe("BOTH has a hard-coded default: without ADMIN_PASSWORD, the service uses it");
  });

  it("are quiet where the variable asks for no secret, or nothing is written", async () => {
    const lines = [
      "A: ${DB_PASSWORD:?}",
      "B: ${DB_PASSWORD:?set it}",
      "C: ${DB_PASSWORD_LENGTH:-16}",
      "D: ${DB_PASSWORD:-}",
      "E: ${DB_PASSWORD_FILE:-/run/secrets/db}",
      "F: ${DB_PASSWORD:-${OTHER}}",
      "G: ${TOKEN_URL:-https://example.net/token}",
    ];
    expect(await found(inCompose(lines))).toEqual([]);
  });

  it("are judged in commands as well", async () => {
    const command = async (text: string) =>
      found({ "compose.yaml": `services:\n  app:\n    image: example/app:1\n    command: ${text}\n` });
    const told = ["secret-in-command ADMIN_PASSWORD"];
    expect(await command("serve --admin-pw ${ADMIN_PASSWORD:-changeme}")).toEqual(told);
    expect(await command("serve --login admin:${ADMIN_PASSWORD:-lantern-808-canary}")).toEqual(told);
    expect(await command('["serve", "${ADMIN_PASSWORD:-lantern-808-canary}"]')).toEqual(told);
    expect(await command("sh -c 'serve ${ADMIN_PASSWORD:-lantern-808-canary}'")).toEqual(told);
    expect(await command('app --dsn "postgres://app:${DB_PW:-lantern808canary}@db/app"')).toEqual([
      "secret-in-command DB_PW",
    ]);
    expect(await command("serve --port ${PORT:-80} --pw ${ADMIN_PASSWORD:?} --ttl ${TOKEN_TTL:-30}")).toEqual([]);
  });

  it("are the other way round after `:+`", async () => {
    const lines = [
      "DB_PASSWORD: ${USE_DB:+lantern-808-canary}",
      "B_PASSWORD: ${USE_DB+lantern-808-canary}",
      "C: ${USE_DB:+postgres://app:lantern808canary@db/app}",
      "ADMIN_PASSWORD: ${ADMIN_PASSWORD:+set}",
      "HAS_TOKEN: ${API_TOKEN:+yes}",
    ];
    expect(await found(inCompose(lines))).toEqual([
      "secret-in-env DB_PASSWORD",
      "secret-in-env B_PASSWORD",
      "secret-in-url C",
    ]);
  });
});

describe("options in a variable", () => {
  it("are read as options", async () => {
    const lines = [
      "VALKEY_EXTRA_FLAGS: --requirepass lantern-808-canary",
      "EXTRA_ARGS: --listen 0.0.0.0 --api-key q7Lantern808canaryZ",
      "CLI_FLAGS: --password lantern-808-canary",
      "JAVA_OPTS: -Xmx1g --db-password lantern-808-canary",
      'CMD_OPTIONS: "--user x --admin-token q7Lantern808canaryZ --port 80"',
      "RUN_COMMAND: serve --secret-key lantern-808-canary",
    ];
    const keys = ["VALKEY_EXTRA_FLAGS", "EXTRA_ARGS", "CLI_FLAGS", "JAVA_OPTS", "CMD_OPTIONS", "RUN_COMMAND"];
    expect(await found(inCompose(lines))).toEqual(keys.map((key) => `secret-in-env ${key}`));
  });

  it("are quiet without a literal", async () => {
    const lines = [
      "A_FLAGS: --password-file /run/secrets/db --token-ttl 30",
      "B_FLAGS: --password ${DB_PASSWORD}",
      "C_FLAGS: --password --verbose",
      "TITLE: how to --password lantern",
    ];
    expect(await found(inCompose(lines))).toEqual([]);
  });
});

describe("addresses and connection strings", () => {
  it("need no scheme where the name or the form says what they are", async () => {
    const lines = [
      "MH_MONGO_URI: root:lantern808canary@mongo:27017",
      "MONGO_URL: //u:lantern808canary@h",
      "DB_DSN: app:lantern808canary@db/shop",
      "C: app:lantern808canary@unix(/run/mysqld.sock)/app",
      "D: app:lantern808canary@tcp(db:3306)/app",
      'E: "Server=s;Uid=u;Pwd=lantern808canary"',
      'F: "Driver=x;SERVER=s;UID=sa;PWD=lantern808canary"',
    ];
    const keys = ["MH_MONGO_URI", "MONGO_URL", "DB_DSN", "C", "D", "E", "F"];
    expect(await found(inCompose(lines))).toEqual(keys.map((key) => `secret-in-url ${key}`));
  });

  it("are quiet where nothing is a password", async () => {
    const lines = [
      "A_URL: db:5432/shop",
      "B_URL: registry.example.net:5000/app@sha256:0f",
      "IMAGE: app:v1@sha256",
      'C: "OLDPWD=/a;PWD=/srv/app"',
      "D_URL: root:${PW}@mongo:27017",
      "MAIL: a:b@example.net is not an address",
    ];
    expect(await found(inCompose(lines))).toEqual([]);
  });
});

describe("labels of traefik", () => {
  it("have names that say nothing", async () => {
    const labels = (lines: string[]) => ({
      "compose.yaml": `services:\n  app:\n    image: example/app:1\n    labels:\n${lines.map((line) => `      ${line}\n`).join("")}`,
    });
    const quiet = [
      "traefik.http.routers.login-password.service: login",
      "traefik.http.routers.login-password.entrypoints: web",
      "traefik.http.services.token.loadbalancer.server.port: 80",
      "traefik.http.middlewares.secret.headers.customrequestheaders: x",
      "traefik.tcp.routers.password.rule: HostSNI(`a`)",
    ];
    expect(await found(labels(quiet))).toEqual([]);
    expect(await found(labels(["app.admin.password: lantern-808-canary"]))).toEqual([
      "secret-in-label app.admin.password",
    ]);
  });
});

describe("build arguments", () => {
  it("with a placeholder as their default are declared all the same", async () => {
    for (const line of [
      "JWT_SECRET=changeme",
      "DB_PASSWORD=dummy",
      "NPM_TOKEN=your-token",
      "API_KEY=replace-me",
      "DB_PASSWORD",
    ])
      expect(await found(inDockerfile([`ARG ${line}`]))).toEqual([`secret-in-build-arg ${line.split("=")[0]}`]);
    expect(await found(inDockerfile(["ARG JWT_SECRET=changeme", "ENV JWT_SECRET=${JWT_SECRET}"]))).toEqual([
      "secret-in-build-arg JWT_SECRET",
    ]);
  });

  it("that become a secret of the environment are one", async () => {
    for (const reference of ["$STEP_VALUE", "${STEP_VALUE}", '"$STEP_VALUE"'])
      expect(await found(inDockerfile(["ARG STEP_VALUE=hunter22-canary", `ENV CLUSTER_SECRET=${reference}`]))).toEqual([
        "secret-in-build-arg STEP_VALUE",
      ]);
  });

  it("are quiet with a default that is no secret", async () => {
    expect(await found(inDockerfile(["ARG TOKEN_FILE=/run/secrets/t", "ARG PASSWORD_LENGTH=16"]))).toEqual([]);
    expect(await found(inDockerfile(["ARG STEP_VALUE=/run/secrets/x", "ENV CLUSTER_SECRET=$STEP_VALUE"]))).toEqual([]);
    expect(await found(inDockerfile(["ARG VERSION=1.2.3-canary", "ENV APP_VERSION=$VERSION"]))).toEqual([]);
  });
});
