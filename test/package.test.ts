import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { arch, platform, tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = join(import.meta.dirname, "..");
const work = mkdtempSync(join(tmpdir(), "runsecrets-package-"));
const project = join(work, "project");
let tarball = "";

/**
 * Versions of Node that must run the package beside the one that runs the tests, from the npm packages that carry them.
 */
const others = ["22.23.3", "24.21.0"];

beforeAll(() => {
  const [packed] = JSON.parse(run("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", work], root));
  tarball = join(work, packed.filename);
  mkdirSync(project);
  writeFileSync(join(project, "Dockerfile"), "FROM alpine:3.20\nENV DB_PASSWORD=orchid-canary\n");
  writeFileSync(join(project, "package.json"), JSON.stringify({ name: "project", private: true }));
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

function run(command: string, args: readonly string[], cwd: string, bin?: string): string {
  const env = { ...process.env, ...(bin && { PATH: `${bin}${delimiter}${process.env.PATH}` }) };
  return execFileSync(command, args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/** Where the linter ends with 1, what it printed. */
function findings(command: string, args: readonly string[], bin?: string, folder = project): string {
  try {
    run(command, args, folder, bin);
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    expect(status).toBe(1);
    return stdout;
  }
  throw new Error("found nothing");
}

/** The folder of that version's `node`. */
function nodeFolder(version: string): string {
  const folder = join(root, "node_modules", ".cache", `node-${version}`);
  const carrier = `node-${platform() === "win32" ? "win" : platform()}-${arch()}`;
  const bin = join(folder, "node_modules", carrier, "bin");
  if (!existsSync(join(bin, "node"))) {
    mkdirSync(folder, { recursive: true });
    run(
      "npm",
      ["install", "--prefix", folder, "--no-save", "--no-audit", "--no-fund", `${carrier}@${version}`],
      folder,
    );
  }
  return bin;
}

describe("the package", () => {
  for (const version of [process.versions.node, ...others]) {
    it(`installs globally into an empty prefix and runs on Node ${version}`, () => {
      const bin = version === process.versions.node ? dirname(process.execPath) : nodeFolder(version);
      expect(run("node", ["--version"], work, bin).trim()).toBe(`v${version}`);
      const prefix = join(work, `prefix-${version}`);
      run("npm", ["install", "--global", "--prefix", prefix, "--no-audit", "--no-fund", tarball], work, bin);
      const command = join(prefix, "bin", "runsecrets");
      expect(run(command, ["--version"], project, bin)).toMatch(/^\d+\.\d+\.\d+/);
      expect(findings(command, ["lint"], bin)).toContain("DB_PASSWORD");
    });
  }

  it("runs inside a project that depends on TypeScript 7, as a command and as a library", () => {
    run("npm", ["install", "--no-audit", "--no-fund", "--save-dev", "typescript@7.0.2", tarball], project);
    expect(findings("npx", ["runsecrets", "lint", "Dockerfile"])).toContain("DB_PASSWORD");
    const script = `import { lint } from "runsecrets"; console.log((await lint({ paths: ["Dockerfile"] })).findings.length)`;
    expect(run("node", ["--input-type=module", "-e", script], project).trim()).toBe("1");
    writeFileSync(
      join(project, "use.mts"),
      `import { lint } from "runsecrets";\nexport const n: number = (await lint()).findings.length;\n`,
    );
    run("npx", ["tsc", "--noEmit", "--strict", "--module", "nodenext", "--target", "es2022", "use.mts"], project);
  });

  it.each(["5.9.3", "6.0.3", "7.0.2", "none"])("reads programs in a project with TypeScript %s", (version) => {
    const folder = join(work, `typescript-${version}`);
    mkdirSync(folder);
    writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "program", private: true, type: "module" }));
    writeFileSync(
      join(folder, "app.ts"),
      'export const a: string = process.env.DB_PASSWORD ?? "lantern-808-canary";\n',
    );
    const beside = version === "none" ? [] : [`typescript@${version}`];
    run("npm", ["install", "--no-audit", "--no-fund", "--save-dev", ...beside, tarball], folder);
    expect(existsSync(join(folder, "node_modules", "typescript"))).toBe(version !== "none");
    expect(findings("npx", ["runsecrets", "lint", "app.ts"], undefined, folder)).toContain("secret-default");
    const script = `import { lint } from "runsecrets"; console.log((await lint({ paths: ["app.ts"] })).findings.length)`;
    expect(run("node", ["--input-type=module", "-e", script], folder).trim()).toBe("1");
  });

  it("holds what it should and nothing else", () => {
    const files = run("tar", ["-tzf", tarball], work).trim().split("\n");
    expect(
      files.filter(
        (file) =>
          !/^package\/(dist\/|docs\/rules\/|man\/|package\.json|runsecrets\.schema\.json|README\.md|LICENSE)/.test(
            file,
          ),
      ),
    ).toEqual([]);
    expect(files).toContain("package/dist/THIRD-PARTY-NOTICES.txt");
  });
});
