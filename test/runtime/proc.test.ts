import { readFileSync } from "node:fs";
import { describe, expect, it, vi } from "vitest";
import { readProc } from "../../src/runtime/probe/proc.ts";

/**
 * What is in for the next files that are read, by their path: the kernel's own answers cannot be had at a given moment.
 */
const answers = vi.hoisted(() => new Map<string, ((real: string) => string)[]>());

vi.mock("node:fs", async (original) => {
  const real = await original<typeof import("node:fs")>();
  return {
    ...real,
    readFileSync: (path: string, encoding: "utf8") => {
      const text = real.readFileSync(path, encoding);
      return answers.get(path)?.shift()?.(text) ?? text;
    },
  };
});

const own = `/proc/${process.pid}`;
/** What names a container in its mounts; every process has a mount at the root. */
const here = " / ";
const look = (container = here) =>
  readProc({
    pid: process.pid,
    container,
    targets: [],
    contents: false,
    named: new Map(),
    secretIds: new Set(),
    sourceOf: () => undefined,
  });
const laterStart = (stat: string) =>
  stat.replace(/^(.*\) (?:\S+ ){19})(\d+)/s, (_, before, start) => `${before}${Number(start) + 1}`);

describe.runIf(process.platform === "linux")("a process that is looked at", () => {
  it("is taken where it is the same one at the end", () => {
    expect(look()).toHaveProperty("mountinfo", readFileSync(`${own}/mountinfo`, "utf8"));
  });

  it("is gone where its number belongs to another one meanwhile, which its later start tells", () => {
    answers.set(`${own}/stat`, [(stat) => stat, laterStart]);
    expect(look()).toBe("gone");
    expect(answers.get(`${own}/stat`)).toEqual([]);
  });

  it("is gone where it has ended and is only listed still", () => {
    const ended = (stat: string) => stat.replace(/\) [A-Z] /, ") Z ");
    answers.set(`${own}/stat`, [ended, ended]);
    expect(look()).toBe("gone");
  });

  it("is another one where neither mounts nor groups name the container", () => {
    expect(look("0123456789abcdef-canary")).toBe("foreign");
  });
});
