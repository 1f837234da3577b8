import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Part, Value } from "../../src/facts/index.ts";
import { Sealed } from "../../src/facts/sealed.ts";
import {
  complete,
  type FileFormKnowledge,
  fileFormOf,
  lookUp,
  referenceText,
  replacementOf,
  type VariableKnowledge,
  variableOf,
} from "../../src/images/index.ts";
import { readReference } from "../../src/images/reference.ts";

describe("a reference", () => {
  it.each<[string, string | undefined, unknown]>([
    ["postgres", "postgres", { is: "newest" }],
    ["postgres:latest", "postgres", { is: "newest" }],
    ["postgres:alpine", "postgres", { is: "newest" }],
    ["postgres:16-alpine", "postgres", { is: "known", numbers: [16] }],
    ["docker.io/library/postgres:16.2", "postgres", { is: "known", numbers: [16, 2] }],
    ["docker.io/postgres", "postgres", { is: "newest" }],
    ["index.docker.io/library/postgres", "postgres", { is: "newest" }],
    ["library/postgres", "postgres", { is: "newest" }],
    ["arm64v8/postgres:15", "postgres", { is: "known", numbers: [15] }],
    ["public.ecr.aws/docker/library/postgres:15", "postgres", { is: "known", numbers: [15] }],
    ["mirror.gcr.io/library/postgres", "postgres", { is: "newest" }],
    ["acme/postgres", "acme/postgres", { is: "newest" }],
    ["localhost:5000/postgres", "localhost:5000/postgres", { is: "newest" }],
    ["localhost:5000/postgres:12", "localhost:5000/postgres", { is: "known", numbers: [12] }],
    ["ghcr.io/acme/app:v2.3.1", "ghcr.io/acme/app", { is: "known", numbers: [2, 3, 1] }],
    ["minio/minio:RELEASE.2024-01-02T03-04-05Z", "minio/minio", { is: "known", numbers: [2024, 1, 2] }],
    ["acme/app:version-1.2", "acme/app", { is: "known", numbers: [1, 2] }],
    ["acme/app:4f2a91c", "acme/app", { is: "unknown" }],
    ["postgres@sha256:0123", "postgres", { is: "unknown" }],
    ["postgres:16@sha256:0123", "postgres", { is: "known", numbers: [16] }],
    ["postgres:${TAG:-16}", "postgres", { is: "known", numbers: [16] }],
    ["postgres:${TAG-16-alpine}", "postgres", { is: "known", numbers: [16] }],
    ["postgres:${TAG}", "postgres", { is: "unknown" }],
    ["postgres:$TAG", "postgres", { is: "unknown" }],
    ["postgres:${TAG:?set it}", "postgres", { is: "unknown" }],
    ["postgres:16-${VARIANT}", "postgres", { is: "known", numbers: [16] }],
    ["postgres:16.${MINOR}", "postgres", { is: "unknown" }],
    ["postgres:1${REST}", "postgres", { is: "unknown" }],
    ["postgres:${A:-${B:-14}}", "postgres", { is: "known", numbers: [14] }],
    ["${REGISTRY:-docker.io}/library/postgres", "postgres", { is: "newest" }],
    ["${PREFIX:-}postgres:16", "postgres", { is: "known", numbers: [16] }],
    ["${IMAGE:-postgres:16}", "postgres", { is: "known", numbers: [16] }],
    ["${REGISTRY}/postgres", undefined, undefined],
    ["$REGISTRY/postgres:16", undefined, undefined],
    ["${IMAGE}", undefined, undefined],
    ["", undefined, undefined],
  ])("%s", (text, name, version) => {
    const read = readReference(text);
    expect(read?.name).toBe(name);
    expect(read?.version).toEqual(version);
  });

  it("may be anything", () => {
    const pieces = fc.constantFrom(
      "$",
      "{",
      "}",
      ":-",
      ":",
      "@",
      "/",
      "postgres",
      "16",
      "TAG",
      "-",
      " ",
      "docker.io",
      "\0",
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const found = lookUp(parts.join(""));
        expect(found?.family.image ?? "postgres").toBe("postgres");
      }),
    );
    expect(lookUp("${A:-".repeat(100_000))).toBeUndefined();
  });

  it("is written out of a fact's value", () => {
    const literal = (text: string): Part => ({ is: "literal", text: new Sealed(text), span: [0, 0] });
    const value: Value = [
      literal("postgres:"),
      { is: "reference", to: { store: "env", name: "TAG" }, span: [0, 0], fallback: [literal("16")] },
    ];
    expect(referenceText(value)).toBe("postgres:${TAG:-16}");
    expect(referenceText([{ is: "reference", to: { store: "env", name: "X" }, span: [0, 0] }])).toBe("${X}");
    expect(referenceText([{ is: "unknown", why: "a command", span: [0, 0] }])).toBeUndefined();
  });
});

describe("which family holds", () => {
  it.each<[string, string | undefined, string?]>([
    ["postgres:9.6", "postgres", "yes"],
    ["bitnami/postgresql:16", "bitnami/postgresql", "yes"],
    ["acme/postgres", undefined],
    ["postgres2", undefined],
    ["quay.io/postgres", undefined],
    ["lscr.io/linuxserver/mariadb:latest", "linuxserver/*", "yes"],
    ["linuxserver/a/b", undefined],
    ["rabbitmq:3.8.34-management", "rabbitmq", "yes"],
    ["rabbitmq:3-management", "rabbitmq", "yes"],
    ["rabbitmq:${TAG}", "rabbitmq", "maybe"],
    ["listmonk/listmonk:v5.0.3", "listmonk/listmonk", "no"],
    ["listmonk/listmonk:v5", "listmonk/listmonk", "yes"],
    ["neo4j:4.4.37", "neo4j", "no"],
    ["neo4j:4.4", "neo4j", "yes"],
    ["neo4j:5.20", "neo4j", "no"],
    ["neo4j:2025.06", "neo4j", "yes"],
    ["influxdb:1.8", "influxdb", "yes"],
    ["influxdb:2.1", "influxdb", "yes"],
    ["influxdb:2.7-alpine", "influxdb", "yes"],
    ["influxdb:${TAG}", "influxdb", "maybe"],
  ])("%s", (reference, image, applies) => {
    const found = lookUp(reference);
    expect(found?.family.image).toBe(image);
    expect(found?.applies).toBe(applies);
  });

  it("goes by the version", () => {
    expect(lookUp("rabbitmq:3.8")?.family.kind).toBe("suffix-file");
    expect(lookUp("rabbitmq:3.9")?.family.kind).toBe("none");
    expect(lookUp("rabbitmq:3")?.family.kind).toBe("none");
    expect(lookUp("influxdb:1.8")?.family.kind).toBe("none");
    expect(lookUp("influxdb:2")?.family.kind).toBe("suffix-file");
    expect(lookUp("influxdb:3-core")?.family.kind).toBe("none");
  });

  it("prefers a user's own", () => {
    const own = [complete({ image: "mine", patterns: ["acme/*", "postgres"], kind: "none" })];
    expect(lookUp("acme/app", own)?.family.image).toBe("mine");
    expect(lookUp("postgres:16", own)?.family.kind).toBe("none");
    expect(lookUp("mysql", own)?.family.image).toBe("mysql");
  });
});

/** What `image` makes of `variable`. */
function asked(image: string, variable: string) {
  const knowledge = lookUp(image);
  return knowledge && variableOf(knowledge, variable);
}

describe("a variable", () => {
  it.each<[string, string, { reads?: VariableKnowledge["reads"]; [field: string]: unknown } | undefined]>([
    ["postgres", "POSTGRES_PASSWORD", { reads: "file-variable", fileVariable: "POSTGRES_PASSWORD_FILE", secret: true }],
    ["postgres", "POSTGRES_USER", { reads: "file-variable", fileVariable: "POSTGRES_USER_FILE", secret: false }],
    ["postgres", "PGPASSWORD", { reads: "nothing" }],
    ["postgres", "WHATEVER", undefined],
    ["redis:7", "REDIS_PASSWORD", { reads: "nothing", instead: expect.stringContaining("redis.conf") }],
    ["grafana/grafana", "GF_SMTP_PASSWORD", { reads: "file-variable", fileVariable: "GF_SMTP_PASSWORD__FILE" }],
    ["linuxserver/mariadb", "ANYTHING", { reads: "file-variable", fileVariable: "FILE__ANYTHING", newline: "kept" }],
    ["qmcgaw/gluetun", "OPENVPN_PASSWORD", { reads: "file-variable", fileVariable: "OPENVPN_PASSWORD_SECRETFILE" }],
    ["pihole/pihole", "FTLCONF_webserver_api_password", { fileVariable: "WEBPASSWORD_FILE" }],
    ["pihole/pihole:2024.07.0", "WEBPASSWORD", { fileVariable: "WEBPASSWORD_FILE" }],
    ["ghcr.io/goauthentik/server", "AUTHENTIK_SECRET_KEY", { reads: "reference", secret: true }],
    ["ghcr.io/goauthentik/server", "AUTHENTIK_BOOTSTRAP_PASSWORD", { reads: "nothing" }],
    ["netboxcommunity/netbox", "DB_PASSWORD", { reads: "fixed-path", path: "/run/secrets/db_password" }],
    ["crowdsecurity/crowdsec", "BOUNCER_KEY_web", { reads: "fixed-path", path: "/run/secrets/bouncer_key_web" }],
    ["ghcr.io/zulip/zulip-server", "SECRETS_redis_password", { path: "/run/secrets/zulip__redis_password" }],
    ["caddy", "CF_TOKEN", { reads: "option" }],
    ["listmonk/listmonk:4.1", "LISTMONK_db__password", { reads: "not-in-this-version", since: "5.1.0" }],
    ["dxflrs/garage:v0.8.4", "GARAGE_ADMIN_TOKEN", { reads: "not-in-this-version", since: "0.8.5" }],
    ["dxflrs/garage:v0.8.4", "GARAGE_RPC_SECRET", { reads: "file-variable" }],
    ["nextcloud", "SMTP_PASSWORD", { bothSet: "file-wins", exportedToEnv: "no" }],
    ["nextcloud", "MYSQL_PASSWORD", { bothSet: "error", exportedToEnv: "yes" }],
    ["rabbitmq:3.8", "RABBITMQ_DEFAULT_PASS", { reads: "file-variable" }],
    ["rabbitmq:4", "RABBITMQ_DEFAULT_PASS", { reads: "nothing" }],
    ["influxdb", "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", { reads: "file-variable" }],
    ["influxdb:2.7-alpine", "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", { reads: "file-variable" }],
    ["influxdb:2.7.0-alpine", "DOCKER_INFLUXDB_INIT_ADMIN_TOKEN", undefined],
    ["influxdb:2.6", "DOCKER_INFLUXDB_INIT_PASSWORD", { reads: "file-variable" }],
    ["influxdb:2.6.0", "DOCKER_INFLUXDB_INIT_PASSWORD", undefined],
    ["influxdb:2.3", "DOCKER_INFLUXDB_INIT_PASSWORD", undefined],
    ["influxdb:2.0", "DOCKER_INFLUXDB_INIT_PASSWORD", { reads: "nothing" }],
    ["influxdb:3-core", "DOCKER_INFLUXDB_INIT_PASSWORD", undefined],
    ["minio/minio:RELEASE.2021-04-06T23-11-00Z", "MINIO_SECRET_KEY", undefined],
    ["minio/minio:RELEASE.2021-08-05T22-01-19Z", "MINIO_SECRET_KEY", { reads: "file-variable" }],
    ["minio/minio", "MINIO_ROOT_PASSWORD", { reads: "file-variable" }],
    ["ghcr.io/mealie-recipes/mealie:v2.6.0", "OIDC_CLIENT_SECRET", undefined],
    ["ghcr.io/mealie-recipes/mealie:v3.20.0", "OIDC_CLIENT_SECRET", { reads: "file-variable" }],
    ["traefik:v1.7", "CF_API_KEY", { reads: "file-variable" }],
    ["traefik:1.7.21", "CF_API_KEY", { reads: "file-variable" }],
    ["traefik:1.7.21", "CF_DNS_API_TOKEN", { reads: "not-in-this-version", since: "1.7.31" }],
    ["traefik:1.6", "CF_API_KEY", { reads: "not-in-this-version", since: "1.7.12" }],
    ["pgadmin", "X", undefined],
    ["dpage/pgadmin4", "PGADMIN_CONFIG_MAIL_PASSWORD", { reads: "nothing" }],
    ["dpage/pgadmin4", "PGADMIN_CONFIG_CONFIG_DATABASE_URI", { reads: "file-variable" }],
  ])("%s %s", (image, variable, expected) => {
    if (expected === undefined) expect(asked(image, variable)).toBeUndefined();
    else expect(asked(image, variable)).toMatchObject(expected);
  });
});

describe("a name that looks like a file form", () => {
  it.each<[string, string, { is: FileFormKnowledge["is"]; [field: string]: unknown }]>([
    ["postgres", "POSTGRES_PASSWORD_FILE", { is: "read", variable: "POSTGRES_PASSWORD" }],
    ["postgres", "POSTGRES_PASWORD_FILE", { is: "misspelt", meant: "POSTGRES_PASSWORD_FILE" }],
    ["postgres", "POSTGRES_PASSWORD_FIEL", { is: "misspelt", meant: "POSTGRES_PASSWORD_FILE" }],
    ["postgres", "POSTGRES_PASSWORD__FILE", { is: "ignored", how: { fileVariable: "POSTGRES_PASSWORD_FILE" } }],
    ["postgres", "FILE__POSTGRES_PASSWORD", { is: "ignored", variable: "POSTGRES_PASSWORD" }],
    ["postgres", "PGPASSWORD_FILE", { is: "ignored", how: { reads: "nothing" } }],
    ["postgres", "POSTGRES_HOST_FILE", { is: "unknown" }],
    ["redis", "REDIS_PASSWORD_FILE", { is: "ignored", how: { reads: "nothing" } }],
    ["rabbitmq:3.13", "RABBITMQ_DEFAULT_PASS_FILE", { is: "breaks" }],
    ["rabbitmq:3.8", "RABBITMQ_DEFAULT_PASS_FILE", { is: "read" }],
    ["rabbitmq:${TAG}", "RABBITMQ_DEFAULT_PASS_FILE", { is: "unknown" }],
    ["grafana/grafana", "GF_SECURITY_ADMIN_PASSWORD__FILE", { is: "read" }],
    ["grafana/grafana", "GF_SERVER_ROOT_URL__FILE", { is: "read", variable: "GF_SERVER_ROOT_URL" }],
    ["grafana/grafana", "GF_DATABASE_PASSWORD_FILE", { is: "ignored", variable: "GF_DATABASE_PASSWORD" }],
    ["grafana/grafana", "GF_DATABASE_PASSWORD_FLE", { is: "unknown" }],
    ["grafana/grafana", "GF_DATABASE_PASSWORD__FLE", { is: "misspelt", meant: "GF_DATABASE_PASSWORD__FILE" }],
    ["grafana/grafana", "GF_SERVER_CERT_FILE", { is: "unknown" }],
    ["linuxserver/duckdns", "LOG_FILE", { is: "unknown" }],
    [
      "linuxserver/mariadb",
      "MYSQL_ROOT_PASSWORD_FILE",
      { is: "ignored", how: { fileVariable: "FILE__MYSQL_ROOT_PASSWORD" } },
    ],
    ["linuxserver/sonarr", "FILE__API_KEY", { is: "read", variable: "API_KEY" }],
    ["paperlessngx/paperless-ngx", "PAPERLESS_MODEL_FILE", { is: "path-setting" }],
    ["paperlessngx/paperless-ngx", "PAPERLESS_DBPASS_FILE", { is: "read" }],
    ["quay.io/keycloak/keycloak", "KC_DB_PASSWORD_FILE", { is: "ignored" }],
    ["fradelg/mysql-cron-backup", "MYSQL_PASSWORD_FILE", { is: "ignored" }],
    ["outlinewiki/outline", "SECRET_KEY_FILE", { is: "read" }],
    ["listmonk/listmonk:4", "LISTMONK_ADMIN_PASSWORD_FILE", { is: "ignored", how: { reads: "not-in-this-version" } }],
  ])("%s %s", (image, name, expected) => {
    const knowledge = lookUp(image);
    expect(knowledge && fileFormOf(knowledge, name)).toMatchObject(expected);
  });
});

describe("a replacement", () => {
  const of = (image: string, variable: string, secret?: string) => {
    const knowledge = lookUp(image);
    return knowledge && replacementOf(knowledge, variable, secret);
  };

  it("names what to remove, what to set and what to know", () => {
    expect(of("postgres:16", "POSTGRES_PASSWORD", "db_password")).toEqual({
      remove: "POSTGRES_PASSWORD",
      set: { name: "POSTGRES_PASSWORD_FILE", value: "/run/secrets/db_password" },
      secret: "db_password",
      path: "/run/secrets/db_password",
      instead: "set POSTGRES_PASSWORD_FILE=/run/secrets/db_password: the postgres image reads the secret from there",
      cautions: [
        "remove POSTGRES_PASSWORD: with both set, the container stops",
        expect.stringContaining("/proc/1/environ"),
      ],
      remains: [expect.stringContaining("/proc/1/environ")],
    });
  });

  it("keeps a variable that takes a reference", () => {
    const replacement = of("ghcr.io/goauthentik/server", "AUTHENTIK_SECRET_KEY");
    expect(replacement).not.toHaveProperty("remove");
    expect(replacement?.set).toEqual({
      name: "AUTHENTIK_SECRET_KEY",
      value: "file:///run/secrets/authentik_secret_key",
    });
  });

  it("gives the secret the name that the image expects", () => {
    const replacement = of("netboxcommunity/netbox", "DB_PASSWORD", "mine");
    expect(replacement).toMatchObject({
      secret: "db_password",
      path: "/run/secrets/db_password",
      remove: "DB_PASSWORD",
    });
    expect(replacement).not.toHaveProperty("set");
  });

  it("gives the name of a secret where the image asks for that", () => {
    expect(of("pihole/pihole", "FTLCONF_webserver_api_password", "web")?.set).toEqual({
      name: "WEBPASSWORD_FILE",
      value: "web",
    });
  });

  it("asks for the permissions that the image insists on", () => {
    expect(of("elasticsearch:8.15.0", "ELASTIC_PASSWORD")?.mode).toBe("0400");
  });

  it("warns of a line break that would become part of the secret", () => {
    expect(of("linuxserver/mariadb", "MYSQL_ROOT_PASSWORD")?.cautions.join()).toContain("printf %s");
  });

  it("is none where there is none", () => {
    expect(of("redis", "REDIS_PASSWORD")).toBeUndefined();
    expect(of("listmonk/listmonk:4", "LISTMONK_ADMIN_PASSWORD")).toBeUndefined();
    expect(of("postgres", "WHATEVER")).toBeUndefined();
  });
});
