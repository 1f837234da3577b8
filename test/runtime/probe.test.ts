import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseProbe, probeScript, processesPart } from "../../src/runtime/readers/probe.ts";
import { parseProcesses } from "../../src/runtime/readers/probe-processes.ts";

const answer = (files: string, maps = "0 100000 65536\n") =>
  [
    "",
    "\u0001mountinfo\n1 0 0:1 / / rw - overlay overlay rw\n",
    `\u0001uid_map\n${maps}`,
    `\u0001gid_map\n${maps}`,
    "\u0001status\nName:\tx\nUid:\t1000\t1000\t1000\t1000\nGid:\t0\t0\t0\t0\nGroups:\t\nCapEff:\t00000000a80425fb\n",
    `\u0001files\n${files}`,
    "\u0001end\n",
  ].join("\n");

describe("what the probe in a container prints", () => {
  it("is read as /proc of the host would show it", () => {
    const read = parseProbe(answer("/run/secrets/a b\u0002/run/secrets/a b\u00028100 1000 0 20\u0003"));
    expect(read?.files).toEqual([
      {
        path: "/run/secrets/a b",
        real: "/run/secrets/a b",
        type: "file",
        mode: 0o400,
        uid: 101000,
        gid: 100000,
        size: 20,
      },
    ]);
    expect(read?.status).toContain("Uid:\t101000\t101000");
    expect(read?.status).not.toContain("Name");
    expect(read?.mountinfo).toContain("overlay");
  });

  it("knows an owner without a number in the user namespace by what root may not open", () => {
    const owners = (bits: string, maps?: string) =>
      parseProbe(answer(`/a\u0002/a\u0002${bits}\u0003`, maps))?.files.map(({ uid, gid }) => [uid, gid]);
    expect(owners("8180 65534 65534 20 closed")).toEqual([[4294967295, 4294967295]]);
    expect(owners("8180 65534 65534 20")).toEqual([[165534, 165534]]);
    expect(owners("8180 65534 65534 20 closed", "0 0 4294967295\n")).toEqual([[65534, 65534]]);
    expect(owners("8180 1000 1000 20 closed")).toEqual([[101000, 101000]]);
  });

  it("tells what is missing, and a folder", () => {
    const read = parseProbe(answer("/a\u0002/a\u0002missing\u0003/b\u0002/b\u000241ed 0 0 1\u0003"));
    expect(read?.files.map(({ type }) => type)).toEqual(["missing", "folder"]);
  });

  it("counts for nothing when it broke off", () => {
    const whole = answer("");
    expect(parseProbe(whole.slice(0, whole.indexOf("\u0001end")))).toBeUndefined();
    expect(parseProbe("sh: not found")).toBeUndefined();
  });

  it("tells processes from files, whatever their environment holds", () => {
    const fake = "\n\u0001files\n/run/secrets/x\u0002/run/secrets/x\u00028100 0 0 20\u0003\n\u0001end\n";
    const process = `\n\u0001process\nA=1\0B=${fake}\0\n\u0001arguments\nsleep\u00001\0`;
    const printed = `${answer("")}${process}\n\u0001denied 7 1000 1000\n\n\u0001done\n`;
    expect(parseProbe(printed)?.files).toEqual([]);
    const plain = printed.replace(fake, "2");
    expect(parseProcesses(processesPart(plain))).toEqual({
      seen: [{ environ: ["A=1", "B=2"], cmdline: ["sleep", "1"] }],
      closed: [{ pid: "7", user: "1000:1000" }],
      all: true,
    });
    expect(parseProcesses(processesPart(plain.replace("\n\u0001done\n", "")))?.all).toBe(false);
    expect(parseProcesses(processesPart(plain.replace("\u0001denied", "\u0001more\n\n\u0001denied")))?.all).toBe(false);
    expect(parseProcesses(processesPart(answer("")))).toBeUndefined();
  });

  it("may be anything: containers are hostile", () => {
    fc.assert(fc.property(fc.string(), (text) => void parseProcesses(`\n\u0001${text}`)));
    fc.assert(fc.property(fc.string(), (text) => void parseProbe(answer(text, text))));
    fc.assert(fc.property(fc.string(), (text) => void parseProbe(text)));
  });

  it.skipIf(process.platform !== "linux")("is what a shell here prints", () => {
    const folder = mkdtempSync(join(tmpdir(), "runsecrets-probe-"));
    try {
      const path = join(folder, 'it\'s "a" $(secret) é');
      writeFileSync(path, "x", { mode: 0o640 });
      symlinkSync(path, join(folder, "link"));
      const printed = execFileSync("sh", ["-c", probeScript, "sh", "1", join(folder, "link"), "/nowhere/pw"], {
        encoding: "utf8",
      });
      const files = parseProbe(printed)?.files ?? [];
      expect(files).toContainEqual(
        expect.objectContaining({ path: join(folder, "link"), real: path, type: "file", size: 1 }),
      );
      expect(files).toContainEqual(expect.objectContaining({ path: "/nowhere/pw", type: "missing" }));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
