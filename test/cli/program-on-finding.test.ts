import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, vi } from "vitest";
import { programOnFinding } from "../../src/cli/commands/program-on-finding.ts";

describe.skipIf(process.platform === "win32")("a program for each finding", () => {
  const folder = mkdtempSync(join(tmpdir(), "runsecrets-program-"));
  const heard = join(folder, "heard");
  const script = (body: string) => {
    const path = join(folder, `script-${body.length}`);
    writeFileSync(path, `#!/bin/sh\n${body}\n`, { mode: 0o755 });
    return path;
  };
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("hears each in turn, whatever it holds", async () => {
    const texts = ['{"file":"$(touch x); `id` && \\"q\\""}', '{"file":"two"}', '{"file":"three"}'];
    const notes: string[] = [];
    const program = programOnFinding(script(`echo "$#" >> ${heard}; cat >> ${heard}`), (line) => notes.push(line));
    for (const text of texts) program.tell(text);
    const expected = texts.map((text) => `0\n${text}\n`).join("");
    await vi.waitUntil(() => read(heard) === expected, { timeout: 20_000 });
    expect(notes).toEqual([]);
  });

  it("goes on after one that fails, and one that reads nothing", async () => {
    const notes: string[] = [];
    const body = `read -r line; [ "$line" = fail ] && exit 3; [ "$line" = last ] && echo ended >> ${heard}; exit 0`;
    const program = programOnFinding(script(body), (line) => notes.push(line));
    for (const text of ["fail", "x".repeat(1_000_000), "last"]) program.tell(text);
    await vi.waitUntil(() => read(heard).endsWith("ended\n"), { timeout: 20_000 });
    await program.close();
    expect(notes).toEqual(["the program of --exec-on-finding ended with 3"]);
  });

  it("says that there is no such program", async () => {
    const notes: string[] = [];
    const program = programOnFinding(join(folder, "none"), (line) => notes.push(line));
    program.tell("{}");
    await vi.waitUntil(() => notes.length > 0, { timeout: 20_000 });
    expect(notes).toEqual(["the program of --exec-on-finding cannot be started (ENOENT)"]);
    await program.close();
  });
});

function read(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}
