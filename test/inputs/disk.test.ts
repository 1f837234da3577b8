import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { UserError } from "../../src/errors.ts";
import { diskWorkspace } from "../../src/inputs/disk.ts";
import { cpuTime } from "../support/cpu-time.ts";
import { folder } from "../support/folder.ts";

const files = {
  Dockerfile: "FROM alpine\n",
  "README.md": "# hello\n",
  "api/.env": "A=1\n",
  "api/compose.yaml": "services: {}\n",
  "api/dist/.env": "A=1\n",
  "api/node_modules/x/Dockerfile": "FROM alpine\n",
  "web/.gitignore": "/secret.env\n!keep.env\n",
  "web/secret.env": "A=1\n",
  "web/sub/secret.env": "A=1\n",
  "web/keep.env": "A=1\n",
  ".gitignore": "dist/\nkeep.env\nnode_modules\n",
};
const seen = ["Dockerfile", "api/.env", "api/compose.yaml", "web/keep.env", "web/sub/secret.env"];

function git(root: string, ...words: string[]): void {
  const config = ["-c", "user.name=canary", "-c", "user.email=canary@example.net", "-c", "protocol.file.allow=always"];
  execFileSync("git", [...config, ...words], { cwd: root, stdio: "ignore" });
}

function repository(root: string): string {
  git(root, "init", "-q");
  git(root, "add", "Dockerfile");
  return root;
}

async function paths(root: string, given: readonly string[] = [], exclude: readonly string[] = []): Promise<string[]> {
  const entries = await diskWorkspace({ root, paths: given, exclude }).list();
  return entries.map((entry) => (entry.given ? `given ${entry.path}` : entry.path));
}

describe("listing", () => {
  it("walks a folder, and honours ignore files where they are", async () => {
    expect(await paths(folder(files))).toEqual(seen);
  });

  it("asks git for the same in a repository", async () => {
    expect(await paths(repository(folder(files)))).toEqual(seen);
  });

  it("keeps what git tracks, ignored or not, and drops what was deleted", async () => {
    const root = repository(folder(files));
    git(root, "add", "-f", "api/dist/.env", "api/.env");
    rmSync(join(root, "api/.env"));
    expect(await paths(root, ["api"])).toEqual(["api/compose.yaml", "api/dist/.env"]);
  });

  it("walks where git refuses", async () => {
    const root = folder({ ...files, ".git/HEAD": "nonsense" });
    expect(await paths(root)).toEqual(seen);
  });

  it("asks about this folder, whatever repository a hook runs for", async () => {
    vi.stubEnv("GIT_DIR", join(repository(folder({ Dockerfile: "FROM alpine\n" })), ".git"));
    onTestFinished(() => void vi.unstubAllEnvs());
    const root = folder(files);
    expect(await paths(root)).toEqual(seen);
    expect(diskWorkspace({ root, paths: [] }).tracked("Dockerfile")).toBeUndefined();
  });

  it("leaves what was installed only where it is tracked, unless it is named", async () => {
    const root = repository(folder(files));
    git(root, "add", "-f", "api/node_modules");
    expect(await paths(root)).toEqual(seen);
    expect(await paths(root, ["api/node_modules/x"])).toEqual(["api/node_modules/x/Dockerfile"]);
  });

  it("takes a folder that git ignores when it is named", async () => {
    expect(await paths(repository(folder(files)), ["api/dist"])).toEqual(["api/dist/.env"]);
  });

  it("goes into submodules and other repositories", async () => {
    const root = repository(folder({ ...files, "inner/Dockerfile": "FROM alpine\n", "inner/x.txt": "" }));
    git(join(root, "inner"), "init", "-q");
    const other = folder({ "deep/Dockerfile": "FROM alpine\n" });
    git(other, "init", "-q");
    git(other, "add", ".");
    git(other, "commit", "-q", "-m", "x");
    git(root, "submodule", "add", "-q", other, "module");
    expect(await paths(root)).toEqual([...seen, "inner/Dockerfile", "module/deep/Dockerfile"].sort());
    expect(diskWorkspace({ root, paths: [] }).tracked("module/deep/Dockerfile")).toBe(true);
  });

  it("reads a named file whatever it is called, once", async () => {
    const root = folder(files);
    expect(await paths(root, ["README.md", join(root, "README.md"), "api", "./api/.env"])).toEqual([
      "given README.md",
      "given api/.env",
      "api/compose.yaml",
      "api/dist/.env",
    ]);
  });

  it("names what is outside of the root relative to it", async () => {
    const root = folder(files);
    expect(await paths(join(root, "web"), ["../api"])).toEqual([
      "../api/.env",
      "../api/compose.yaml",
      "../api/dist/.env",
    ]);
    expect(await paths(join(root, "web"), ["../Dockerfile"], ["*"])).toEqual(["given ../Dockerfile"]);
  });

  it("leaves out what is excluded, named files too", async () => {
    const excluded = ["web/", "!web/keep.env", "/Dockerfile"];
    expect(await paths(folder(files), [".", "Dockerfile"], excluded)).toEqual(["api/.env", "api/compose.yaml"]);
  });

  it("follows links to files of the root only, and reads each file once", async () => {
    const root = folder({ ...files, "settings/production": "A=1\n" });
    symlinkSync("api/.env", join(root, ".env"));
    symlinkSync("settings/production", join(root, ".env.production"));
    symlinkSync("settings/production", join(root, "z.env"));
    symlinkSync("/etc/hostname", join(root, "host.env"));
    symlinkSync("gone", join(root, "gone.env"));
    symlinkSync("loop.env", join(root, "loop.env"));
    symlinkSync("/srv", join(root, "current"));
    symlinkSync(".", join(root, "again"));
    // Reading them says why they cannot be read.
    const refused = ["host.env", "loop.env"];
    expect(await paths(root)).toEqual([".env.production", ...seen, ...refused].sort());
    expect(await paths(repository(root))).toEqual([".env.production", ...seen, ...refused].sort());
    const workspace = diskWorkspace({ root, paths: [] });
    await workspace.list();
    expect(refused.map((path) => workspace.read(path))).toEqual([
      { gap: "leads through a symlink out of the folder that is checked", code: "outside" },
      { gap: "its links lead in a circle", code: "circular" },
    ]);
    expect(workspace.doubtfulLinks?.()).toEqual(["current"]);
  });

  it("reads what is named wherever it is, and below it nothing that links lead out to", async () => {
    const top = folder({
      ...files,
      "out/x.env": "A=1\n",
      "out/y.env": "A=1\n",
      "canary.env": "A=1\n",
      "root/Dockerfile": "",
    });
    const root = join(top, "root");
    symlinkSync("../out", join(root, "lnk"));
    symlinkSync("../out/x.env", join(root, "file"));
    symlinkSync("../canary.env", join(top, "out/z.env"));
    symlinkSync("x.env", join(top, "out/near.env"));
    const workspace = diskWorkspace({ root, paths: ["lnk", "file", "../canary.env"] });
    const read = (path: string) => workspace.read(path);
    const listed = (await workspace.list()).map(({ path }) => path);
    expect(listed).toEqual(["../canary.env", "file", "lnk/x.env", "lnk/y.env", "lnk/z.env"]);
    expect(listed.map(read)).toEqual([
      { text: "A=1\n" },
      { text: "A=1\n" },
      { text: "A=1\n" },
      { text: "A=1\n" },
      { gap: "leads through a symlink out of the folder that is checked", code: "outside" },
    ]);
    expect([workspace.has("../Dockerfile"), workspace.has("../web/keep.env")]).toEqual([false, false]);
  });

  it("says about names that are not UTF-8 that they cannot be read, and reads those with line ends", async () => {
    const root = folder({ "a\nb.env": "A=1\n", "x\rDockerfile": "FROM alpine\n", "\u2028.env": "A=1\n" });
    writeFileSync(Buffer.concat([Buffer.from(`${root}/bad`), Buffer.of(0xff), Buffer.from(".env")]), "A=1\n");
    mkdirSync(Buffer.concat([Buffer.from(`${root}/dir`), Buffer.of(0xfe)]));
    writeFileSync(Buffer.concat([Buffer.from(`${root}/dir`), Buffer.of(0xfe), Buffer.from("/.env")]), "A=1\n");
    const read = async () => {
      const workspace = diskWorkspace({ root, paths: [] });
      return (await workspace.list()).map(({ path }) => [path, Object.keys(workspace.read(path))[0]]);
    };
    const plain = [
      ["a\nb.env", "text"],
      ["bad\\xff.env", "gap"],
    ];
    const rest = [
      ["x\rDockerfile", "text"],
      ["\u2028.env", "text"],
    ];
    expect(await read()).toEqual([...plain, ["dir\\xfe", "gap"], ...rest]);
    git(root, "init", "-q");
    expect(await read()).toEqual([...plain, ["dir\\xfe/.env", "gap"], ...rest]);
  });

  it("says which name was probably meant", async () => {
    const root = folder(files);
    const failure = await diskWorkspace({ root, paths: ["api/compose.yml"] })
      .list()
      .catch((error) => error);
    expect(failure).toBeInstanceOf(UserError);
    expect(failure).toMatchObject({
      message: "no such file or folder: api/compose.yml",
      hint: "did you mean compose.yaml?",
    });
    const nowhere = await diskWorkspace({ root, paths: ["nowhere/x/compose.yml"] })
      .list()
      .catch((error) => error);
    expect(nowhere.message).toBe("no such folder: nowhere/x");
  });

  it("looks at 10,000 unrelated files by their names only", async () => {
    const root = folder({ Dockerfile: "FROM alpine\n" });
    mkdirSync(join(root, "src"));
    for (let count = 0; count < 10_000; count++) writeFileSync(join(root, `src/${count}.py`), "");
    const start = cpuTime();
    expect(await paths(root)).toEqual(["Dockerfile"]);
    expect(cpuTime() - start).toBeLessThan(5000);
  });
});

describe("reading", () => {
  const read = (content: string | Uint8Array) => diskWorkspace({ root: folder({ x: content }), paths: [] }).read("x");

  it("keeps a byte order mark, and replaces what is no UTF-8", () => {
    expect(read("\uFEFFFROM alpine\n")).toEqual({ text: "\uFEFFFROM alpine\n" });
    expect(read(Uint8Array.of(65, 0xff, 66))).toEqual({ text: "A\uFFFDB" });
    expect(read("")).toEqual({ text: "" });
  });

  it("skips binaries, and says about UTF-16 and giants why they are not read", () => {
    expect(read(Uint8Array.of(65, 0, 66))).toEqual({ skipped: "binary" });
    expect(read(Uint8Array.of(0xff, 0xfe, 65, 0))).toEqual({ gap: "is UTF-16; save it as UTF-8", code: "encoding" });
    expect(read(Uint8Array.of(0xfe, 0xff, 0, 65))).toEqual({ gap: "is UTF-16; save it as UTF-8", code: "encoding" });
    const giant = new Uint8Array(10 * 1024 * 1024 + 1).fill(65);
    expect(read(giant)).toEqual({ gap: "larger than 10 MB", code: "too-large", begins: "A".repeat(8192) });
    giant[100] = 0;
    expect(read(giant)).toEqual({ skipped: "binary" });
  });

  it("skips what is no plain file, and knows folders and files that are gone", () => {
    const root = folder({ "a/b": "" });
    const workspace = diskWorkspace({ root, paths: [] });
    expect(diskWorkspace({ root: "/dev", paths: [] }).read("null")).toEqual({
      gap: "is not a regular file",
      code: "unreadable",
    });
    expect(workspace.read("a")).toEqual({ gap: "is a folder", code: "unreadable" });
    expect(workspace.read("gone")).toEqual({ skipped: "gone" });
    expect(workspace.read("a/b/c")).toEqual({ skipped: "gone" });
  });

  it.skipIf(process.getuid?.() === 0)("says what it may not read", async () => {
    const root = folder({ ".env": "A=1\n", "closed/.env": "A=1\n" });
    chmodSync(join(root, ".env"), 0);
    chmodSync(join(root, "closed"), 0);
    const workspace = diskWorkspace({ root, paths: [] });
    expect((await workspace.list()).map(({ path }) => workspace.read(path))).toEqual([
      { gap: "permission denied", code: "unreadable" },
      { gap: "permission denied", code: "unreadable" },
    ]);
    chmodSync(join(root, "closed"), 0o700);
  });
});

describe("what git tracks", () => {
  it("is known in a repository, and unknown without one", () => {
    const root = folder(files);
    expect(diskWorkspace({ root, paths: [] }).tracked("Dockerfile")).toBeUndefined();
    const workspace = diskWorkspace({ root: repository(root), paths: [] });
    expect(workspace.tracked("Dockerfile")).toBe(true);
    expect(workspace.tracked("api/.env")).toBe(false);
    expect(diskWorkspace({ root: join(root, "api"), paths: [] }).tracked(".env")).toBe(false);
  });
});

describe("a build context", () => {
  it("holds ignored files, and nothing of git and packages", () => {
    const root = repository(folder({ ...files, "vendor/x.key": "" }));
    const workspace = diskWorkspace({ root, paths: [] });
    const { paths: listed, complete } = workspace.filesBelow("", 100);
    expect([...listed].sort()).toEqual(
      Object.keys(files)
        .filter((path) => !path.includes("node_modules/"))
        .sort(),
    );
    expect(complete).toBe(true);
    expect(workspace.filesBelow("web", 2)).toMatchObject({ complete: false });
    expect(workspace.filesBelow("web", 2).paths).toHaveLength(2);
    expect(workspace.filesBelow("web", 4)).toMatchObject({ complete: true });
    expect(workspace.filesBelow("..", 2)).toEqual({ paths: [], complete: false });
    expect(workspace.filesBelow("Dockerfile", 2)).toEqual({ paths: [], complete: true });
    expect([workspace.has("web"), workspace.has("web/keep.env"), workspace.has("nothing")]).toEqual([
      true,
      true,
      false,
    ]);
  });
});
