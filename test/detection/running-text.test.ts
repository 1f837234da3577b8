import { describe, expect, it } from "vitest";
import { createDetector } from "../../src/detection/detector.ts";
import type { Where } from "../../src/detection/types.ts";
import { Sealed } from "../../src/facts/sealed.ts";

const { suspectText, suspectTextParts } = createDetector();

const config: Where = { file: "compose.yaml", sink: "config" };

/** Names of what is found, and that exactly what stands in `«»` is. */
function found(marked: string, where = config): string[] {
  const text = marked.replace(/[«»]/g, "");
  const results = suspectText(new Sealed(text), [1000, 1000 + text.length], where);
  const spans = results.flatMap(({ suspicion }) => suspicion.spans.map(([a, b]) => text.slice(a - 1000, b - 1000)));
  expect(spans).toEqual([...marked.matchAll(/«([^»]*)»/g)].map((match) => match[1]));
  return results.map(({ name }) => name);
}

describe("what configuration is written in", () => {
  it.each([
    ["ini", "[db]\nuser = app\npassword = «brasscanary9»\n", "password"],
    ["ini with a comment", "password = «brasscanary9» ; of the database\n", "password"],
    ["properties", "spring.datasource.password=«brasscanary9»\nx=y", "spring.datasource.password"],
    ["env", "db_password=«brasscanary9»\nPORT=80", "db_password"],
    ["quoted", 'DB_PASSWORD="«brass canary 9»"\n', "DB_PASSWORD"],
    ["yaml", "db:\n  password: «brasscanary9»\n  host: db\n", "password"],
    ["yaml list", "env:\n  - name: DB_PASSWORD\n    value: «brasscanary9»\n", "DB_PASSWORD"],
    ["yaml in a line", "db: {user: app, password: «brasscanary9»}\n", "password"],
    ["json", '{"user": "app", "password": "«brasscanary9»"}', "password"],
    ["json in a string", '"{\\"password\\":\\"«brasscanary9»\\"}"', "password"],
    ["json in quotes", `credentials='{"user":"app","password":"«brasscanary9»"}'`, "password"],
    ["toml", 'api_token = "«zx9-canary-55»"\n', "api_token"],
    ["php", "define('DB_PASSWORD', '«brasscanary9»');", "DB_PASSWORD"],
    ["php array", "'password' => '«brasscanary9»',", "password"],
    ["ruby", "gitlab_rails['smtp_password'] = \"«brasscanary9»\"\n", "smtp_password"],
    ["xml", "<db><password>«brasscanary9»</password></db>", "password"],
    ["xml attribute", '<add key="DbPassword" value="«brasscanary9»" />', "DbPassword"],
    ["xml of its own", '<user name="app" password="«brasscanary9»"/>', "password"],
    ["npmrc", "//npm.example.net/:_authToken=«zx9canary55zx»\n", "_authToken"],
    ["netrc", "machine git.example.net login bot password «brasscanary9»\n", "password"],
    ["netrc over lines", "machine git.example.net\n  login bot\n  password «brasscanary9»\n", "password"],
    ["pgpass", "db:5432:app:app:«brasscanary9»\n", "pgpass"],
    ["redis", "bind 0.0.0.0\nrequirepass «brasscanary9»\n", "requirepass"],
    ["redis acl", "user app on +@all ~* >«brasscanary9»\n", "user"],
    ["jaas", 'Login required username="a" password="«brasscanary9»";', "password"],
    ["options of a virtual machine", "-Da.password= -Da.url=http://a -Db.password=«brasscanary9»", "-Db.password"],
    ["jaas accounts", 'PlainLoginModule required user_alice="«brasscanary9»";', "user_…"],
    ["connection string", "Server=db;Password=«brasscanary9»;Encrypt=true", "Password"],
    [
      "docker config",
      `{"auths":{"r.example.net":{"auth":"«${Buffer.from("bot:brasscanary9").toString("base64")}»"}}}`,
      "auth",
    ],
    ["header", `Authorization: Basic «${Buffer.from("bot:brasscanary9").toString("base64")}»\n`, "Authorization"],
    ["url", "broker = amqp://worker:«brasscanary9»@mq//\n", "URL"],
    ["shell", "PGPASSWORD=«brasscanary9» psql -h db\n", "PGPASSWORD"],
    ["weak", "password=«postgres»\n", "password"],
  ])("%s", (_, text, name) => {
    expect(found(text)).toEqual([name]);
  });

  it("finds several, in their order, each once", () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    expect(
      found(`a_password=«canary1x»\nGITHUB_TOKEN=«${token}»\nurl=https://u:«canary2x»@h/\nb_secret: «canary3x»\n`),
    ).toEqual(["a_password", "GITHUB_TOKEN", "URL", "b_secret"]);
  });

  it("finds a private key and a token without a name", () => {
    const key = `${"-----BEGIN"} RSA PRIVATE KEY-----\n${"MIGHAgEAMBMGByqGSM49AgEG\n".repeat(4)}${"-----END"} RSA PRIVATE KEY-----`;
    const token = `glpat${"-"}${"xY7kQ2mN9pR4".repeat(2)}`;
    expect(found(`«${key}»\n\n  «${token}»\n`)).toEqual(["private key", "GitLab personal access token"]);
  });
});

describe("what configuration says besides", () => {
  it.each([
    "password=\nport=80\n",
    "password = ${DB_PASSWORD}\n",
    "password = $db_password\n",
    'password: "{{ db_password }}"\n',
    "password: <your password>\n",
    "password_file: /run/secrets/db\n",
    "password: /run/secrets/db\n",
    "secrets: inherit\n",
    "tokens: [a, b]\n",
    "secret: true\n",
    "token = get_token()\n",
    "token = config.auth.token\n",
    "if password == other: pass\n",
    "url: https://example.net:8443/path@v1\n",
    "time: 12:30:45:10:99\n",
    "a:b:c:d:e\n",
    "This password: it is asked for at the start.\n",
    "Enter the token: it is shown once.\n",
    "echo 'Password: ' && read -r answer\n",
    "token_ttl = 3600\nmax_tokens = 4096\n",
    "sshpass=1.05-r0\n",
    "grep -E 'PASSWORD=.{20,}' file\n",
    "ssl_certificate_key /etc/ssl/key.pem;\n",
    "",
  ])("%j", (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe("comments", () => {
  const comment: Where = { file: ".env", sink: "comment" };

  it("are reported where somebody could use what was left in them", () => {
    const token = `glpat${"-"}${"xY7kQ2mN9pR4".repeat(2)}`;
    expect(found(`# OLD_DEPLOY_TOKEN=«${token}»`, comment)).toEqual(["OLD_DEPLOY_TOKEN"]);
    expect(found("# DB_PASSWORD=«lantern808canary»", comment)).toEqual(["DB_PASSWORD"]);
  });

  it.each(["# DB_PASSWORD=postgres", "# password: the one of the database", "# POSTGRES_PASSWORD: example"])(
    "%s",
    (text) => expect(found(text, comment)).toEqual([]),
  );
});

describe("spans", () => {
  it("lie in the part that holds the secret, or in all parts that do", () => {
    const line = (text: string, at: number) =>
      ({ is: "literal", text: new Sealed(text), span: [at, at + text.length] }) as const;
    const reference = { is: "reference", to: { store: "env", name: "PW" }, span: [60, 65] } as const;
    const [one, ...rest] = suspectTextParts(
      [line("a: b\n", 10), line("password: canary808\n", 30), line("token: ", 52), reference],
      config,
    );
    expect(one).toMatchObject({ name: "password", suspicion: { spans: [[40, 49]] } });
    expect(rest).toEqual([]);
    const key = [
      `${"-----BEGIN"} PRIVATE KEY-----\n`,
      `${"MIGHAgEAMBMGByqGSM49AgEG".repeat(4)}\n`,
      `${"-----END"} PRIVATE KEY-----`,
    ];
    const [found] = suspectTextParts(
      [line(key[0] ?? "", 100), line(key[1] ?? "", 200), line(key[2] ?? "", 400)],
      config,
    );
    expect(found?.suspicion.spans.map(([start]) => start)).toEqual([100, 200, 400]);
  });

  it("are the whole text where it was not written letter by letter", () => {
    const [one] = suspectText(new Sealed("password=canary808"), [10, 40], config);
    expect(one?.suspicion.spans).toEqual([[10, 40]]);
  });
});
