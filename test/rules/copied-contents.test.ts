import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { run } from "../../src/pipeline/run-lint.ts";
import { dockerignore } from "../../src/projects/dockerignore.ts";

const letters = "canaryQ7vLx2mPz9RkT4wYb8NcJd3HgFs6Ae1UiOoXr5Vt0BnMqKlZyWp";
const pem = (kind: string) =>
  `-----BEGIN ${kind}PRIVATE ${"KEY-----"}\nMIIE${letters}\n-----END ${kind}PRIVATE ${"KEY-----"}\n`;
const key = pem("");
const wireGuard = `[Interface]\nAddress = 10.0.0.1/24\nPrivateKey = ${letters.slice(0, 43)}=\n`;
const account = JSON.stringify({
  type: "service_account",
  private_key: key,
  client_email: "ci@x.iam.gserviceaccount.com",
});
const awsPair = `key: ${"AK" + "IA"}Q7VLX2MPZ4RKT3WY\nsecret: ${letters.slice(0, 40)}\n`;
const stripe = ["sk", "live", `canary${letters.slice(6, 30)}`].join("_");
const npm = `//registry.npmjs.org/:_authToken=${letters.slice(0, 30)}\n`;

async function reported(files: Record<string, string>): Promise<string[]> {
  const { report } = await run({ files, configFile: false, cwd: "/" });
  return report.findings.flatMap(({ rule, what }) => (rule === "secret-in-layer" ? [what] : []));
}

const from = "FROM alpine\n";

/** Dockerfile lines, the other files, and what must be named in the one report. */
const taken: Readonly<Record<string, [string, Record<string, string>, ...string[]]>> = {
  "a key in a folder of keys": ["COPY .ssh/ /root/.ssh/", { ".ssh/work_key": key }, ".ssh/work_key (a private key)"],
  "a key without an ending": ["COPY . /app", { deploykey: key }, "deploykey (a private key)"],
  "a key in a folder of settings": ["COPY . /app", { "conf/prod-key": pem("RSA ") }, "conf/prod-key (a private key)"],
  "a key that is called a note": [
    "COPY . /app",
    { "conf/notes.txt": pem("OPENSSH ") },
    "conf/notes.txt (a private key)",
  ],
  "a key in a certificate's file": ["COPY . /app", { "conf/site.crt": pem("EC ") }, "conf/site.crt (a private key)"],
  "a key in YAML": [
    "COPY conf /app",
    { "conf/app.yml": `tls: |\n  ${key.replaceAll("\n", "\n  ")}\n` },
    "conf/app.yml (a private key)",
  ],
  "a service account": ["COPY . /app", { "gcp.json": account }, "gcp.json (a cloud service account's key)"],
  "a pair for AWS": ["COPY . /app", { "notes/creds.txt": awsPair }, "notes/creds.txt (AWS credentials)"],
  "a pair for AWS in a spreadsheet": [
    "COPY . /app",
    { "accessKeys.csv": `Access key ID,Secret access key\n${"AK" + "IA"}Q7VLX2MPZ4RKT3WY,${letters.slice(0, 40)}\n` },
    "accessKeys.csv (AWS credentials)",
  ],
  "a pair beside a manual's sample": [
    "COPY . /app",
    { "notes/creds.txt": `# like ${"AK" + "IA"}IOSFODNN7EXAMPLE\n${awsPair}` },
    "notes/creds.txt (AWS credentials)",
  ],
  "a token in settings": [
    "COPY . /app",
    { "app/settings.json": JSON.stringify({ stripe }) },
    "app/settings.json (a file with an access token)",
  ],
  "a key by name into another folder": [
    "COPY deploykey /home/ci/.ssh/",
    { deploykey: key },
    "deploykey (a private key)",
  ],
  "credentials by their folder": [
    "COPY config/credentials/uploader.json /app/",
    { "config/credentials/uploader.json": JSON.stringify({ user: "uploader", password: "lantern-808-canary" }) },
    "config/credentials/uploader.json (a file of credentials)",
  ],
  "a secret by its name": ["ADD secret.txt /root/", { "secret.txt": "lantern-808-canary\n" }, "secret.txt"],
  "a test's key into a shipping image": [
    "COPY src/test/resources/RSAprivatekey.pem /opt/",
    { "src/test/resources/RSAprivatekey.pem": key },
    "src/test/resources/RSAprivatekey.pem (a private key)",
  ],
  "a test's password safe into a shipping image": [
    "COPY src/test/resources/safe.kdbx /opt/",
    {},
    "src/test/resources/safe.kdbx (a password safe)",
  ],
  "a test's folder of keys into a shipping image": [
    "COPY test/certs /etc/nginx/certs",
    { "test/certs/site": key },
    "test/certs/site (a private key)",
  ],
  "to where a variable says": [
    "ENV AWS_SHARED_CREDENTIALS_FILE=/root/.aws/credentials\nCOPY ./creds $AWS_SHARED_CREDENTIALS_FILE",
    { creds: `[default]\n${awsPair}` },
    "creds (AWS credentials)",
  ],
  "to where a variable without a value says": [
    "COPY ./creds $AWS_SHARED_CREDENTIALS_FILE",
    { creds: `[default]\n${awsPair}` },
    "creds (AWS credentials)",
  ],
  "from where an argument says": [`ARG KEY=keys/deploy\nCOPY \${KEY} /srv/`, { "keys/deploy": key }, "KEY"],
  "from where a global argument says": [
    `ARG DIR\nCOPY $DIR/deploy /srv/`,
    { Dockerfile: `ARG DIR=keys\n${from}ARG DIR\nCOPY $DIR/deploy /srv/\n`, "keys/deploy": key },
    "DIR",
  ],
  "from where a fallback says": ["ARG DIR\nCOPY ${DIR:-keys}/deploy /srv/", { "keys/deploy": key }, "DIR"],
  "keys of PGP": ["COPY secring.gpg /root/.gnupg/", {}, "secring.gpg (a private PGP key)"],
  "a tunnel's key": ["COPY wg0.conf /etc/wireguard/", { "wg0.conf": wireGuard }, "wg0.conf (a private WireGuard key)"],
  "a signing key": [
    "COPY signing.gpg /keys/",
    { "signing.gpg": pem("PGP ").replaceAll("KEY--", "KEY BLOCK--") },
    "signing.gpg",
  ],
  "an env file of any name": [
    "COPY . /app",
    { "conf/production": "DB_HOST=db\nDB_PASSWORD=lantern-808-canary\n" },
    "conf/production (a file of variables)",
  ],
  "npm's login of another name": ["COPY .npmrcprod /root/.npmrc", { ".npmrcprod": npm }, ".npmrcprod"],
  "npm's login in a folder": ["COPY . /app", { "build/npm-login": npm }, "build/npm-login (a file of credentials)"],
  "a login for machines": [
    "COPY . /app",
    { "build/logins": "machine git.example.net login ci password lantern-808-canary\n" },
    "build/logins (a file of credentials)",
  ],
  "a login for a registry": [
    "COPY . /app",
    { "build/docker.json": '{"auths": {"r.example.net": {"auth": "Y2k6Y2FuYXJ5LWxhbnRlcm4="}}}\n' },
    "build/docker.json (a file of credentials)",
  ],
  "the keys of encrypted variables": [
    "COPY . /app",
    { "conf/envkeys": `DOTENV_PRIVATE_KEY_PRODUCTION="${"c0ffee12".repeat(8)}"\n` },
    "conf/envkeys (the keys of an encrypted env file)",
  ],
  "a cluster's login of another name": [
    "COPY . /app",
    { "conf/cluster.yml": `users:\n- user:\n    client-key-data: ${Buffer.from(key).toString("base64")}\n` },
    "conf/cluster.yml (a private key)",
  ],
  "by a pattern": ["COPY conf/* /app/", { "conf/deploy": key, "other/deploy": key }, "conf/deploy (a private key)"],
  "four files as one": [
    "COPY . /app",
    { ".env": "DB_PASSWORD=lantern-808-canary\n", "gcp.json": account, deploykey: key, "conf/wg0.conf": wireGuard },
    ".env (an env file), conf/wg0.conf (a private WireGuard key), deploykey (a private key) and gcp.json (a cloud",
  ],
};

const quiet: Readonly<Record<string, [string, Record<string, string>]>> = {
  "certificates of others": ["COPY trust.jks cacerts truststore.p12 /opt/", {}],
  "certificates of others, longer names": ["COPY kafka.truststore.jks client-trust.p12 /opt/", {}],
  "a program whose variable is called a password": [
    'ENV RESET_OS_PASSWORD="reset.sh"\nCOPY $RESET_OS_PASSWORD /usr/local/bin/',
    { "reset.sh": "#!/bin/sh\nexit 0\n" },
  ],
  "a program whose argument is called a key": [
    "ARG SIGNING_KEY=sign.sh\nCOPY ${SIGNING_KEY} /usr/local/bin/",
    { "sign.sh": "#!/bin/sh\nexit 0\n" },
  ],
  "npm's login by reference": [
    "COPY .npmrcprod /root/.npmrc",
    { ".npmrcprod": "//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n" },
  ],
  "netrc by reference": ["COPY netrc.in /root/.netrc", { "netrc.in": "machine x login y password ${PW}\n" }],
  "a public key": ["COPY . /app", { deploykey: "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI ci@example.net\n" }],
  "a certificate": ["COPY . /app", { "site.crt": `-----BEGIN CERTIFICATE-----\nMIIE${letters}\n` }],
  "a key that is ignored": ["COPY . /app", { deploykey: key, ".dockerignore": "deploy*\n" }],
  "a key that nothing copies": ["COPY src /app", { deploykey: key, "src/a": "" }],
  "a test's key beside the tests": ["COPY . /app", { "tests/deploykey": key }],
  "a test's folder to a test's folder": ["COPY tests ./tests", { "tests/deploykey": key }],
  "a manual's pair": [
    "COPY . /app",
    { creds: `${"AK" + "IA"}IOSFODNN7EXAMPLE\nwJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n` },
  ],
  "a key to be filled in": ["COPY . /app", { deploykey: `-----BEGIN PRIVATE ${"KEY-----"}\n<your key>\n` }],
  "weak variables of any name": ["COPY . /app", { "conf/settings": "PORT=80\nDB_HOST=db\nDB_PASSWORD=\n" }],
  "an encrypted env file": [
    "COPY . /app",
    { ".env.production": 'DB_PASSWORD="encrypted:BGx9canaryQ7vLx2mPz9RkT4wYb8Nc"\n' },
  ],
  "a hash of a file": ["COPY . /app", { "sums.txt": `${"0123456789abcdef".repeat(4)}  canary.tgz\n` }],
  "settings of a folder for credentials": [
    "COPY config/credentials/uploader.json /app/",
    { "config/credentials/uploader.json": '{"user": "uploader"}\n' },
  ],
};

describe("the content of copied files", () => {
  for (const [title, [lines, files, ...named]] of Object.entries(taken)) {
    it(title, async () => {
      const found = await reported({ Dockerfile: `${from}${lines}\n`, ...files });
      expect(found).toHaveLength(1);
      for (const one of named) expect(found[0]).toContain(one);
    });
  }
  for (const [title, [lines, files]] of Object.entries(quiet)) {
    it(`quiet: ${title}`, async () => {
      expect(await reported({ Dockerfile: `${from}${lines}\n`, ...files })).toEqual([]);
    });
  }

  it("lists what a baseline and the configuration do not know", async () => {
    const files = {
      Dockerfile: `${from}COPY . /app\n`,
      deploykey: key,
      "gcp.json": account,
      ".env": "A_PASSWORD=x-808-canary",
    };
    const ignore = [{ rule: "secret-in-layer", key: "deploykey", because: "for a test", origin: "" }];
    const { report } = await run({ files, configFile: false, cwd: "/", config: { ignore } });
    expect(report.findings.flatMap(({ rule, what }) => (rule === "secret-in-layer" ? [what] : []))).toEqual([
      "this copy takes .env (an env file) and gcp.json (a cloud service account's key) from the build context into the image: anyone who can pull the image can read them",
    ]);
    const each = await run({ files, configFile: false, cwd: "/", checks: true });
    const layers = each.report.findings.filter(({ rule }) => rule === "secret-in-layer");
    expect(layers.map((one) => one.key)).toEqual([".env", "deploykey", "gcp.json"]);
  });

  it("names the files as a shell and an ignore file read them", async () => {
    const names = ["a b/deploy", "it's", "[x]/deploy", "#deploy", "!deploy", "deploy"];
    const files = Object.fromEntries(names.map((name) => [name, key]));
    const { report } = await run({
      files: { Dockerfile: `${from}COPY . /app\n`, ...files },
      configFile: false,
      cwd: "/",
    });
    const [finding, ...others] = report.findings.filter(({ rule }) => rule === "secret-in-layer");
    expect(others).toEqual([]);
    expect(finding?.what).toContain(" and it's (a private key)");
    const lines = execFileSync("sh", ["-c", (finding?.paste[0] ?? "").replace(/ >> \S+$/, "")], { encoding: "utf8" });
    const ignored = dockerignore(lines);
    expect(names.filter((name) => !ignored(name))).toEqual([]);
    expect(["x/deploy", "its", "other"].filter(ignored)).toEqual([]);
  });

  it("adds a line for each of them to the ignore file", async () => {
    const files = { deploykey: key, "gcp.json": account, ".dockerignore": "dist" };
    const { report } = await run({
      files: { Dockerfile: `${from}COPY . /app\n`, ...files },
      configFile: false,
      cwd: "/",
    });
    const [finding] = report.findings;
    expect(finding?.fix?.title).toBe("add them to .dockerignore");
    const edits = finding?.fix?.files.flatMap((one) => one.edits) ?? [];
    expect(edits.map(({ text }) => text).join("")).toBe("\ndeploykey\ngcp.json\n");
    expect(finding?.fix?.files[0]?.diff[0]?.lines.map(({ sign, text }) => sign + text)).toEqual([
      "+deploykey",
      "+gcp.json",
    ]);
  });

  it("quotes the name of a single file", async () => {
    const { report } = await run({
      files: { "my app/Dockerfile": `${from}COPY . /app\n`, "my app/$(id) \\key": key },
      configFile: false,
      cwd: "/",
    });
    expect(report.findings.map(({ paste }) => paste)).toEqual([
      ["printf '%s\\n' '$(id) \\\\key' >> 'my app/.dockerignore'"],
    ]);
  });

  it("does not fail for a project that is too large to look into all of it", async () => {
    const many = Object.fromEntries(Array.from({ length: 10_002 }, (_, index) => [`data/${index}`, "x"]));
    const { report } = await run({
      files: { Dockerfile: `${from}COPY . /app\n`, ...many },
      configFile: false,
      cwd: "/",
    });
    expect(report.gaps).toEqual([]);
    expect(report.remarks).toEqual([
      { file: expect.stringMatching(/^data/), why: "and 1 more are copied into an image: not looked into" },
    ]);
  });
});
