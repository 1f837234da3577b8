import { describe, expect, it } from "vitest";
import { run } from "../../src/pipeline/run-lint.ts";
import { buildKeys, projectKeys, serviceKeys } from "../../src/scanners/compose/schema-keys.ts";

async function reportOf(text: string) {
  return (await run({ files: { "compose.yaml": text }, configFile: false, cwd: "/" })).report;
}

async function found(text: string): Promise<string[]> {
  const { findings } = await reportOf(text);
  return findings
    .toSorted((a, b) => a.region.startLine - b.region.startLine)
    .map(({ rule, key, region }) => `${region.startLine} ${rule} ${key}`);
}

async function gaps(text: string): Promise<string[]> {
  return (await reportOf(text)).gaps.map(({ line, why }) => `${line} ${why}`);
}

describe("options that the engine keeps", () => {
  it("of volumes and networks", async () => {
    const text = `services:
  app:
    image: example/app:1
volumes:
  share:
    driver_opts:
      type: cifs
      o: "username=u,password=lantern-808-canary"
  other:
    driver_opts: {access_key: AK, secret_key: lantern-808-canary, size: 10G}
  mapped:
    driver_opts: {o: "username=u,password=\${SHARE_PASSWORD}"}
networks:
  mesh:
    driver_opts: {encryption-password: lantern-808-canary, mtu: "1400"}
`;
    expect(await found(text)).toEqual([
      "8 secret-in-label o",
      "10 secret-in-label secret_key",
      "15 secret-in-label encryption-password",
    ]);
    const { findings } = await reportOf(text);
    expect(findings[0]?.what).toContain("`docker volume inspect` shows it");
  });

  it("of a container's log, and its annotations", async () => {
    const text = `services:
  app:
    image: example/app:1
    logging:
      driver: splunk
      options:
        splunk-token: q7Lantern808canaryZ
        loki-url: "https://u:lantern808canary@logs.example.net/push"
        max-size: 10m
    annotations:
      com.example.token: q7Lantern808canaryZ
      com.example.owner: team
`;
    expect(await found(text)).toEqual([
      "7 secret-in-label splunk-token",
      "8 secret-in-url loki-url",
      "11 secret-in-label com.example.token",
    ]);
  });
});

describe("commands beside a service's own", () => {
  it("of a watch, a provider and a model", async () => {
    const text = `services:
  app:
    image: example/app:1
    develop:
      watch:
        - path: .
          action: sync+exec
          target: /srv
          exec:
            command: app reload --password lantern-808-canary
            environment: {API_TOKEN: q7Lantern808canaryZ}
  db:
    provider:
      type: cloud
      options:
        region: eu
        password: lantern-808-canary
models:
  chat:
    model: ai/smollm2
    runtime_flags: ["--api-key", "q7Lantern808canaryZ"]
`;
    expect(await found(text)).toEqual([
      "10 secret-in-command --password",
      "11 secret-in-env API_TOKEN",
      "17 secret-in-command --password",
      "21 secret-in-command --api-key",
    ]);
  });
});

describe("dockerfile_inline", () => {
  const inline = (body: string) => `services:
  app:
    build:
      context: .
      dockerfile_inline: |
${body.replace(/^/gm, "        ")}
`;

  it("is read as a Dockerfile, with places of the compose file", async () => {
    const text = inline("FROM alpine\nENV DB_PASSWORD=lantern-808-canary\nARG NPM_TOKEN\nCOPY id_rsa /root/");
    expect(await found(text)).toEqual([
      "7 secret-in-env DB_PASSWORD",
      "8 secret-in-build-arg NPM_TOKEN",
      "9 secret-in-layer id_rsa",
    ]);
    const [first] = (await reportOf(text)).findings;
    expect([first?.region.startColumn, first?.region.endColumn]).toEqual([25, 43]);
    expect(await gaps(inline("FROM alpine\nENV A=b"))).toEqual([]);
  });

  it("reads what Compose fills in as a reference, and `$$` as a dollar", async () => {
    expect(await found(inline("FROM alpine\nENV A_PASSWORD=${A_PASSWORD}\nENV B_PASSWORD=$$B_PASSWORD"))).toEqual([]);
  });

  it("says what is not read there", async () => {
    expect(await gaps(inline("FROM alpine\nENVV A=b"))).toEqual(["7 unknown instruction ENVV; did you mean ENV?"]);
  });

  it("keeps the stages of two services apart", async () => {
    const text = `services:
  a:
    build:
      dockerfile_inline: |
        FROM alpine
        ENV A_PASSWORD=lantern-808-canary
  b:
    build:
      dockerfile_inline: "FROM alpine\\nENV B_PASSWORD=lantern-808-canary\\n"
`;
    expect(await found(text)).toEqual(["6 secret-in-env A_PASSWORD", "9 secret-in-env B_PASSWORD"]);
  });
});

describe("keys", () => {
  it("that Compose knows leave no gap", async () => {
    const service = [...serviceKeys].filter((key) => key !== "build").map((key) => `    ${key}:\n`);
    const build = [...buildKeys].map((key) => `      ${key}:\n`);
    const others = [...projectKeys].filter((key) => key !== "services").map((key) => `${key}:\n`);
    const text = `services:\n  a:\n    build:\n${build.join("")}${service.join("")}${others.join("")}`;
    expect((await gaps(text)).filter((gap) => gap.includes("not known"))).toEqual([]);
  });

  it("that nobody knows yet are not checked", async () => {
    const text = `services:
  a:
    image: example/app:1
    credentials_from: {token: x}
    x-own: {token: x}
    build:
      context: .
      attestations: {}
vaults: {a: {}}
x-common: {}
`;
    const why = "a key that is not known: not read";
    expect((await gaps(text)).filter((gap) => gap.includes(why))).toEqual([`4 ${why}`, `8 ${why}`, `9 ${why}`]);
  });
});
