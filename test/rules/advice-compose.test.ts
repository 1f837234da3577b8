import { describe, expect, it } from "vitest";
import { adviceOn } from "../support/advice-of.ts";

const service = (image: string, ...lines: string[]) =>
  `services:\n  app:\n    image: ${image}\n${lines.map((line) => `    ${line}\n`).join("")}`;
const onCompose = (text: string) => adviceOn({ "compose.yaml": text });

describe("advice on a compose file", () => {
  it("is a change of the lines that are there, the old one included", async () => {
    const { POSTGRES_PASSWORD: advice } = await onCompose(
      service("postgres:16", "environment:", "  POSTGRES_PASSWORD: orchid-42-canary"),
    );
    expect(advice).toContain("-       POSTGRES_PASSWORD: ••••••••\n+       POSTGRES_PASSWORD_FILE: ");
    expect(advice?.match(/services/g)).toBeNull();
  });

  it("is one of two ways where there is a fallback", async () => {
    const { POSTGRES_PASSWORD: advice } = await onCompose(
      service("postgres:16", "environment:", "  POSTGRES_PASSWORD: ${PG_PASSWORD:-orchid-42-canary}"),
    );
    expect(advice).toContain("+       POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password");
    expect(advice).not.toContain(":?");
  });

  it("keeps the rest of a value, names the variable that has the fallback, and is in the file's own style", async () => {
    const advice = await onCompose(
      service(
        "example/app:1",
        "environment:",
        "  - A_DSN=postgres://${DB_USER:-app}:${DB_PW:-orchid-42-canary}@db/app",
        "  - A_PASSWORD=${A_PASSWORD:-orchid-42-canary}",
      ),
    );
    expect(advice.A_DSN).toContain(":${DB_PW:?set DB_PW}@");
    expect(advice.A_DSN).not.toContain("DB_USER:?");
    expect(advice.A_PASSWORD).toContain("\n+       - A_PASSWORD=${A_PASSWORD:?set A_PASSWORD}");
  });

  it("doubles the dollar of a health check, and starts a shell where there is none", async () => {
    const inShell = await onCompose(service("redis:7", "healthcheck:", "  test: redis-cli -a orchid-42-canary ping"));
    expect(inShell["redis-cli -a"]).toContain('REDISCLI_AUTH="$$(cat /run/secrets/redis_password)"');
    expect(inShell["redis-cli -a"]).not.toContain("CMD-SHELL");
    const inList = await onCompose(
      service("redis:7", "healthcheck:", '  test: ["CMD", "redis-cli", "-a", "orchid-42-canary", "ping"]'),
    );
    expect(inList["redis-cli -a"]).toContain("test it with CMD-SHELL, because CMD starts no shell");
  });

  it("doubles the dollar of a command, too", async () => {
    const { PGPASSWORD: advice } = await onCompose(
      service("example/app:1", `command: ["sh", "-c", "PGPASSWORD=orchid-42-canary psql -h db"]`),
    );
    expect(advice).toContain('export PGPASSWORD="$$(cat /run/secrets/pgpassword)"');
  });

  it("names the host's file from the root of the run, also of an included file", async () => {
    const advice = await adviceOn({
      "compose.yaml": "include: [db/compose.yaml]\nservices:\n  web:\n    image: nginx:1\n",
      "db/compose.yaml": `${service(
        "example/db:1",
        "secrets:",
        "  - source: db_password",
        '    uid: "1000"',
        "    mode: 0400",
      )}secrets:\n  db_password:\n    file: ./db_password\n`,
    });
    expect(advice.db_password).toContain("chown 1000 ./db/db_password\nchmod 0400 ./db/db_password");
  });

  it("says what a file must hold, and keeps the other options", async () => {
    const advice = await onCompose(
      service("redis:7", "command: redis-server --requirepass orchid-42-canary --appendonly yes"),
    );
    expect(advice["redis-server --requirepass"]).toContain("the file holds `requirepass PASSWORD`");
    expect(advice["redis-server --requirepass"]).toContain("keep the other options in the command");
    const curl = await onCompose(
      service("example/app:1", "command: curl -u app:orchid-42-canary https://example.net/x"),
    );
    expect(curl["curl -u"]).toContain("the file holds `machine HOST login USER password PASSWORD`");
  });

  it("grants the secret of an env file, and defines it", async () => {
    const { POSTGRES_PASSWORD: advice } = await adviceOn({
      "compose.yaml": service("postgres:16", "env_file: db.env"),
      "db.env": "POSTGRES_PASSWORD=orchid-42-canary\n",
    });
    expect(advice).toContain("+ POSTGRES_PASSWORD_FILE=/run/secrets/postgres_password");
    expect(advice).toContain("+     secrets: [postgres_password]\n+ secrets:\n+   postgres_password:");
  });

  it("leaves an env file of defaults in git", async () => {
    const text = "SMTP_HOST=mail.example.net\nSMTP_PASS=lantern-808-canary\n";
    const shipped = await adviceOn({ "config/defaults.env": text }, ["config/defaults.env"]);
    expect(shipped.SMTP_PASS).toContain("leave it empty in this file");
    expect(shipped.SMTP_PASS).not.toContain("git rm");
    const local = await adviceOn({ ".env": text }, [".env"]);
    expect(local.SMTP_PASS).toContain("git rm --cached .env && echo .env >> .gitignore");
  });

  it("names the ways that are left where nothing is known of an image", async () => {
    const { ADMIN_PASSWORD: advice } = await onCompose(
      service("example/app:1", "environment:", "  ADMIN_PASSWORD: orchid-42-canary"),
    );
    expect(advice).toContain("look in its documentation for a variable or an option that names a file");
    expect(advice).toContain("start it by a script that reads /run/secrets/admin_password, exports ADMIN_PASSWORD");
  });

  it("says that Compose keeps the permissions of the file where an image insists on some", async () => {
    const { ELASTIC_PASSWORD: advice } = await onCompose(
      service(
        "docker.elastic.co/elasticsearch/elasticsearch:8.15.0",
        "environment:",
        "  ELASTIC_PASSWORD: orchid-42-canary",
      ),
    );
    expect(advice).toContain("Compose keeps those of the file itself, so set them there");
    expect(advice).not.toContain("mode:");
  });
});
