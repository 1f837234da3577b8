import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll } from "vitest";

/** A git repository of its own, with a home of its own. */
export interface Repository {
  root: string;
  home: string;
  write(files: Readonly<Record<string, string>>): void;
  git(...words: string[]): string;
  /** Runs a command in it: how it ended and all it printed. */
  run(command: string, ...words: string[]): { code: number | null; output: string };
}

/** An empty repository, deleted when the test file is done. `bin` comes first in its path. */
export function repository(bin = "", more: Readonly<Record<string, string>> = {}): Repository {
  const root = mkdtempSync(join(tmpdir(), "runsecrets-git-"));
  const home = mkdtempSync(join(tmpdir(), "runsecrets-home-"));
  afterAll(() => {
    for (const path of [root, home]) rmSync(path, { recursive: true, force: true });
  });
  const who = { GIT_AUTHOR_NAME: "a", GIT_AUTHOR_EMAIL: "a@b", GIT_COMMITTER_NAME: "a", GIT_COMMITTER_EMAIL: "a@b" };
  // How npm reaches its registry may be in the environment; what git was told about another repository must not.
  const inherited = Object.entries(process.env).filter(([name]) => !/^(?:GIT_|PRE_COMMIT)|^CI$/.test(name));
  const path = bin ? `${bin}:${process.env.PATH}` : process.env.PATH;
  const env = { ...Object.fromEntries(inherited), PATH: path, HOME: home, GIT_CONFIG_NOSYSTEM: "1", ...who, ...more };
  const git = (...words: string[]) =>
    execFileSync("git", words, { cwd: root, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  git("init", "-q", "-b", "main");
  git("config", "protocol.file.allow", "always");
  return {
    root,
    home,
    git,
    write: (files) => {
      for (const [path, text] of Object.entries(files)) {
        mkdirSync(dirname(join(root, path)), { recursive: true });
        writeFileSync(join(root, path), text);
      }
    },
    run: (command, ...words) => {
      const { status, stdout, stderr } = spawnSync(command, words, {
        cwd: root,
        env,
        encoding: "utf8",
        maxBuffer: 1 << 28,
      });
      return { code: status, output: stdout + stderr };
    },
  };
}
