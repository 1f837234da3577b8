import { execFileSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { gitFor } from "../../src/inputs/ask-git.ts";
import { repository } from "../support/repository.ts";
import { folderWith, runCli } from "../support/run-cli.ts";

const leaky = "FROM alpine:3.20\nENV DB_PASSWORD=orchid-42-canary\n";

/** A repository with a commit, and a program that leaves a mark when something starts it. */
function prepared() {
  const repo = repository();
  const mark = join(folderWith({}), "mark");
  const program = join(repo.root, "program.sh");
  writeFileSync(program, `#!/bin/sh\necho "$@" >> '${mark}'\n`);
  chmodSync(program, 0o755);
  repo.write({ Dockerfile: leaky, "compose.yaml": "services: {a: {image: x, env_file: a.env}}\n", "a.env": "A=b\n" });
  repo.git("add", "Dockerfile", "compose.yaml", "a.env");
  repo.git("commit", "-qm", "x");
  const set = (...pairs: [key: string, value: string][]) => {
    for (const [key, value] of pairs) repo.git("config", key, value);
  };
  return { ...repo, mark, program, set };
}

type Prepared = ReturnType<typeof prepared>;

/** Makes the files look changed to git, which then reads them. */
function touch({ root }: Prepared): void {
  for (const file of ["Dockerfile", "compose.yaml", "a.env"]) utimesSync(join(root, file), 1, 1);
}

function filter(repo: Prepared, name: string, ...keys: string[]): void {
  repo.write({ ".gitattributes": `* filter=${name}\n` });
  repo.set(
    ...keys.map((key): [string, string] => [`filter.${name}.${key}`, key === "required" ? "true" : repo.program]),
  );
  touch(repo);
}

/** Takes an object out of a clone that says that somebody else has it. */
function lackObjects(repo: Prepared, url: string, ...more: [string, string][]): void {
  repo.write({ Dockerfile: `${leaky}ENV A=b\n` });
  repo.git("add", "Dockerfile");
  for (const id of [repo.git("rev-parse", "HEAD:Dockerfile"), repo.git("rev-parse", ":Dockerfile")].map((id) =>
    id.trim(),
  ))
    rmSync(join(repo.root, ".git/objects", id.slice(0, 2), id.slice(2)));
  repo.write({ Dockerfile: `${leaky}ENV B=c\n` });
  repo.set(["core.repositoryFormatVersion", "1"], ["extensions.partialClone", "origin"]);
  repo.set(["remote.origin.url", url], ["remote.origin.promisor", "true"], ["remote.origin.fetch", "+refs/*:refs/*"]);
  repo.set(...more);
}

interface Trap {
  set(repo: Prepared): void;
  /** What git does, left to itself, to fall into it. */
  falls?: readonly string[];
  env?(repo: Prepared): Record<string, string>;
  folder?: string;
}

const shows = ["status", "--short"];
const fetches = ["cat-file", "blob", ":Dockerfile"];
const traps: Record<string, Trap> = {
  "a clean filter": { set: (repo) => filter(repo, "evil", "clean"), falls: shows },
  "a filter that runs on": { set: (repo) => filter(repo, "evil", "process"), falls: shows },
  "a required filter": { set: (repo) => filter(repo, "evil", "clean", "smudge", "required"), falls: shows },
  "a filter with an odd name": { set: (repo) => filter(repo, `a.B"c'é$(x)`, "clean"), falls: shows },
  "a filter without a name": { set: (repo) => filter(repo, "", "clean") },
  "a filter with a name that no option takes": { set: (repo) => filter(repo, "a=b", "clean"), falls: shows },
  "a filter with a name that is no UTF-8": {
    set: (repo) => {
      const config = join(repo.root, ".git/config");
      writeFileSync(
        config,
        Buffer.from(`${readFileSync(config, "latin1")}[filter "\xff"]\nclean = ${repo.program}\n`, "latin1"),
      );
      writeFileSync(join(repo.root, ".gitattributes"), Buffer.from("* filter=\xff\n", "latin1"));
      touch(repo);
    },
    falls: shows,
  },
  "a filter in an included file": {
    set: (repo) => {
      filter(repo, "evil");
      repo.write({ more: `[filter "evil"]\nclean = ${repo.program}\n` });
      repo.set(["includeIf.gitdir:**.path", join(repo.root, "more")]);
    },
    falls: shows,
  },
  "a filter in the settings of a working tree": {
    set: (repo) => {
      filter(repo, "evil");
      repo.set(["extensions.worktreeConfig", "true"]);
      repo.git("config", "--worktree", "filter.evil.clean", repo.program);
    },
    falls: shows,
  },
  "a filter of the user": {
    set: (repo) => {
      filter(repo, "evil");
      repo.write({ more: `[filter "evil"]\nclean = ${repo.program}\n` });
    },
    env: (repo) => ({ GIT_CONFIG_GLOBAL: join(repo.root, "more") }),
  },
  "a hook": {
    set: (repo) => {
      cpSync(repo.program, join(repo.root, ".git/hooks/post-index-change"));
      touch(repo);
    },
    falls: ["diff", "HEAD"],
  },
  "a folder of hooks": {
    set: (repo) => {
      for (const name of ["post-index-change", "fsmonitor-watchman", "reference-transaction", "query-watchman"]) {
        mkdirSync(join(repo.root, "hooks"), { recursive: true });
        cpSync(repo.program, join(repo.root, "hooks", name));
      }
      repo.set(["core.hooksPath", "hooks"]);
      touch(repo);
    },
    falls: ["diff", "HEAD"],
  },
  "a file monitor": { set: (repo) => repo.set(["core.fsmonitor", repo.program]), falls: shows },
  "a file monitor in a variable": {
    set: () => {},
    env: (repo) => ({ GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "core.fsmonitor", GIT_CONFIG_VALUE_0: repo.program }),
  },
  "a partial clone whose other end is a program": {
    set: (repo) => lackObjects(repo, repo.root, ["remote.origin.uploadpack", repo.program]),
    falls: fetches,
  },
  "a partial clone by a helper": {
    set: (repo) =>
      lackObjects(repo, `ext::${repo.program}`, ["protocol.ext.allow", "always"], ["protocol.allow", "always"]),
    falls: fetches,
  },
  "a partial clone over ssh": {
    set: (repo) => lackObjects(repo, "ssh://nowhere.invalid/x", ["core.sshCommand", repo.program]),
    falls: fetches,
  },
  "a partial clone through a proxy": {
    set: (repo) => lackObjects(repo, "git://nowhere.invalid/x", ["core.gitProxy", repo.program]),
    falls: fetches,
  },
  "a partial clone with a login": {
    set: (repo) =>
      lackObjects(repo, "http://127.0.0.1:9/x", ["credential.helper", repo.program], ["core.askPass", repo.program]),
  },
  "a partial clone with a bundle": {
    set: (repo) =>
      lackObjects(
        repo,
        repo.root,
        ["fetch.bundleURI", `ext::${repo.program}`],
        ["core.alternateRefsCommand", repo.program],
      ),
  },
  "an external diff": {
    set: (repo) => {
      repo.set(["diff.external", repo.program]);
      repo.write({ Dockerfile: `${leaky}ENV A=b\n` });
    },
    falls: ["diff", "HEAD"],
  },
  "a diff of its own for some files": {
    set: (repo) => {
      repo.set(["diff.evil.command", repo.program], ["diff.evil.textconv", repo.program]);
      repo.write({ Dockerfile: `${leaky}ENV A=b\n`, ".gitattributes": "* diff=evil\n" });
    },
    falls: ["diff", "HEAD"],
  },
  "a conversion to text": {
    set: (repo) => {
      repo.set(["diff.evil.textconv", repo.program]);
      repo.write({ Dockerfile: `${leaky}ENV A=b\n`, ".gitattributes": "* diff=evil\n" });
    },
    falls: ["diff", "HEAD"],
  },
  "pagers, aliases, editors and signatures": {
    set: (repo) => {
      for (const name of ["status", "ls-files", "diff-index", "cat-file", "rev-parse", "config", "diff"])
        repo.set([`alias.${name}`, `!${repo.program}`], [`pager.${name}`, repo.program]);
      for (const key of ["core.pager", "core.editor", "gpg.program", "interactive.diffFilter", "init.templateDir"])
        repo.set([key, repo.program]);
      repo.set(["log.showSignature", "true"], ["uploadpack.packObjectsHook", repo.program]);
    },
  },
  "a trace": {
    set: (repo) => repo.set(["trace2.eventTarget", repo.mark], ["trace2.normalTarget", repo.mark]),
    env: ({ mark, program }) => ({
      GIT_TRACE: mark,
      GIT_TRACE2: mark,
      GIT_TRACE2_EVENT: mark,
      GIT_TRACE_SETUP: mark,
      GIT_EXTERNAL_DIFF: program,
      GIT_SSH_COMMAND: program,
      GIT_PROXY_COMMAND: program,
      GIT_ASKPASS: program,
      GIT_PAGER: program,
      GIT_EDITOR: program,
    }),
  },
  "files elsewhere": {
    set: (repo) => {
      filter(repo, "evil", "clean");
      for (const name of ["Dockerfile", "compose.yaml", "a.env", ".gitattributes"]) {
        mkdirSync(join(repo.root, "elsewhere"), { recursive: true });
        cpSync(join(repo.root, name), join(repo.root, "elsewhere", name));
      }
      repo.set(["core.worktree", join(repo.root, "elsewhere")]);
    },
    falls: shows,
  },
  "a folder that is laid out as a repository": {
    set: (repo) => {
      filter(repo, "evil", "clean");
      cpSync(join(repo.root, ".git"), join(repo.root, "sub"), { recursive: true });
      for (const name of ["Dockerfile", "compose.yaml", "a.env", ".gitattributes"]) {
        cpSync(join(repo.root, name), join(repo.root, "sub", name));
        utimesSync(join(repo.root, "sub", name), 1, 1);
      }
      const config = join(repo.root, "sub/config");
      writeFileSync(
        config,
        `${readFileSync(config, "utf8").replace("bare = false", "")}[core]\nbare = false\nworktree = .\n`,
      );
    },
    folder: "sub",
    falls: shows,
  },
  "a submodule": {
    set: (repo) => {
      const other = prepared();
      repo.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", other.root, "sub");
      repo.git("commit", "-qm", "y");
      repo.git("-C", "sub", "config", "filter.evil.clean", repo.program);
      repo.git("-C", "sub", "config", "core.fsmonitor", repo.program);
      repo.write({ "sub/.gitattributes": "* filter=evil\n" });
      utimesSync(join(repo.root, "sub/Dockerfile"), 1, 1);
      repo.set(["submodule.recurse", "true"], ["diff.submodule", "diff"], ["status.submoduleSummary", "true"]);
    },
    falls: ["diff", "--submodule=diff", "HEAD"],
  },
  "a git in the folder": {
    set: (repo) => cpSync(repo.program, join(repo.root, "git")),
    env: () => ({ PATH: `.::relative:${process.env.PATH}` }),
  },
};

/** What is in git's own folder. */
function inside(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map((file) => join(file.parentPath, file.name))
    .map((path) => `${path} ${readFileSync(path, "latin1").length}`);
}

describe("a repository starts no program", () => {
  it.each(Object.entries(traps))("with %s", async (_, { set, falls, env, folder = "" }) => {
    const repo = prepared();
    set(repo);
    rmSync(repo.mark, { force: true });
    const cwd = join(repo.root, folder);
    const before = inside(join(repo.root, ".git"));
    const lines = ["lint", "lint --staged", "lint --since HEAD", "lint --staged --since HEAD", "baseline --diff"];
    for (const line of lines) {
      const { stderr, code } = await runCli(line.split(" "), { cwd, env: env?.(repo) ?? {} });
      expect([existsSync(repo.mark), line]).toEqual([false, line]);
      expect(stderr).not.toContain("internal error");
      if (/--staged|--since/.test(line) && stderr !== "") expect([code, stderr]).toEqual([2, stderr]);
    }
    expect(inside(join(repo.root, ".git"))).toEqual(before);
    if (!falls) return;
    repo.run("sh", "-c", 'cd "$1" && shift && exec git "$@" < /dev/null', "sh", cwd, ...falls);
    expect(existsSync(repo.mark)).toBe(true);
  });
});

describe("what cannot be compared is no clean run", () => {
  it("with a filter that no option can switch off", async () => {
    const repo = prepared();
    filter(repo, "a=b", "clean");
    const { stderr, code } = await runCli(["lint", "--since", "HEAD"], { cwd: repo.root });
    expect(stderr).toContain("--since: the name of a git filter holds a `=` or is not UTF-8");
    expect(code).toBe(2);
  });

  it("with objects that a partial clone lacks", async () => {
    const repo = prepared();
    lackObjects(repo, repo.root);
    const since = await runCli(["lint", "--since", "HEAD"], { cwd: repo.root });
    expect(since.stderr).toContain("--since: git could not compare with HEAD; a partial clone lacks old files");
    expect(since.code).toBe(2);
    const staged = await runCli(["lint", "--staged"], { cwd: repo.root });
    expect(staged.stdout).toContain("Not checked: Dockerfile could not be read from git's index");
    expect(staged.code).toBe(2);
  });

  it("in a folder that is laid out as a repository", async () => {
    const repo = prepared();
    traps["a folder that is laid out as a repository"]?.set(repo);
    for (const words of [["--staged"], ["--since", "HEAD"]]) {
      const { stderr, code } = await runCli(["lint", ...words], { cwd: join(repo.root, "sub") });
      expect(stderr).toContain("the folder is laid out as a repository that came with the checkout");
      expect(code).toBe(2);
    }
  });
});

describe("git that never answers", () => {
  const stuck = (setting: string) => {
    const repo = prepared();
    const pipe = join(repo.root, ".git/pipe");
    execFileSync("mkfifo", [pipe]);
    repo.set([setting, pipe]);
    return repo.root;
  };

  it("is asked once, and not again", () => {
    const root = stuck("include.path");
    const git = gitFor("folder", 300);
    const begun = performance.now();
    for (let time = 0; time < 50; time++) expect(git.entries(root, ["ls-files", "-z"])).toBeUndefined();
    expect(git.silence(root)).toBe("cannot be read, because git did not answer within 0.3 seconds");
    expect(performance.now() - begun).toBeLessThan(15_000);
  });

  const sentence = "git did not answer within 30 seconds";
  it.concurrent.each([
    ["lint --staged", "include.path", 2],
    ["lint --since HEAD", "include.path", 2],
    ["lint", "include.path", 1],
    ["lint", "core.excludesFile", 1],
  ])("ends %s, with a pipe as %s, with %s and says so", { timeout: 180_000 }, async (line, setting, code) => {
    const run = await runCli(line.split(" "), { cwd: stuck(setting) });
    expect(run.stderr).toContain(sentence);
    expect(run.stderr.split(sentence)).toHaveLength(2);
    expect(run.code).toBe(code);
  });
});
