import { describe, expect, it } from "vitest";
import { copiedFile, secretFile, secretFolder } from "../../src/detection/secret-files.ts";

const sure = `id_rsa id_ed25519 .ssh/id_ecdsa github_id_rsa id_rsa.old deploy_key ssh_host_rsa_key putty.ppk .env app/.env .env.keys .netrc _netrc
  .pypirc .git-credentials .pgpass .my.cnf kubeconfig prod.kubeconfig .kube/config .aws/credentials service-account.json serviceAccountKey.json
  service_account_prod.json gcp-key.json my-firebase-adminsdk-x1.json application_default_credentials.json .docker/config.json .dockercfg
  .vault-token terraform.tfstate terraform.tfstate.backup config/master.key tls.p12 signing.pfx key.pem privkey.pem privkey1.pem server-key.pem
  private.pem private_key.pem server.key tls.key ssl/private.key secret.asc .cargo/credentials.toml`;
const likely = `.env.production .env.local prod.env .npmrc .htpasswd secrets.yml secrets.json secret.yaml credentials.json
  auth.json db_password root-password.txt api_token.txt app-credentials.json debug-app.jks release.keystore site.key`;
const byContent = `.env.test .env.ci .yarnrc.yml pip.conf .bundle/config settings.xml NuGet.Config terraform.tfvars server.pem`;
const harmless = `id_rsa.pub server.crt cert.pem ca.pem fullchain.pem cacert.pem known_hosts authorized_keys public.pem public_key.pem jwt-public.key
  .env.example .env.sample .env.template .env.dist .env.local.example example.env env.example .env.j2 .env.schema secrets.example.yml
  credentials.yml.enc secrets.yaml.age truststore.jks cacerts.jks debug.keystore nginx_signing.key release.key RPM-GPG-KEY.key apt.key
  secrets.ts keys.md config.json environment.ts .envrc package.json Dockerfile keystore key license.key credentials.py .dockerignore
  insecure_id_rsa ssl-cert-snakeoil.key passwd token secret password.ts`;

describe("secretFile", () => {
  for (const [level, names] of Object.entries({ sure, likely, "by-content": byContent })) {
    for (const name of words(names)) it(`${name} is ${level}`, () => expect(secretFile(name)?.sure).toBe(level));
  }
  for (const name of words(harmless)) it(`${name} is none`, () => expect(secretFile(name)).toBeUndefined());

  it("knows what the build needs from what the program needs", () => {
    expect(secretFile("web/.npmrc")?.how).toContain("--mount=type=secret,id=npmrc");
    expect(secretFile("id_rsa")?.how).toContain("--mount=type=ssh");
    expect(secretFile(".env")?.how).toBeUndefined();
  });

  it("knows a file by the name it is copied to, with less certainty", () => {
    expect(copiedFile("keys/deploy", "/root/.ssh/id_rsa")).toMatchObject({ what: "a private SSH key", sure: "likely" });
    expect(copiedFile("id_rsa", "/root/key")?.sure).toBe("sure");
    expect(copiedFile(".env.example", "/app/.env")).toBeUndefined();
    expect(copiedFile("package.json", "./")).toBeUndefined();
    expect(copiedFile("package.json", undefined)).toBeUndefined();
  });

  it("knows folders that are made for secrets", () => {
    for (const path of [".ssh", "/root/.ssh/", "./.aws", "secrets/.", "a/.gnupg"])
      expect(secretFolder(path)?.sure).toBe("likely");
    for (const path of ["ssh", "secret", "secrets.ts", ".", "/"]) expect(secretFolder(path)).toBeUndefined();
  });

  it("takes paths of either slash and any case", () => {
    expect(secretFile("C:\\keys\\ID_RSA")?.what).toBe("a private SSH key");
  });
});

function words(text: string): string[] {
  return text.split(/\s+/).filter(Boolean);
}
