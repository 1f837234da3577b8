import { createServer, request, type Server } from "node:http";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runCli } from "../support/run-cli.ts";
import { auditOf, said } from "./support/audit.ts";
import { describeEngine, docker, dockerHost, engineFolder, hostFile } from "./support/engine.ts";

/** What proxies before the engine's socket deny unless they are told otherwise. */
const denied = /^\/(?:volumes|networks|plugins)\b/;

describeEngine("an engine behind a proxy that allows containers and images", () => {
  const path = join(engineFolder, "proxy.sock");
  const host = `unix://${path}`;
  let proxy: Server;

  beforeAll(async () => {
    const pw = hostFile("proxy/pw", "larkspur-canary-1", 0o644);
    const run = (name: string, ...words: string[]) =>
      docker("run", "-d", "--network", "none", "--name", name, ...words, "busybox:local");
    run("proxied", "-e", "DB_PASSWORD=orchid-42-canary", "-v", `${pw}:/run/secrets/pw:ro`);
    proxy = createServer((asked, answer) => {
      if (asked.method !== "GET" || denied.test(asked.url ?? "")) {
        answer.writeHead(403).end("Forbidden by administrative rules");
        return;
      }
      const forwarded = { socketPath: dockerHost.replace("unix://", ""), path: asked.url, method: "GET" };
      request(forwarded, (response) => {
        answer.writeHead(response.statusCode ?? 500, response.headers);
        response.pipe(answer);
      }).end();
    });
    await new Promise<void>((resolve) => proxy.listen(path, resolve));
  }, 60_000);
  afterAll(() => {
    proxy?.close();
  });

  it("is audited, and one line says what was left out", async () => {
    const { findings, gaps, code, stderr } = await auditOf(host, "--fail-on", "never");
    expect(said({ findings }, "container proxied")).toContain("secret-in-env DB_PASSWORD");
    expect({ gaps, code }).toEqual({ gaps: [], code: 0 });
    const line = /the labels and options of networks, plugins and volumes were not looked at/g;
    expect(stderr.match(line)).toHaveLength(1);
    const { stdout } = await runCli(["audit", "-H", host], { cwd: "/" });
    expect(stdout.match(line)).toHaveLength(1);
  });

  it("has gaps for who searches everything", async () => {
    const { gaps, code } = await auditOf(host, "--trace", "--fail-on", "never");
    expect(code).toBe(2);
    expect(gaps.map(({ why }) => why).filter((why) => /volumes|networks|plugins/.test(why))).toHaveLength(3);
  });
});
