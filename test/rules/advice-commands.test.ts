import { execFileSync, spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { adviceOn } from "../support/advice-of.ts";
import { folderWith } from "../support/run-cli.ts";

const onScript = (text: string, file = "deploy.sh") => adviceOn({ [file]: `#!/bin/sh\n${text}\n` });
const hasMake = spawnSync("make", ["--version"]).status === 0;

describe("advice on a command", () => {
  it.skipIf(!hasMake)("in a Makefile reads the file when make runs it", async () => {
    const { PGPASSWORD: advice = "" } = await adviceOn({
      Makefile: "all:\n\tPGPASSWORD=orchid-42-canary psql -h db\n",
    });
    const line = advice.split("\n").at(-1) ?? "";
    const cwd = folderWith({ Makefile: `all:\n\t@${line}; echo "$$PGPASSWORD"\n`, "secrets/pgpassword": "winterfox" });
    expect(execFileSync("make", { cwd, encoding: "utf8" })).toBe("winterfox\n");
  });

  it("in a shell script reads the file on the machine that runs it", async () => {
    const { PGPASSWORD: advice = "" } = await onScript("export PGPASSWORD=orchid-42-canary\npsql -h db.example.net");
    const line = advice.split("\n").at(-1) ?? "";
    const cwd = folderWith({ "deploy.sh": `${line}\necho "$PGPASSWORD"\n`, "secrets/pgpassword": "winterfox" });
    expect(execFileSync("sh", ["deploy.sh"], { cwd, encoding: "utf8" })).toBe("winterfox\n");
  });

  it("names no folder of containers on a machine that is none", async () => {
    const files = {
      "deploy.sh": "#!/bin/sh\nmysql -u root -plantern-808-canary shop < a.sql\n",
      Makefile: "all:\n\tmysql -u root -plantern-808-canary shop < a.sql\n",
      "package.json": '{"scripts": {"migrate": "PGPASSWORD=orchid-42-canary psql"}}',
      ".github/workflows/ci.yml":
        "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: mysql -u root -plantern-808-canary shop < a.sql\n",
      "shop.service": "[Service]\nExecStart=/usr/bin/mysql -u root -plantern-808-canary shop\n",
    };
    for (const [file, text] of Object.entries(files)) {
      const advice = Object.values(await adviceOn({ [file]: text })).join("\n");
      expect([file, advice]).toEqual([file, expect.not.stringContaining("/run/secrets")]);
      expect([file, advice.length > 0]).toEqual([file, true]);
    }
    const inside = await onScript("export PGPASSWORD=orchid-42-canary\npsql -h db", "docker-entrypoint.sh");
    expect(inside.PGPASSWORD).toContain("/run/secrets/pgpassword");
  });

  it("in a package.json is a sentence, because quotes would break it", async () => {
    const advice = await adviceOn({ "package.json": '{"scripts": {"migrate": "PGPASSWORD=orchid-42-canary psql"}}' });
    expect(advice.PGPASSWORD).toBe(
      "move the command to a script that reads it from a file that only its owner can read",
    );
  });

  it("in a systemd unit is a line of systemd", async () => {
    const set = await adviceOn({ "shop.service": "[Service]\nEnvironment=DB_PASSWORD=orchid-42-canary\n" });
    expect(set.DB_PASSWORD).toContain("EnvironmentFile=/etc/shop.env");
    expect(set.DB_PASSWORD).not.toContain("export");
  });

  it("changes a service with the options of `docker service update`", async () => {
    const { API_TOKEN: advice } = await onScript(
      "docker service update --env-add API_TOKEN=lantern-808-canary shop_web",
    );
    expect(advice).toContain(
      "docker service update --env-rm API_TOKEN --secret-add source=api_token_v1,target=api_token shop_web",
    );
    const created = await onScript("docker service create --name db -e POSTGRES_PASSWORD=orchid-42-canary postgres:16");
    expect(created.POSTGRES_PASSWORD).toContain("--secret source=postgres_password_v1,target=postgres_password");
  });

  it.each([
    ["keytool -importkeystore -deststorepass orchid-42-canary", "keytool -deststorepass:file ./secrets/store_password"],
    ["keytool -list -storepass orchid-42-canary", "keytool -storepass:file ./secrets/store_password"],
    ["openssl pkcs12 -export -passout pass:orchid-42-canary", "-passout file:./secrets/key_password"],
    ["openssl rsa -in a.pem -passin pass:orchid-42-canary", "-passin file:./secrets/key_password"],
    ["echo orchid-42-canary | passwd --stdin app", "passwd --stdin … < ./secrets/account_password"],
    ["helm upgrade shop ./chart --set db.password=orchid-42-canary", "--set-file db.password=./secrets/db_password"],
  ])("%s: the same option, from a file", async (command, expected) => {
    const [advice] = Object.values(await onScript(command));
    expect(advice).toContain(expected);
    expect(advice).not.toContain("$(cat");
  });

  it("is never a bare ellipsis", async () => {
    const advice = await onScript(
      "mytool --password=orchid-42-canary run\nsome-client --api-key lantern-808-canary-8XvQ2 --url https://example.net",
    );
    for (const text of Object.values(advice)) expect(text).not.toMatch(/^…$|\n…|: …$/);
  });
});
