import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { folder } from "../support/folder.ts";
import { runCli } from "../support/run-cli.ts";

const dist = join(import.meta.dirname, "../../dist");
const leaky = "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n";

describe("a damaged code cache", () => {
  const root = () => folder({ Dockerfile: leaky });
  const damages: Record<string, (bytes: Buffer) => Buffer> = {
    "flipped bits": (bytes) => {
      const copy = Buffer.from(bytes);
      for (let time = 1; time <= 200; time++) {
        const at = Math.floor((time * bytes.length) / 201);
        copy[at] = (copy[at] ?? 0) ^ (1 << (time % 8));
      }
      return copy;
    },
    "one flipped bit": (bytes) => {
      const copy = Buffer.from(bytes);
      const at = bytes.length >> 1;
      copy[at] = (copy[at] ?? 0) ^ 128;
      return copy;
    },
    "a payload of zeros": (bytes) => Buffer.concat([bytes.subarray(0, 64), Buffer.alloc(bytes.length - 64)]),
    "zeros only": (bytes) => Buffer.alloc(bytes.length),
    "a page of zeros": (bytes) => Buffer.from(bytes).fill(0, 4096 * 20, 4096 * 21),
    "half of it": (bytes) => bytes.subarray(0, bytes.length >> 1),
    "all but a byte": (bytes) => bytes.subarray(0, -1),
    "more at its end": (bytes) => Buffer.concat([bytes, Buffer.from("more")]),
    "two bytes": (bytes) => bytes.subarray(0, 2),
    nothing: () => Buffer.alloc(0),
  };

  it("is made anew, and the run does not notice", { timeout: 180_000 }, () => {
    const copy = folder({});
    mkdirSync(join(copy, "dist"));
    for (const file of readdirSync(dist).filter((name) => name.endsWith(".cjs")))
      (file === "commands.cjs" ? cpSync : symlinkSync)(join(dist, file), join(copy, "dist", file));
    cpSync(join(dist, "cli.cjs"), join(copy, "dist/cli2.cjs"));
    const cwd = root();
    const lint = () => {
      const { status, signal, stdout, stderr } = spawnSync(
        process.execPath,
        [join(copy, "dist/cli2.cjs"), "lint", "-f", "json"],
        {
          cwd,
          encoding: "utf8",
        },
      );
      return { status, signal, stderr, stdout };
    };
    const expected = { ...lint(), status: 1, signal: null, stderr: "" };
    const name = readdirSync(join(copy, "dist")).find((file) => file.endsWith(".cache")) ?? "";
    const kept = join(copy, "dist", name);
    const sound = readFileSync(kept);
    expect(sound.length).toBeGreaterThan(100_000);
    for (const [title, damage] of Object.entries(damages)) {
      writeFileSync(kept, damage(sound));
      expect({ title, ...lint() }).toEqual({ title, ...expected });
      expect(readFileSync(kept).length).toBeGreaterThan(100_000);
      expect({ title, ...lint() }).toEqual({ title, ...expected });
    }
  });
});

describe("a run that dies is never clean", () => {
  it("where what it waits for never comes", async () => {
    const cwd = folder({
      Dockerfile: leaky,
      "never.mjs":
        "Object.defineProperty(process, 'stdin', { value: { [Symbol.asyncIterator]: () => ({ next: () => new Promise(() => {}) }) } });",
    });
    const options = { cwd, env: { NODE_OPTIONS: `--import ${join(cwd, "never.mjs")}` } };
    const { code, stderr, stdout } = await runCli(["lint", "--diff", "-"], options);
    expect(stderr).toBe("runsecrets: the run ended early: something that it waited for never came\n");
    expect([code, stdout]).toEqual([2, ""]);
  });

  it("where an engine breaks off in the middle of an answer", async () => {
    const cwd = folder({});
    const socket = join(cwd, "engine.sock");
    const engine = createServer((client) => {
      client.on("error", () => {});
      client.once("data", () => client.end("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[]"));
    });
    await new Promise<void>((resolve) => engine.listen(socket, resolve));
    onTestFinished(() => void engine.close());
    const { code, stderr } = await runCli(["audit", "--no-proc", "-H", `unix://${socket}`], { cwd });
    expect(code).toBe(2);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr).toMatch(/^runsecrets: /);
  });

  it("where something throws on the side, and quotes nothing of it", async () => {
    const cwd = folder({
      Dockerfile: leaky,
      "throw.mjs": "process.nextTick(() => setImmediate(() => { throw new TypeError('orchid-42-canary'); }));",
    });
    const { code, stderr } = await runCli(["lint", "--diff", "-"], {
      cwd,
      env: { NODE_OPTIONS: `--import ${join(cwd, "throw.mjs")}` },
    });
    expect(stderr).toBe("runsecrets: internal error: TypeError\n");
    expect(code).toBe(2);
  });

  it("and one that ends as it should says how", async () => {
    const cwd = folder({ "clean/Dockerfile": "FROM alpine:3.20\n", "leaky/Dockerfile": leaky });
    for (const [words, expected] of [
      [["lint", "clean"], 0],
      [["lint", "leaky"], 1],
      [["lint", "nowhere"], 2],
      [["--version"], 0],
      [["help"], 0],
      [["rules"], 0],
      [["nonsense"], 2],
    ] as const)
      expect([words, (await runCli(words, { cwd })).code]).toEqual([words, expected]);
  });
});
