import { execFileSync } from "node:child_process";
import { symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lint } from "../../src/index.ts";
import { folderWith, runCli } from "../support/run-cli.ts";

/**
 * What a user can cause, and what the first line of standard error says about it. A row needs no more than its own
 * files.
 */
interface Row {
  what: string;
  files?: Record<string, string>;
  links?: Record<string, string>;
  fifos?: string[];
  args: string[];
  says: string;
}

const long = "a".repeat(5000);

const rows: Row[] = [
  {
    what: "a path in a circle",
    links: { loop: "loop" },
    args: ["lint", "loop"],
    says: "cannot read loop (its links lead in a circle)",
  },
  {
    what: "a path below a circle",
    links: { loop: "loop" },
    args: ["lint", "loop/x"],
    says: "cannot read loop/x (its links lead in a circle)",
  },
  { what: "a watch that is to explain", args: ["audit", "--watch", "--debug"], says: "--debug explains one audit" },
  { what: "a path that is too long", args: ["lint", long], says: "(no file can have this name)" },
  { what: "a part of a path that is too long", args: ["lint", `x/${long}/y`], says: "(no file can have this name)" },
  {
    what: "a path below a file",
    files: { file: "" },
    args: ["lint", "file/x"],
    says: "no such file or folder: file/x",
  },
  {
    what: "a configuration in a circle",
    links: { loop: "loop" },
    args: ["lint", "--config", "loop"],
    says: "cannot read the configuration loop (its links lead in a circle)",
  },
  {
    what: "a configuration that is too long a name",
    args: ["lint", "--config", long],
    says: "cannot read the configuration",
  },
  {
    what: "a configuration that is a folder",
    args: ["lint", "--config", "."],
    says: "cannot read the configuration . (is a folder)",
  },
  {
    what: "a configuration that is a FIFO",
    fifos: ["runsecrets.yaml"],
    args: ["lint"],
    says: "cannot read the configuration runsecrets.yaml (is not a regular file)",
  },
  {
    what: "a named configuration that is a FIFO",
    fifos: ["x.yaml"],
    args: ["lint", "--config", "x.yaml"],
    says: "cannot read the configuration x.yaml (is not a regular file)",
  },
  {
    what: "a configuration without an end",
    args: ["lint", "--config", "/dev/zero"],
    says: "cannot read the configuration /dev/zero (is not a regular file)",
  },
  {
    what: "a linked configuration without an end",
    links: { "runsecrets.yaml": "/dev/zero" },
    args: ["lint"],
    says: "cannot read the configuration runsecrets.yaml (leads through a symlink out",
  },
  {
    what: "a configuration outside",
    links: { "runsecrets.yaml": "../../etc/hostname" },
    args: ["lint"],
    says: "`--config` may name a file anywhere",
  },
  {
    what: "a configuration that leads nowhere",
    links: { "runsecrets.yaml": "gone.yaml" },
    args: ["lint"],
    says: "no configuration at runsecrets.yaml",
  },
  {
    what: "a folder of a configuration outside",
    links: { ".config": "/etc" },
    args: ["lint"],
    says: "cannot read the configuration .config/runsecrets.yaml (leads",
  },
  {
    what: "a baseline in a circle",
    links: { loop: "loop" },
    args: ["lint", "--baseline", "loop"],
    says: "cannot read the baseline loop (its links lead in a circle)",
  },
  {
    what: "a baseline that is a folder",
    args: ["lint", "--baseline", "."],
    says: "cannot read the baseline . (is a folder)",
  },
  {
    what: "a configured baseline that is a FIFO",
    files: { "runsecrets.yaml": "baseline: b.json\n" },
    fifos: ["b.json"],
    args: ["lint"],
    says: "cannot read the baseline b.json (is not a regular file)",
  },
  {
    what: "a configured baseline outside",
    files: { "runsecrets.yaml": "baseline: ../b.json\n" },
    args: ["lint"],
    says: "the baseline ../b.json is outside this folder; `--baseline` may name a file anywhere",
  },
  {
    what: "a configured baseline linked outside",
    files: { "runsecrets.yaml": "baseline: b.json\n" },
    links: { "b.json": "/etc/hostname" },
    args: ["lint"],
    says: "the baseline b.json is outside this folder",
  },
  {
    what: "a configured baseline with a NUL byte",
    files: { "runsecrets.yaml": 'baseline: "a\\0b"\n' },
    args: ["lint"],
    says: "cannot read the baseline a\\u{0}b (no file can have this name)",
  },
  {
    what: "the usual baseline linked outside",
    links: { ".runsecrets-baseline.json": "/etc/hostname" },
    args: ["baseline", "--check"],
    says: "is outside this folder",
  },
  {
    what: "a diff in a circle",
    links: { loop: "loop" },
    args: ["lint", "--diff", "loop"],
    says: "cannot read the diff loop; --diff - reads standard input",
  },
  { what: "a diff that is a FIFO", fifos: ["d"], args: ["lint", "--diff", "d"], says: "cannot read the diff d" },
  {
    what: "a report below a circle",
    links: { loop: "loop" },
    args: ["lint", "-f", "json=loop/x"],
    says: "cannot write loop/x",
  },
];

for (const { what, files = {}, links = {}, fifos = [], args, says } of rows) {
  it(`${what} is an error that says what to do`, async () => {
    const cwd = folderWith(files);
    for (const [path, target] of Object.entries(links)) symlinkSync(target, join(cwd, path));
    for (const path of fifos) execFileSync("mkfifo", [join(cwd, path)]);
    const { code, stdout, stderr } = await runCli(args, { cwd });
    expect(stderr).toContain(says);
    expect(stderr).not.toContain("internal error");
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
}

it.runIf(process.getuid?.() === 0)("a path in a folder that may not be entered is an error that says so", () => {
  const cwd = folderWith({ "closed/in/x.env": "A=1\n" });
  const cli = join(import.meta.dirname, "../../dist/cli.cjs");
  execFileSync("chmod", ["0755", cwd]);
  execFileSync("chmod", ["0700", join(cwd, "closed")]);
  const script = `cd ${cwd} && setpriv --reuid=65534 --regid=65534 --clear-groups ${process.execPath} ${cli} lint closed/in/x.env 2>&1`;
  expect(execFileSync("sh", ["-c", `${script} || echo "rc=$?"`], { encoding: "utf8" })).toBe(
    "runsecrets: cannot read closed/in/x.env (permission denied)\nrc=2\n",
  );
});

it("what a program names wrongly is an error of that program", async () => {
  const cwd = folderWith({ Dockerfile: "FROM alpine\n" });
  symlinkSync("loop", join(cwd, "loop"));
  for (const root of ["loop", "a\0b", "gone", "Dockerfile/x"]) {
    await expect(lint({ cwd: join(cwd, root) })).rejects.toMatchObject({ name: "UserError" });
  }
  for (const options of [{ paths: ["a\0b"] }, { configFile: "a\0b" }, { baseline: "a\0b" }]) {
    await expect(lint({ cwd, ...options })).rejects.toMatchObject({ name: "UserError" });
  }
});

it("a large package.json is no configuration, unless it has a section for us", async () => {
  const padding = "x".repeat(1_200_000);
  const cwd = folderWith({ "package.json": JSON.stringify({ padding }), Dockerfile: "FROM alpine\n" });
  expect(await runCli(["lint"], { cwd })).toMatchObject({ code: 0, stderr: "" });
  writeFileSync(join(cwd, "package.json"), JSON.stringify({ padding, runsecrets: {} }));
  expect(await runCli(["lint"], { cwd })).toMatchObject({
    code: 2,
    stderr: "runsecrets: the configuration package.json is larger than 1 MiB\n",
  });
});
