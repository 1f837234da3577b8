import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDetector } from "../../src/detection/detector.ts";
import { readName } from "../../src/detection/names.ts";
import { wordsOf } from "../../src/detection/words.ts";

const { suspectName } = createDetector();

describe("the words of a name", () => {
  it.each([
    ["DB_PASSWORD", "db password"],
    ["dbPassword", "db password"],
    ["DBPassword", "db password"],
    ["db-password", "db password"],
    ["spring.datasource.password", "spring datasource password"],
    ["PGPASSWORD", "pg password"],
    ["MYSQL_PWD", "mysql pwd"],
    ["REDISCLI_AUTH", "rediscli auth"],
    ["apikey", "api key"],
    ["FMCSA_WEBKEY", "fmcsa web key"],
    ["dbpass", "db pass"],
    ["authtoken", "auth token"],
    ["awsSecretAccessKey", "aws secret access key"],
    ["s3SecretKey", "s3 secret key"],
    ["SECRET_KEY_BASE64", "secret key base64"],
    ["passWord2", "password 2"],
    ["BYPASS", "bypass"],
    ["COMPASS", "compass"],
    ["", ""],
    ["__", ""],
  ])("%s: %s", (name, words) => {
    expect(wordsOf(name).join(" ")).toBe(words);
  });

  it("takes time that grows with the name at most", () => {
    expect(wordsOf(`${"A".repeat(500_000)}_PASSWORD`).at(-1)).toBe("password");
  });
});

const secret = `
  POSTGRES_PASSWORD DB_PASS PGPASSWORD SMTP_PWD MYSQL_PWD SESSION_SECRET NPM_TOKEN GIT_CREDENTIALS JWT_SIGNING_KEY AWS_SECRET_ACCESS_KEY API_TOKEN
  dbPassword registry.password PUBLIC_PORTAL_PASSWORD FILE_SERVER_PASSWORD PASSPHRASE ENCRYPTION_SALT GITLAB_PSW BUILD_SECRET REPO_PASS
  SECRET_KEY_BASE ERLANG_COOKIE NEO4J_AUTH REDISCLI_AUTH requirepass masterauth STRIPE_SECRET_KEY OPENAI_API_KEY APP_KEY FERNET_KEY
  LOGGED_IN_KEY AUTH_KEY NONCE_KEY HASH_SALT LICENSE_KEY SERVICE_ROLE_KEY MASTER_KEY VAULT_DEV_ROOT_TOKEN_ID PASSWORD_PROD PASSWORD_2
  DB_PASSWORD_OLD JWT_SECRET_BASE64 GOOGLE_CREDENTIALS_JSON PASSWORD_FOR_ADMIN PASSWORD_ADMIN TOKEN_GITHUB PASS_DB WPA_PSK SEED_PHRASE
  ADMIN_PASSWORD_HASH KEYSTORE_PASSWORD HTPASSWD POSTGRES_PASSWORDS apikey rootpw --db-password -Dspring.datasource.password
  VITE_DB_PASSWORD NEXT_PUBLIC_CLIENT_SECRET GRAYLOG_ROOT_PASSWORD_SHA2 MEILISEARCH_KEY SSHPASS EMQX_NODE__COOKIE
  RELEASE_COOKIE REDIS_AUTH --accessAuthCode GITLAB_SECRETS_DB_KEY_BASE RECORD_ENCRYPTION_PRIMARY_KEY SEMAPHORE_ACCESS_KEY_ENCRYPTION
`;

const harmless = `
  PASSWORD_MIN_LENGTH TOKEN_URL DB_SECRET_NAME JWT_ACCESS_TOKEN_EXPIRE_MINUTES TOKEN_TTL OPENAI_MAX_TOKENS APP_AUTH_MODE KMS_KEY_ALIAS
  GPG_KEY KEYCLOAK_VERSION GOPASS_VERSION TOKENIZERS_PARALLELISM KEYBOARD_LAYOUT MONKEY_PATCH BYPASS_CACHE CREDENTIAL_HELPER
  SECRET_KEY_BASE_DUMMY CACHE_KEY_PREFIX PRIMARY_KEY_TYPE PASSWORD_PROMPT_STRING KEYSTORE_PATH TOKEN_AUDIENCE ALLOW_EMPTY_PASSWORD INSTALL_SSHPASS
  MYSQL_RANDOM_ROOT_PASSWORD com.example.secret-owner PWD OLDPWD POSTGRES_PASSWORD_FILE GF_SECURITY_ADMIN_PASSWORD__FILE FILE__PASSWORD
  SSH_AUTH_SOCK GOPRIVATE PASSENGER_APP_ENV COMPASS KEY CACHE_KEY PARTITION_KEY HOST_KEY PASSWORD_ENABLED PASSWORD_HASH_ALGORITHM
  AWS_ACCESS_KEY_ID MINIO_ACCESS_KEY PASSWORD_REGEX PASSWORD_FILE_NAME SECRET_PATH JWT_ISSUER PASSWORD_POLICY TOKEN_HEADER
  CSRF_COOKIE_NAME ACCOUNT_MAX_PASSWORDS EOS_TOKEN ETCD_INITIAL_CLUSTER_TOKEN PASSWORD_RESET_URL HOME LANG GIT_USERNAME imagePullSecrets existingSecret
`;

const open = `
  STRIPE_PUBLISHABLE_KEY JWT_PUBLIC_KEY NEXT_PUBLIC_MAPS_KEY VITE_API_TOKEN REACT_APP_API_KEY GATSBY_API_KEY SUPABASE_ANON_KEY
  RECAPTCHA_SITE_KEY EXPO_PUBLIC_API_KEY NUXT_PUBLIC_API_KEY PUBLIC_MAPS_KEY
`;

const names = (text: string) => text.trim().split(/\s+/);

describe("what a name asks for", () => {
  it.each(names(secret))("%s: a secret", (name) => expect(suspectName(name).is).toBe("secret"));
  it.each(names(harmless))("%s: none", (name) => expect(suspectName(name).is).toBe("harmless"));
  it.each(names(open))("%s: something public", (name) => expect(suspectName(name).is).toBe("public"));

  it("gives its reason in words", () => {
    expect(suspectName("TOKEN_TTL").reason).toBe("`TOKEN_TTL` ends in a duration");
    expect(suspectName("DB_PASSWORD").reason).toBe("`DB_PASSWORD` ends in a word for a password");
    expect(suspectName("VITE_DB_PASSWORD").reason).toContain("Vite ships it to browsers");
  });

  it("does not depend on the case of the words or what divides them", () => {
    const words = fc.constantFrom(
      ..."db api secret token key password public cache url ttl file min length access private auth jwt github prod admin hash user".split(
        " ",
      ),
    );
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 4 }), (parts) => {
        const [first = "", ...rest] = parts;
        const camel = first + rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
        const written = [parts.join("_"), parts.join("_").toUpperCase(), parts.join("-"), parts.join("."), camel];
        const read = written.map((name) => ({ ...readName(name, undefined), words: undefined }));
        for (const one of read) expect(one).toEqual(read[0]);
      }),
      { numRuns: 500 },
    );
  });
});
