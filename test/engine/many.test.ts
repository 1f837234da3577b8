import { beforeAll, expect, it } from "vitest";
import { auditOf } from "./support/audit.ts";
import { between } from "./support/between.ts";
import { describeEngine, docker } from "./support/engine.ts";

const isInspect = (path: string) => /\/containers\/[0-9a-f]{64}\/json/.test(path);

/** The engine's list of containers, so many times as long. */
const longer = (amount: number) => (path: string) =>
  path.includes("/containers/json")
    ? (body: string) => {
        const [one] = JSON.parse(body);
        return JSON.stringify(Array.from({ length: amount }, (_, index) => ({ ...one, Names: [`/copy-${index}`] })));
      }
    : undefined;

describeEngine("more than one engine has, and less than it owes", () => {
  let id = "";

  beforeAll(() => {
    const run = (name: string, ...words: string[]) =>
      docker("run", "-d", "--network", "none", "--name", name, ...words, "busybox:local");
    run("third", "-e", "API_TOKEN=orchid-43-canary");
    id = run("app", "-e", "DB_PASSWORD=orchid-42-canary");
  }, 30_000);

  it.concurrent("three thousand containers", async () => {
    const { host, close } = await between(longer(3000));
    const { findings, gaps } = await auditOf(host);
    close();
    const told = new Set(findings.map(({ rule, key }) => `${rule} ${key}`));
    expect(told).toEqual(new Set(["secret-in-env DB_PASSWORD"]));
    expect(findings).toHaveLength(3000);
    expect(gaps.map(({ file }) => file)).toEqual(["3000 containers"]);
  }, 60_000);

  it.concurrent("an engine that answers for all containers but one", async () => {
    const { host, close } = await between((path) => (path.includes(`${id}/json`) ? "silence" : undefined));
    const { findings, gaps } = await auditOf(host);
    close();
    expect(findings.map(({ file }) => file)).toEqual(["container third"]);
    expect(gaps).toContainEqual(
      expect.objectContaining({
        file: "container app",
        why: "could not be inspected: the engine did not answer in time",
      }),
    );
  }, 60_000);

  it.concurrent("an engine that stops answering: nobody waits for each of its containers", async () => {
    const lengthen = longer(3000);
    const { host, close } = await between((path) => (isInspect(path) ? "silence" : lengthen(path)));
    const began = Date.now();
    const { findings, gaps, code } = await auditOf(host);
    close();
    expect({ findings, code }).toEqual({ findings: [], code: 2 });
    expect(gaps.map(({ file, why }) => `${file} ${why}`).sort()).toEqual([
      expect.stringMatching(/^\d\d containers could not be inspected: the engine did not answer in time$/),
      expect.stringMatching(/^29\d\d containers not looked at: the engine stopped answering$/),
      expect.stringMatching(/images were not looked at: the engine stopped answering$/),
    ]);
    expect(Date.now() - began).toBeLessThan(70_000);
  }, 90_000);

  it.concurrent.each(["/images/json", "/history"])(
    "an engine that does not answer %s",
    async (part) => {
      const { host, close } = await between((path) => (path.includes(part) ? "silence" : undefined));
      const { gaps, findings } = await auditOf(host);
      close();
      expect(gaps.length).toBeGreaterThan(1);
      expect(findings.length + gaps.length).toBeGreaterThan(1);
    },
    90_000,
  );
});
