import { describe, expect, it } from "vitest";
import { dockerignore } from "../../src/projects/dockerignore.ts";
import { cpuTime } from "../support/cpu-time.ts";

/** Lines of the file, then what stays out and what comes along. */
const rows: readonly (readonly [lines: string, out: string, along: string])[] = [
  [".env", ".env", "api/.env .env.production .envrc"],
  ["**/.env", ".env api/.env a/b/.env", "api/.env.local x.env"],
  [".env*", ".env .env.production", "api/.env"],
  ["**/.env*", ".env.local api/.env.local", "api/env"],
  ["**.pem", "server.pem a/server.pem a/b/.pem", "server.pem.txt"],
  ["a**.pem", "a.pem ab/.pem", "ab/x.pem abc.pem b.pem"],
  ["*.pem", "server.pem", "a/server.pem"],
  ["secrets", "secrets secrets/key.pem secrets/a/b", "api/secrets/key.pem secrets2"],
  ["secrets/", "secrets/key.pem", "secret/key.pem"],
  ["/secrets", "secrets/key.pem", "api/secrets/key.pem"],
  ["./secrets/../keys//", "keys/id_rsa", "secrets/x"],
  ["secrets/**", "secrets/key.pem secrets/a/b", "secrets"],
  ["secrets**", "secrets secrets/a/b secrets2/x", "my/secrets"],
  ["*/secrets", "api/secrets/a/b", "secrets a/b/secrets"],
  ["**/secrets/*", "secrets/a x/y/secrets/a/b", "secrets"],
  ["**", "a a/b", ""],
  ["**/", "a a/b", ""],
  ["*", "a a/b/c", ""],
  [".", "", "a .env"],
  ["/", "", "a .env"],
  ["..", "", "a .env"],
  ["../.env", "", ".env"],
  ["*\n!src", "README src2/a", "src src/a src/b/c"],
  ["*\n!src\nsrc/.env", "src/.env", "src/a"],
  ["!.env\n.env", ".env", ""],
  [".env*\n!.env.production", ".env .env.local", ".env.production"],
  ["docs\n!docs/README.md", "docs/a.md", "docs/README.md"],
  ["*\n!**/*.js", "a/b.ts", "a/b.js b.js"],
  ["! /src\n", "", "src/a"],
  ["*\n! /src/", "a", "src/a"],
  ["!", "", "a"],
  ["# .env", "", ".env '# .env'"],
  [" # .env", "'# .env'", ".env"],
  ["  .env \t", ".env", ""],
  [".env\r\n*.pem\r\n", ".env a.pem", ""],
  ["\uFEFF.env", ".env", ""],
  [".env # not a comment", "'.env # not a comment'", ".env"],
  [".ENV", ".ENV", ".env"],
  ["?.key", "a.key", "ab.key .key"],
  ["a?b", "axb a☺b", "a/b ab"],
  ["[a-c].key", "b.key", "d.key [.key"],
  ["[^a-c].key", "d.key", "b.key"],
  ["[!a].key", "!.key a.key", "b.key"],
  ["[\\]x\\-].key", "].key -.key x.key", "y.key"],
  ["key[", "", "key["],
  ["key[]a]", "", "keya"],
  ["key\\", "", "key\\"],
  ["a\\*b", "a*b", "axb"],
  ["a(b)c/+{d}|$", "a(b)c/+{d}|$/x", "abc/d"],
  ["a.b", "a.b", "axb"],
];

describe("dockerignore", () => {
  for (const [lines, out, along] of rows) {
    it(JSON.stringify(lines), () => {
      const ignored = dockerignore(lines);
      expect(words(out).filter((path) => !ignored(path))).toEqual([]);
      expect(words(along).filter((path) => ignored(path))).toEqual([]);
    });
  }

  it("ends soon on patterns that make others backtrack", () => {
    const ignored = dockerignore(`${"**/a".repeat(30)}b\n${"a*".repeat(50)}b`);
    const start = cpuTime();
    expect(ignored(`${"a/".repeat(500)}c`)).toBe(false);
    expect(ignored("a".repeat(2000))).toBe(false);
    expect(cpuTime() - start).toBeLessThan(8000);
  });
});

function words(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? "");
}
