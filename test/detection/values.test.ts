import { describe, expect, it } from "vitest";
import { passwordHashes } from "../../src/detection/values/hash.ts";
import { privateJwks } from "../../src/detection/values/jwk.ts";
import { jwts } from "../../src/detection/values/jwt.ts";
import { placeholder } from "../../src/detection/values/placeholder.ts";
import { plain } from "../../src/detection/values/plain.ts";
import { privateKeys } from "../../src/detection/values/private-key.ts";
import { isReference } from "../../src/detection/values/reference.ts";
import { strength } from "../../src/detection/values/strength.ts";
import { isWeak } from "../../src/detection/values/weak.ts";

const lines = (text: string) => text.trim().split(/\n\s*/);

describe("references", () => {
  it.each(
    lines(`
      \${DB_PASSWORD}
      $DB_PASSWORD
      $(cat /run/secrets/db)
      \`pass show db\`
      {{ db_password }}
      {% raw %}
      <%= ENV["X"] %>
      %DB_PASSWORD%
      %(ENV_DB_PASSWORD)s
      %env(DB_PASSWORD)%
      @db.password@
      __DB_PASSWORD__
      #{db_password}
      op://vault/db/password
      vault:secret/data/db#password
      vault/secret/db
      ENC[AES256_GCM,data:abc]
      ENC(abc)
      file:///run/secrets/db
      file:/run/secrets/db
      arn:aws:secretsmanager:eu-west-1:123456789012:secret:db
      secretref:db
      gcp-secret:db
      ref+vault://db#password
      env:DB_PASSWORD
      sm://project/db
      ssm:/db/password
      projects/p/secrets/db/versions/1
      @Microsoft.KeyVault(SecretUri=x)
      process.env.DB_PASSWORD
      \${{ secrets.DB_PASSWORD }}
      $__file{/run/secrets/db}
    `),
  )("%s", (text) => expect(isReference(text)).toBe(true));

  it.each(
    lines(
      "canary$ary0rd\nr(m)canary$(_q3N4z1k(Ecanary\ncanary{{9{%x<%y\n$ecretCanary1\nhunter2canary\np%40ssw%C3%B6rd\n100%sure",
    ),
  )("not %s", (text) => expect(isReference(text)).toBe(false));
});

describe("placeholders", () => {
  it.each(
    lines(`
      <password>
      <your password here>
      [project-ref]
      !!!SET KEY!!!
      your-api-key
      your_password_here
      YOUR_TOKEN
      YourSecretKey
      yourSecurePassword
      ChooseYourOwnPasswordHere
      xxx
      xxxxxxxx-xxxx
      ***
      ...
      TODO
      fixme
      REDACTED
      REDACTED_DB_PASSWORD
      dummy
      dummy_token
      insert-token-here
      put-your-key-here
      enter_password
      generate-with-openssl
      generate_a_new_key
      example-key
      none
      not-a-real-key
      build-secret-not-used-at-runtime
      get-it-from-dashboard
      user_provided
      1x0000000000000000000000000000000AA
    `),
  )("%s is of no use", (text) => expect(placeholder(text)).toBe("empty"));

  it.each(
    lines(`
      changeme
      change-me
      CHANGE_ME_NOW
      changethis
      ChangeMe123
      !ChangeMe!
      please-change-me
      PleaseChangeMeToSecureValue
      replace-me
      your-secret-key-change-in-production
      dev-secret-do-not-use
      not-for-production
      gitea-insecure-dev-only
    `),
  )("%s works all the same", (text) => expect(placeholder(text)).toBe("works"));

  it.each(
    lines(
      "tulip-canary-42\npostgres\nhunter2\nexchange-canary\nyourself2Canary\nXxCanaryxX\nchangeling-canary\ninsertioncanary",
    ),
  )("%s is none", (text) => expect(placeholder(text)).toBe("no"));

  it("is not made one by a word before something random", () => {
    expect(placeholder(`django-insecure-${"9f3b07c2e1d84a65".repeat(2)}`)).toBe("no");
  });
});

describe("plain values", () => {
  it.each([
    ["boolean", "true yes off"],
    ["nothing", "none null n/a"],
    ["number", "12 -1 3.5"],
    ["duration", "15m 1h30m 7d 3600s"],
    ["size", "10MB 512Mi"],
    ["version", "1.2.3 v1.15.1 2.4.0-alpine"],
    ["secret path", "/run/secrets/db /var/run/secrets/kubernetes.io/token"],
    [
      "path",
      "/etc/ssl/app.pem ./key ../x ~/.ssh/id C:\\keys\\a certs/server.key key.pem secret/data/app %kernel.dir%/private.pem",
    ],
    ["url", "https://example.net/token redis://cache:6379"],
    ["host", "localhost db.internal:5432 10.0.0.1 api.example.net mosquitto:1883"],
    ["email", "admin@example.net"],
    ["uuid", "6f9619ff-8b86-d011-b42d-00cf4fc964ff"],
    ["digest", `sha256:${"ab12".repeat(16)} 0x${"A1B2".repeat(4)}`],
  ])("%s: %s", (kind, texts) => {
    for (const text of texts.split(" ")) expect([text, plain(text)]).toEqual([text, kind]);
  });

  it.each(["canary808", "Plum2Canary", "a/B3canaryXy+Z/9qLm2w", "zx9-canary-55"])("%s is none", (text) =>
    expect(plain(text)).toBeUndefined(),
  );
});

describe("weak passwords", () => {
  it.each(
    lines(`
      postgres
      root
      123456
      11111111
      20240131
      password1
      P@ssw0rd!
      admin123
      SuperSecretPassword
      my-secret-pw
      dev_secret_key
      qwerty
      letmein
      minioadmin
      secure_redis_password_2024
      abc
      keyboard cat
    `),
  )("%s", (text) => expect(isWeak(text)).toBe(true));

  it.each(lines("canary\nhunter2\nlantern808\n58151623\norchid-42-lane\nguestcanary5\ncorrect-horse-battery-canary"))(
    "not %s",
    (text) => expect(isWeak(text)).toBe(false),
  );

  it("knows the words of the name", () => {
    expect(isWeak("acme", ["acme", "password"])).toBe(true);
    expect(isWeak("acme_prod_2024", ["acme", "password"])).toBe(true);
    expect(isWeak("acme", ["password"])).toBe(false);
  });
});

describe("strength", () => {
  it.each([
    ["random", "9f3b07c2e1d84a659f3b07c2e1d84a65"],
    ["random", "der9eXL3vMO3aI6CiU8ryeMsGzogucd-bBySmGjSQyQ="],
    ["random", "kQzLmXvTbNwRyPdFgHjK"],
    ["mixed", "zx9-canary-55"],
    ["mixed", "c4naryLamp"],
    ["mixed", "p@ss"],
    ["mixed", "test-jwt-secret-for-e2e-testing"],
    ["wordy", "my-canary-token"],
    ["wordy", "MyVeryLongCanaryPassword"],
    ["wordy", "quartz-canary-808"],
    ["wordy", "canary_password_that_is_long_enough_for_rails"],
  ])("%s: %s", (made, text) => expect(strength(text)).toBe(made));
});

describe("private keys", () => {
  const [dashes, what] = ["-----", "PRIVATE KEY"];
  const body = "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0waw9x".repeat(3);
  const begin = `${dashes}BEGIN ${what}${dashes}`;
  const end = `${dashes}END ${what}${dashes}`;

  it.each([
    ["on its lines", `${begin}\n${body}\n${end}`],
    ["on one line", `${begin} ${body} ${end}`],
    ["with \\n written out", `${begin}\\n${body}\\n${end}`],
    ["indented", `${begin}\n    ${body}\n    ${end}`],
    ["of a kind", `${begin.replace(what, `EC ${what}`)}\n${body}\n${end.replace(what, `EC ${what}`)}`],
    ["behind base64", Buffer.from(`${begin}\n${body}\n${end}`).toString("base64")],
    [
      "in the JSON of a cloud's account, behind base64",
      Buffer.from(`{\n  "private_key": "${begin}\\n${body.repeat(4)}\\n${end}"\n}`).toString("base64"),
    ],
    ["cut off", `${begin}\n${body}`],
  ])("%s", (_, text) => expect(privateKeys(text)).toEqual([[0, text.length]]));

  it.each([
    ["no body", `grep "${begin}" key`],
    ["dots", `${begin}\nMIGH...\n${end}`],
    ["a placeholder", `${begin}\nYOUR_PRIVATE_KEY_HERE\n${end}`],
    ["a public key", `${begin.replace(what, "PUBLIC KEY")}\n${body}\n`],
    ["a certificate behind base64", Buffer.from(`${dashes}BEGIN CERTIFICATE${dashes}\n${body}`).toString("base64")],
  ])("not %s", (_, text) => expect(privateKeys(text)).toEqual([]));
});

describe("signed tokens", () => {
  const jwt = (payload: object) =>
    [{ alg: "HS256", typ: "JWT" }, payload, { signature: "canary-canary-canary" }]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");

  it("are live, of a manual, or public", () => {
    expect(jwts(jwt({ sub: "42", role: "service_role" }))[0]?.is).toBe("live");
    expect(jwts(jwt({ sub: "1234567890", name: "John Doe" }))[0]?.is).toBe("demo");
    expect(jwts(jwt({ role: "service_role", iss: "supabase-demo" }))[0]?.is).toBe("demo");
    expect(jwts(jwt({ role: "anon", iss: "supabase" }))[0]?.is).toBe("public");
  });

  it("are found inside other text", () => {
    const token = jwt({ sub: "42" });
    expect(jwts(`Bearer ${token}, and ${token}`).map(({ range }) => range)).toEqual([
      [7, 7 + token.length],
      [13 + token.length, 13 + 2 * token.length],
    ]);
  });
});

describe("JSON Web Keys behind base64", () => {
  const written = (key: object) => Buffer.from(JSON.stringify(key)).toString("base64");
  const half = { kty: "RSA", n: "canary".repeat(20), e: "AQAB" };

  it("are found when they are private", () => {
    const text = written({ ...half, d: "canary".repeat(20) });
    expect(privateJwks(`KEY=${text} # ${text}`)).toEqual([
      [4, 4 + text.length],
      [7 + text.length, 7 + 2 * text.length],
    ]);
    expect(privateJwks(written({ kty: "oct", k: "canary".repeat(10) }))).toHaveLength(1);
  });

  it("and not when they are public, or something else", () => {
    expect(privateJwks(written(half))).toEqual([]);
    expect(privateJwks(written({ d: "canary".repeat(20) }))).toEqual([]);
  });
});

describe("hashes of passwords", () => {
  const fill = (length: number) => "aB3dE5gH7".repeat(12).slice(0, length);
  it.each([
    ["bcrypt hash", `$2y$10$${fill(53)}`],
    ["bcrypt hash", `$$2y$$10$$${fill(53)}`],
    ["Apache MD5 hash", `$apr1$${fill(8)}$${fill(22)}`],
    ["crypt hash", `$6$${fill(16)}$${fill(86)}`],
    ["crypt hash", `$5$rounds=5000$${fill(16)}$${fill(43)}`],
    ["Argon2 hash", `$argon2id$v=19$m=65540,t=3,p=4$${fill(22)}$${fill(43)}`],
    ["LDAP hash", `{SSHA}${fill(32)}`],
    ["PBKDF2 hash", `pbkdf2_sha256$600000$${fill(12)}$${fill(44)}`],
  ])("%s", (shape, text) => {
    expect(passwordHashes(`admin:${text}`)).toEqual([{ shape, range: [6, 6 + text.length] }]);
  });

  it("are not everything with a dollar", () => {
    expect(passwordHashes("$1 and $2 and $6, admin:$apr1$xyz$hashedpassword")).toEqual([]);
  });
});
