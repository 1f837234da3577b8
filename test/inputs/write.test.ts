import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { writeBelow } from "../../src/inputs/write-file.ts";
import { writeNamed } from "../../src/inputs/write-named.ts";
import { folder } from "../support/folder.ts";

const cli = join(import.meta.dirname, "../../dist/cli.cjs");
const leaky = "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n";
const read = (...path: string[]) => readFileSync(join(...path), "utf8");
const named = (path: string, text: string, limit?: number) => writeNamed(path, () => [text], limit);

function run(cwd: string, words: readonly string[], env: Record<string, string> = {}) {
  const { status, signal, stderr, stdout } = spawnSync(process.execPath, [cli, ...words], {
    cwd,
    encoding: "utf8",
    timeout: 60_000,
    env: { PATH: process.env.PATH, HOME: cwd, ...env },
  });
  return { status, signal, stderr, stdout };
}

describe("a file of the repository", () => {
  it("is replaced, keeps its mode, and leaves nothing beside it", () => {
    const root = folder({ "a.json": "old" });
    chmodSync(join(root, "a.json"), 0o640);
    writeBelow(root, "a.json", "new");
    writeBelow(root, "b/c/run", "#!/bin/sh\n", { executable: true });
    expect(read(root, "a.json")).toBe("new");
    expect(statSync(join(root, "a.json")).mode & 0o777).toBe(0o640);
    expect(statSync(join(root, "b/c/run")).mode & 0o100).toBe(0o100);
    expect(readdirSync(root).sort()).toEqual(["a.json", "b"]);
    expect(readdirSync(join(root, "b/c"))).toEqual(["run"]);
  });

  const outside = () => folder({ victim: "old", "nested/victim": "old" });
  const links: Record<string, [name: string, prepare: (root: string, out: string) => void]> = {
    "is a link out": ["x", (root, out) => symlinkSync(join(out, "victim"), join(root, "x"))],
    "is a link to another file": ["x", (root) => symlinkSync("y", join(root, "x"))],
    "is a link to nothing": ["x", (root) => symlinkSync("nothing", join(root, "x"))],
    "is a link to itself": ["x", (root) => symlinkSync("x", join(root, "x"))],
    "is in a linked folder": ["d/victim", (root, out) => symlinkSync(out, join(root, "d"))],
    "is below a linked folder": ["d/nested/victim", (root, out) => symlinkSync(out, join(root, "d"))],
    "is in a new folder below a linked one": ["d/new/victim", (root, out) => symlinkSync(out, join(root, "d"))],
    "is in a folder whose link leads nowhere": [
      "d/victim",
      (root, out) => symlinkSync(join(out, "n"), join(root, "d")),
    ],
    "is in a folder that is linked twice": [
      "d/victim",
      (root, out) => {
        symlinkSync(out, join(root, "e"));
        symlinkSync("e", join(root, "d"));
      },
    ],
    "is above the root": ["../victim", () => {}],
    "is a folder": ["x", (root) => mkdirSync(join(root, "x"))],
    "is a pipe": ["x", (root) => void execFileSync("mkfifo", [join(root, "x")])],
  };
  it.each(Object.entries(links))("is refused where it %s", (_, [name, prepare]) => {
    const [root, out] = [folder({ y: "old" }), outside()];
    prepare(root, out);
    expect(() => writeBelow(root, name, "new")).toThrow();
    expect([read(out, "victim"), read(out, "nested/victim"), read(root, "y")]).toEqual(["old", "old", "old"]);
    expect(readdirSync(out).sort()).toEqual(["nested", "victim"]);
  });

  it("may be below a link that stays inside, also where the root itself is one", () => {
    const root = folder({ "real/a": "old" });
    symlinkSync("real", join(root, "d"));
    writeBelow(root, "d/a", "new");
    expect(read(root, "real/a")).toBe("new");
    symlinkSync(root, `${root}-link`);
    onTestFinished(() => rmSync(`${root}-link`));
    writeBelow(`${root}-link`, "real/a", "newer");
    expect(read(root, "real/a")).toBe("newer");
  });

  it("is not overwritten where it must be new", () => {
    const root = folder({ a: "old" });
    expect(() => writeBelow(root, "a", "new", { fresh: true })).toThrow();
    expect(read(root, "a")).toBe("old");
    expect(readdirSync(root)).toEqual(["a"]);
  });

  it("as a baseline or a workflow is never written through a link", () => {
    const [root, out] = [folder({ Dockerfile: leaky }), outside()];
    execFileSync("git", ["init", "-q"], { cwd: root });
    symlinkSync(join(out, "victim"), join(root, ".runsecrets-baseline.json"));
    const baseline = run(root, ["baseline"]);
    expect(baseline.stderr).toBe(
      "runsecrets: .runsecrets-baseline.json is a link; remove the link, or write its target\n",
    );
    expect(baseline.status).toBe(2);
    symlinkSync(out, join(root, ".github"));
    const init = run(root, ["init"]);
    expect(init.stdout).not.toContain("workflows");
    expect(read(out, "victim")).toBe("old");
    expect(readdirSync(out).sort()).toEqual(["nested", "victim"]);
  });

  it("is below the root where a configuration names it", () => {
    const root = folder({ Dockerfile: leaky, "sub/Dockerfile": leaky, "sub/runsecrets.yaml": "baseline: ../b.json\n" });
    const refused = run(join(root, "sub"), ["baseline"]);
    expect(refused.stderr).toContain("the configuration names a baseline outside of");
    expect(existsSync(join(root, "b.json"))).toBe(false);
    expect(run(join(root, "sub"), ["baseline", "--baseline", "../b.json"]).status).toBe(0);
    expect(JSON.parse(read(root, "b.json"))).toBeDefined();
  });
});

describe("a file that the user named", () => {
  it("is replaced where its links lead, and is made where they lead to nothing", () => {
    const root = folder({ "real/a": "old" });
    symlinkSync("real/a", join(root, "one"));
    symlinkSync("one", join(root, "two"));
    symlinkSync("real/b", join(root, "three"));
    symlinkSync("three", join(root, "four"));
    named(join(root, "two"), "new");
    named(join(root, "four"), "made");
    expect([read(root, "real/a"), read(root, "real/b")]).toEqual(["new", "made"]);
    expect(readdirSync(root).sort()).toEqual(["four", "one", "real", "three", "two"]);
    expect(readdirSync(join(root, "real"))).toEqual(["a", "b"]);
  });

  it("may be a device, standard output, or a pipe of the shell", () => {
    const root = folder({ Dockerfile: leaky });
    expect(run(root, ["lint", "-o", "/dev/null"]).status).toBe(1);
    const piped = spawnSync("sh", ["-c", `node '${cli}' lint -f json=/dev/stdout | cat`], {
      cwd: root,
      encoding: "utf8",
    });
    expect(piped.stdout).toContain('"findings"');
    const shell = spawnSync(
      "bash",
      ["-c", `node '${cli}' lint -f json=>(cat > copy; echo done > end); while ! [ -s end ]; do sleep 0.1; done`],
      { cwd: root, timeout: 60_000 },
    );
    expect(shell.status).toBe(0);
    expect(JSON.parse(read(root, "copy")).findings).toHaveLength(1);
  });

  it("is an error where it is a pipe that nobody reads, or nobody empties", () => {
    const root = folder({});
    const pipe = join(root, "pipe");
    execFileSync("mkfifo", [pipe]);
    expect(() => named(pipe, "text", 100)).toThrow("nobody reads this pipe");
    const idle = spawn("sh", ["-c", 'exec 3< "$0"; touch ready; sleep 60', pipe], { cwd: root });
    onTestFinished(() => void idle.kill());
    expect(() => {
      for (let time = 0; time < 100; time++) named(pipe, "x".repeat(1 << 20), 300);
    }).toThrow(/EAGAIN/);
  });

  it("is written as a whole to a slow reader", async () => {
    const root = folder({});
    const pipe = join(root, "pipe");
    execFileSync("mkfifo", [pipe]);
    const slow = spawn("sh", ["-c", 'exec 3< "$0"; sleep 0.3; wc -c <&3', pipe]);
    const counted = new Promise<string>((resolve) => slow.stdout.setEncoding("utf8").on("data", resolve));
    named(pipe, "x".repeat(3 << 20), 20_000);
    expect(Number(await counted)).toBe(3 << 20);
  });
});

const isRoot = process.getuid?.() === 0;
const mounts = isRoot && process.platform === "linux" && canMount();
if (!mounts && process.env.CI === "true" && process.platform === "linux")
  throw new Error("a full disk needs root, to mount one");

function canMount(): boolean {
  const at = folderFor();
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", at]);
  if (status === 0) spawnSync("umount", [at]);
  rmSync(at, { recursive: true });
  return status === 0;
}

function folderFor(): string {
  return execFileSync("mktemp", ["-d"], { encoding: "utf8" }).trim();
}

describe.skipIf(!mounts)("on a full disk (needs root, to mount one)", () => {
  it.each([["baseline"], ["baseline --prune"], ["lint -f json=old"], ["init"]])("%s keeps what was there", (line) => {
    const root = folderFor();
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256k", "tmpfs", root]);
    onTestFinished(() => {
      spawnSync("umount", [root]);
      rmSync(root, { recursive: true });
    });
    writeFileSync(
      join(root, "Dockerfile"),
      `FROM alpine\n${Array.from({ length: 60 }, (_, at) => `ENV A${at}_PASSWORD=orchid-${at}-canary\n`).join("")}`,
    );
    if (line !== "init") expect(run(root, ["baseline"]).status).toBe(0);
    writeFileSync(join(root, "old"), "old");
    if (line.includes("prune")) writeFileSync(join(root, "Dockerfile"), leaky);
    const before = contents(root);
    try {
      for (;;) writeFileSync(join(root, "filler"), "x".repeat(4096), { flag: "a" });
    } catch {}
    const { status, stderr, stdout } = run(root, line.split(" "));
    expect(`${stderr}${stdout}`).toContain("ENOSPC");
    expect(status).toBe(2);
    rmSync(join(root, "filler"));
    expect(contents(root)).toEqual(before);
  });
});

/** Every file below a folder, with its text. */
function contents(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(files.map((file) => [join(file.parentPath, file.name), read(file.parentPath, file.name)]));
}

describe.skipIf(!isRoot)("in a folder that takes no new file (needs root, to be somebody else)", () => {
  const asNobody = (root: string, line: string) => {
    chmodSync(root, 0o555);
    const words = ["--reuid", "65534", "--clear-groups", process.execPath, cli, ...line.split(" ")];
    return spawnSync("setpriv", words, { cwd: root, encoding: "utf8", env: { PATH: process.env.PATH, HOME: "/" } });
  };

  it("keeps a baseline and says so, and writes a report into the file that is there", () => {
    const root = folder({ Dockerfile: leaky, ".runsecrets-baseline.json": "old", report: "old" });
    for (const file of [".runsecrets-baseline.json", "report"]) chmodSync(join(root, file), 0o666);
    const baseline = asNobody(root, "baseline");
    expect(baseline.stderr).toBe("runsecrets: cannot write the baseline .runsecrets-baseline.json (EACCES)\n");
    expect(baseline.status).toBe(2);
    expect(read(root, ".runsecrets-baseline.json")).toBe("old");
    expect(asNobody(root, "lint -f json=report").status).toBe(1);
    expect(JSON.parse(read(root, "report")).findings).toHaveLength(1);
    const fresh = asNobody(root, "lint -f json=new");
    expect(fresh.stderr).toContain("cannot write new (EACCES)");
    expect(fresh.status).toBe(2);
  });
});

describe("a run that is killed at a write", () => {
  /** Kills the process at the n-th call that changes the disk; the last one that is tried is never reached. */
  const killer = `import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
let left = Number(process.env.KILL_AT);
for (const name of ["openSync", "writeSync", "writeFileSync", "fsyncSync", "closeSync", "renameSync", "linkSync", "unlinkSync", "mkdirSync", "chmodSync", "fchmodSync", "fchownSync"]) {
  const real = fs[name];
  fs[name] = (...args) => {
    const counts = name !== "openSync" || (args[1] !== undefined && args[1] !== "r" && args[1] !== 0);
    if (counts && !String(args[0]).endsWith(".cache") && left-- === 0) {
      if (name === "writeSync") real(args[0], args[1], 0, Math.floor(args[1].length / 2));
      process.kill(process.pid, "SIGKILL");
    }
    return real(...args);
  };
}
syncBuiltinESMExports();
`;

  it.each([
    ["baseline", ".runsecrets-baseline.json"],
    ["lint -f json=report.json", "report.json"],
    ["init", "runsecrets.yaml"],
  ])("%s leaves the old text or the new one", { timeout: 300_000 }, (line, file) => {
    const tools = folder({ "kill.mjs": killer });
    const isInit = line === "init";
    const files = { Dockerfile: leaky, ...(!isInit && { [file]: "old" }) };
    const whole = folder(files);
    run(whole, line.split(" "));
    const after = read(whole, file);
    const seen = new Set<string>();
    for (let at = 0; ; at++) {
      const root = folder(files);
      const { signal } = run(root, line.split(" "), {
        NODE_OPTIONS: `--import ${join(tools, "kill.mjs")}`,
        KILL_AT: String(at),
      });
      const text = existsSync(join(root, file)) ? read(root, file) : "old";
      expect([text === "old" || text === after, at]).toEqual([true, at]);
      seen.add(text);
      if (signal !== "SIGKILL") break;
      expect(at).toBeLessThan(60);
    }
    expect(seen.size).toBe(2);
  });
});
