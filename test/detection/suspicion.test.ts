import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDetector } from "../../src/detection/detector.ts";
import type { Suspicion, Where } from "../../src/detection/types.ts";
import { Sealed } from "../../src/facts/sealed.ts";
import { written } from "./written.ts";

const { suspect } = createDetector();

const compose: Where = { file: "compose.yaml", sink: "container-env" };
const judge = (name: string | undefined, value: string, where: Where = compose) => suspect(name, written(value), where);
/** The flagged parts of a value that is written at offset 0. */
const marked = (value: string, { spans }: Suspicion) => spans.map(([start, end]) => value.slice(start, end));

describe("where the secret stands", () => {
  it.each([
    ["DATABASE_URL", "postgres://app:«canary88»@db:5432/app"],
    ["DATABASE_URL", "postgresql+asyncpg://app:«canary88»@db/app"],
    ["REDIS_URL", "redis://:«canary88»@cache:6379/0"],
    ["MONGO_URI", "mongodb://root:«canary88»@a:27017,b:27017/?authSource=admin"],
    ["AMQP", "amqp://worker:«canary88»@mq:5672//"],
    ["SMTP_URL", "smtp://bot:«canary88»@mail:587"],
    ["DATABASE_URL", "postgres://app:«ca/n#ary88»@db:5432/app"],
    ["DATABASE_URL", "postgres://${U}:«canary88»@${HOST}/app"],
    ["DATABASE_URL", "postgres://app:${PW:-«canary88»}@db/app"],
    ["DATABASE_URL", "${URL:-postgres://app:«canary88»@db/app}"],
    ["SPRING_DATASOURCE_URL", "jdbc:mysql://db/app?user=x&password=«canary88»&ssl=true"],
    ["URL", "jdbc:sqlserver://db;user=sa;password=«canary88»;encrypt=true"],
    ["ConnectionStrings__Default", "Server=db;Database=app;User Id=sa;Password=«canary88»;Encrypt=true"],
    ["DSN", "host=db port=5432 user=app password=«canary88» dbname=app"],
    ["URL", "https://api.example.net/v1?token=«canary88x7»&page=2"],
    ["DB_PASSWORD", "«canary88»"],
    ["DB_PASSWORD", "${PW:-«canary88»}"],
    ["DB_PASSWORD", "${A:-${B:-«canary88»}}"],
    ["DB_PASSWORD", "«hunter2canary»${SUFFIX}"],
    ["BASIC_AUTH", "admin:«canary88»"],
    ["NEO4J_AUTH", "neo4j/«canary88»"],
    ["JAVA_OPTS", "-Xmx1g -Djavax.net.ssl.keyStorePassword=«canary88» -Dx=y"],
    ["APP_CONFIG", '{"user": "app", "password": "«canary88»"}'],
    ["DB_PASSWORD", '"«canary88»"'],
    [undefined, "--password=«canary88»"],
    [undefined, "X-Api-Key: «k9canary88»"],
    [undefined, "export API_TOKEN=«canary88» && exec app"],
  ])("%s=%s", (name, value) => {
    const text = value.replace(/[«»]/g, "");
    const judged = judge(name, text);
    expect(judged.is).toBe("secret");
    expect(marked(text, judged)).toEqual([...value.matchAll(/«([^»]*)»/g)].map((match) => match[1]));
  });

  it("is the whole literal where text and file differ", () => {
    const text = new Sealed("postgres://app:canary88@db");
    const judged = suspect("DATABASE_URL", [{ is: "literal", text, span: [100, 130] }], compose);
    expect(judged.spans).toEqual([[100, 130]]);
  });

  it("is said to be in a fallback only if all of it is", () => {
    expect(judge("DB_PASSWORD", "${PW:-canary88}").inFallback).toBe(true);
    expect(judge("DB_PASSWORD", "canary88").inFallback).toBe(false);
    expect(judge("DATABASE_URL", "postgres://${U:-app}:canary88@db").inFallback).toBe(false);
    expect(judge("DB_PASSWORD", "canary${X:-808x}")).toMatchObject({ is: "secret", inFallback: false });
  });
});

describe("what is no secret", () => {
  it.each([
    ["DATABASE_URL", "postgres://app:${PW}@db/app", "reference"],
    ["DATABASE_URL", "postgres://${U}:${PW}@${HOST}/app", "reference"],
    ["DATABASE_URL", "postgres://app:%env(PW)%@db/app", "reference"],
    ["DATABASE_URL", "postgres://app:<password>@db/app", "placeholder"],
    ["DATABASE_URL", "postgres://app@db/app", "harmless"],
    ["DATABASE_URL", "postgres://app:@db/app", "harmless"],
    ["SENTRY_DSN", `https://${"0a1b2c3d".repeat(4)}@o1.ingest.example.net/2`, "harmless"],
    ["HOMEPAGE", "https://unpkg.com/x@1.2.3/@scope", "harmless"],
    ["DB_PASSWORD", "${PW:-}", "reference"],
    ["DB_PASSWORD", "${PW:-changeme-${X}}", "reference"],
    ["API_KEY", "${PREFIX}_key", "reference"],
    ["AUTHORIZATION_TOKEN", "Bearer ${TOKEN}", "reference"],
    ["AUTH_SECRET", "", "harmless"],
    ["SMTP_AUTH", "login", "harmless"],
    ["GIT_CREDENTIALS", "store", "harmless"],
    ["GOOGLE_APPLICATION_CREDENTIALS", "/etc/gcp.json", "harmless"],
    ["NEO4J_AUTH", "none", "harmless"],
    ["OPENAI_API_KEY", "test", "placeholder"],
    ["API_KEY", "API_KEY", "placeholder"],
    ["JWT_SECRET_KEY", "INSERTSECRETHERE".repeat(5), "placeholder"],
    ["API_KEY", "MY_API_KEY", "placeholder"],
    ["CF_API_TOKEN", "MyCloudflareApiToken", "placeholder"],
    ["GITHUB_TOKEN", "changeme", "placeholder"],
    ["DB_PASSWORD", "wrongpassword", "placeholder"],
    ["API_TOKEN", "invalid-token", "placeholder"],
    ["STRIPE_SECRET_KEY", `sk_${"test"}_`, "placeholder"],
    ["JWT_SECRET_FILE", "jwt_secret", "harmless"],
    ["ALLOW_EMPTY_PASSWORD", "yes", "harmless"],
    ["LED_PIN", "13", "harmless"],
    ["S3_SECRET_KEY", ["Eby8vdM02xNO", "x9".repeat(12), "KBHBeksoGMGw=="].join(""), "public"],
    ["BCRYPT_SALT", "10", "harmless"],
    ["SESSION_TOKEN", "3600", "harmless"],
  ] as const)("%s=%s is %s", (name, value, is) => {
    expect(judge(name, value)).toMatchObject({ is, spans: [] });
  });
});

describe("weak passwords", () => {
  it.each([
    ["POSTGRES_PASSWORD", "postgres", "high"],
    ["AWS_SECRET_ACCESS_KEY", "minioadmin", "high"],
    ["MYAPP_PASSWORD", "myapp", "high"],
    ["PASSWORD", "password", "high"],
    ["JWT_SECRET", "secret", "high"],
    ["DATABASE_URL", "postgres://postgres:postgres@db/app", "high"],
    ["DATABASE_URL", "postgresql://user:pass@localhost:5432/dummy", "low"],
    ["POSTGRES_PASSWORD", "changeme", "medium"],
    ["SECRET_KEY", "your-secret-key-change-in-production", "medium"],
    ["POSTGRES_PASSWORD", "${PW:-changeme}", "medium"],
    ["MSSQL_SA_PASSWORD", "yourStrong(!)Password", "high"],
    ["TYPESENSE_API_KEY", "xyz", "medium"],
    ["API_KEYS", "dev-key-1,dev-key-2", "medium"],
    ["RUNNERS_AUTH_TOKEN", "changeRunnerAuthToken", "medium"],
    ["REGISTRY_CREDENTIALS", "admin:password", "medium"],
    ["GF_ADMIN_PASSWORD", "1234", "high"],
  ] as const)("%s=%s", (name, value, confidence) => {
    expect(judge(name, value)).toMatchObject({ is: "weak", confidence });
  });

  it("are none in a workflow, whose database ends with it", () => {
    const where: Where = { file: ".github/workflows/test.yml", sink: "container-env" };
    expect(judge("POSTGRES_PASSWORD", "postgres", where).is).toBe("harmless");
    expect(judge("DATABASE_URL", "postgres://postgres:postgres@db/app", where).is).toBe("harmless");
    expect(judge("POSTGRES_PASSWORD", "canary808", where)).toMatchObject({ is: "secret", example: false });
    expect(judge("ADMIN_PASSWORD", "postgres", { ...where, sink: "build-arg" }).is).toBe("weak");
  });

  it.each(["ci-session-canary", "canary-sentinel", "canary-for-tests-only", "c4n4ry".repeat(6)])(
    "made up for a job are none there: %s",
    (value) => {
      expect(judge("SESSION_SECRET", value, { file: ".gitlab-ci.yml", sink: "job-env" }).is).toBe("harmless");
      expect(judge("SESSION_SECRET", value, { file: "compose.yaml", sink: "container-env" }).is).not.toBe("harmless");
    },
  );

  it("that say `change me` are placeholders where nothing is started with them", () => {
    expect(judge("DB_PASSWORD", "changeme", { file: "Dockerfile", sink: "build-arg" }).is).toBe("placeholder");
    expect(judge("DB_PASSWORD", "changeme", { file: ".env.example", sink: "env-file" }).is).toBe("placeholder");
    expect(judge("DB_PASSWORD", "changeme", { file: ".env", sink: "env-file" }).is).toBe("weak");
  });
});

describe("examples", () => {
  const where: Where = { file: ".env.example", sink: "env-file" };
  const key = `${"-----BEGIN"} PRIVATE KEY-----\n${"MIGHAgEAMBMGByqGSM49AgEG".repeat(5)}\n`;

  it("may hold words, and nothing that somebody could use", () => {
    expect(judge("DB_PASSWORD", "postgres", where)).toMatchObject({ is: "weak", example: true });
    expect(judge("DB_PASSWORD", "tulip-canary", where)).toMatchObject({ is: "secret", example: true });
    expect(judge("DB_PASSWORD", "9f3b07c2e1d84a659f3b07c2e1d84a65", where)).toMatchObject({
      is: "secret",
      example: false,
    });
    expect(judge("GITHUB_TOKEN", `ghp_${"a1B2".repeat(9)}`, where)).toMatchObject({ is: "secret", example: false });
    expect(judge("TLS_KEY", key, where)).toMatchObject({ is: "secret", by: "private-key", example: false });
  });
});

describe("known shapes", () => {
  const live = `ghp_${"a1B2".repeat(9)}`;

  it("are secrets under any name, and in the browser", () => {
    expect(judge("FOO", live)).toMatchObject({ is: "secret", by: "token", shape: "GitHub personal access token" });
    expect(judge("NEXT_PUBLIC_KEY", live).is).toBe("secret");
    expect(judge("X", `https://oauth2:${live}@example.net`)).toMatchObject({ is: "secret", spans: [[15, 55]] });
  });

  it("are public where they are made for browsers", () => {
    const google = `AIza${"SyB7x_Q2-k".repeat(4).slice(0, 35)}`;
    expect(judge("NEXT_PUBLIC_FIREBASE_API_KEY", google).is).toBe("public");
    expect(judge("GOOGLE_API_KEY", google).is).toBe("secret");
    expect(judge("KEY", `pk_${"live"}_${"a1B2c3".repeat(4)}`).is).toBe("public");
  });

  it("are samples in documentation", () => {
    expect(judge("AWS_ACCESS_KEY_ID", `AKIA${"IOSFODNN7"}EXAMPLE`).is).toBe("placeholder");
  });

  it("include hashes of passwords", () => {
    const hash = `$2y$10$${"aB3dE5gH7".repeat(6).slice(0, 53)}`;
    expect(judge("traefik.http.middlewares.a.basicauth.users", `admin:${hash}`)).toMatchObject({
      is: "secret",
      by: "hash",
    });
    expect(judge("ADMIN_PASSWORD_HASH", "9f3b07c2".repeat(8))).toMatchObject({ is: "secret", by: "hash" });
    expect(judge("GIT_COMMIT_HASH", "9f3b07c2".repeat(5)).is).toBe("harmless");
  });
});

describe("browsers", () => {
  it("get what is public by contract, and should not get passwords", () => {
    expect(judge("NEXT_PUBLIC_API_TOKEN", "canary-zx9").is).toBe("public");
    expect(judge("VITE_DB_PASSWORD", "canary-zx9")).toMatchObject({ is: "secret" });
    expect(judge("VITE_DB_PASSWORD", "canary-zx9").reason).toContain("ships it to browsers");
  });
});

describe("laws", () => {
  const text = fc.string({ maxLength: 40 });

  it("no reason holds the value", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("DB_PASSWORD", "API_TOKEN", "X", "BASIC_AUTH"),
        fc.base64String({ minLength: 8 }),
        (name, value) => {
          for (const each of [value, `admin:${value}`, `postgres://a:${value}@b`, `password=${value}`]) {
            expect(judge(name, each).reason).not.toContain(value);
          }
        },
      ),
    );
  });

  it("quotes and blanks around a value change nothing", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("DB_PASSWORD", "API_TOKEN", "JWT_SECRET", "APP_KEY"),
        fc.stringMatching(/^[\w.+-]{1,30}$/),
        (name, value) => {
          const { is, confidence } = judge(name, value);
          for (const each of [`"${value}"`, `'${value}'`, ` ${value} `]) {
            expect(judge(name, each)).toMatchObject({ is, confidence });
          }
        },
      ),
    );
  });

  it("`_FILE` silences a path, and no literal that looks made by a machine", () => {
    const secret = fc.constantFrom("DB_PASSWORD", "API_TOKEN", "JWT_SECRET", "APP_KEY");
    const ending = fc.constantFrom("_FILE", "__FILE");
    const path = fc.stringMatching(/^\/[a-z]{1,8}(\/[a-z_]{1,12}){0,3}$/);
    fc.assert(
      fc.property(secret, ending, path, (name, end, value) => {
        expect(judge(name + end, value).spans).toEqual([]);
      }),
    );
    const random = fc.string({ unit: fc.constantFrom(..."abcdef0123456789"), minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(secret, ending, random, (name, end, value) => {
        fc.pre(new Set(value).size > 9 && /[a-f]/.test(value));
        expect(judge(name + end, value).is).toBe("secret");
      }),
    );
  });

  it("spans lie inside the value, and only findings have them", () => {
    fc.assert(
      fc.property(text, text, (name, value) => {
        const { spans, is } = judge(name, value);
        if (is !== "secret" && is !== "weak") expect(spans).toEqual([]);
        for (const [start, end] of spans) expect(0 <= start && start < end && end <= value.length).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });
});
