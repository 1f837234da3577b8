import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const src = join(import.meta.dirname, "../../src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));

/** What each folder may import: folders of ours (or single files), packages, and Node's own modules. */
const walls: Record<string, { ours: string[]; packages: string[]; node: string[] | "any" }> = {
  facts: { ours: ["facts"], packages: [], node: [] },
  detection: { ours: ["detection", "facts"], packages: [], node: [] },
  images: { ours: ["images", "facts"], packages: [], node: [] },
  trace: { ours: ["trace", "facts"], packages: [], node: [] },
  programs: { ours: ["programs", "facts"], packages: [], node: [] },
  // Which names could be files to scan is known in one table.
  inputs: { ours: ["inputs", "facts", "errors.ts", "scanners/names.ts"], packages: ["ignore"], node: "any" },
  scanners: {
    ours: ["scanners", "facts"],
    packages: [
      ...["yaml", "dockerfile-ast", "unbash"],
      ...["@typescript-eslint/typescript-estree", "@typescript-eslint/scope-manager"],
    ],
    node: ["node:path"],
  },
  projects: { ours: ["projects", "facts", "inputs", "scanners", "detection"], packages: [], node: ["node:path"] },
  "runtime/readers": {
    ours: ["runtime/readers", "runtime/capture.ts", "facts", "scanners", "trace"],
    packages: [],
    node: [],
  },
  runtime: { ours: ["runtime", "facts", "inputs", "trace", "errors.ts"], packages: [], node: "any" },
  rules: { ours: ["rules", "facts", "detection", "images", "programs", "trace"], packages: [], node: [] },
  remedies: { ours: ["remedies", "facts", "images", "rules/move.ts"], packages: [], node: [] },
  "fixes/apply.ts": { ours: ["fixes", "facts", "inputs", "errors.ts"], packages: [], node: "any" },
  // An edit has to see what the scanner saw.
  fixes: { ours: ["fixes", "remedies/plan.ts", "facts", "scanners/text"], packages: ["yaml"], node: [] },
  findings: { ours: ["findings", "facts", "rules/rule.ts", "rules/move.ts"], packages: [], node: [] },
  config: {
    ours: ["config", "facts", "detection", "images", "inputs", "rules/rule.ts", "errors.ts"],
    packages: ["yaml", "re2js", "ignore"],
    node: ["node:path"],
  },
  policy: {
    ours: [
      ...["policy", "findings", "facts", "config", "inputs", "detection", "errors.ts"],
      // Suppressions are judged by a rule of their own.
      ...["rules/rule.ts", "rules/bad-suppression.ts"],
    ],
    packages: ["ignore"],
    node: ["node:path"],
  },
  reporters: { ours: ["reporters", "findings", "facts", "rules/rule.ts"], packages: ["sarif"], node: ["node:util"] },
  pipeline: {
    ours: [
      ...["pipeline", "facts", "inputs", "scanners", "projects", "runtime", "detection", "images", "rules"],
      ...["findings", "policy", "config", "remedies", "fixes", "errors.ts"],
    ],
    packages: [],
    node: ["node:path"],
  },
};

function imports(file: string): string[] {
  const text = readFileSync(join(src, file), "utf8");
  const found = text.matchAll(
    /^(?:import|export) [\w*{}, \n]*?\bfrom "([^"]+)";|^import "([^"]+)";|\bimport\(\s*"([^"]+)"/gm,
  );
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

/** The files of ours that a file imports. */
function targets(file: string): string[] {
  return imports(file)
    .filter((from) => from.startsWith("."))
    .map((from) => relative(src, join(src, dirname(file), from)));
}

/** The ways that lead back to where they begin, each as the nodes on it. */
function cyclesIn(ways: ReadonlyMap<string, readonly string[]>): string[][] {
  const done = new Set<string>();
  const found: string[][] = [];
  const visit = (node: string, above: readonly string[]) => {
    if (above.includes(node)) found.push(above.slice(above.indexOf(node)));
    else if (!done.has(node)) for (const next of ways.get(node) ?? []) visit(next, [...above, node]);
    done.add(node);
  };
  for (const node of ways.keys()) visit(node, []);
  return found;
}

function isBelow(file: string, folder: string): boolean {
  const path = file.replaceAll("\\", "/");
  return path === folder || path.startsWith(`${folder}/`);
}

describe("walls", () => {
  for (const file of files) {
    const wall = Object.entries(walls).find(([folder]) => isBelow(file, folder))?.[1];
    if (!wall) continue;
    it(`${file} imports what its folder may`, () => {
      const strangers = imports(file).filter((from) => {
        if (from.startsWith("node:")) return wall.node !== "any" && !wall.node.includes(from);
        if (!from.startsWith(".")) return !wall.packages.includes(from);
        const target = relative(src, join(src, dirname(file), from));
        return !wall.ours.some((folder) => isBelow(target, folder));
      });
      expect(strangers).toEqual([]);
    });
  }

  it("no file imports itself through others, not even its types", () => {
    const ways = new Map(files.map((file) => [file, targets(file)]));
    expect(cyclesIn(ways)).toEqual([]);
  });

  it("no folder imports itself through others", () => {
    const folderOf = (file: string) => file.replaceAll("\\", "/").split("/", 1)[0] ?? file;
    const ways = new Map<string, string[]>();
    for (const file of files) {
      const others = targets(file).map(folderOf);
      const folder = folderOf(file);
      ways.set(folder, [...(ways.get(folder) ?? []), ...others.filter((other) => other !== folder)]);
    }
    expect(cyclesIn(ways)).toEqual([]);
  });

  it("only cli.ts and what its bundles start with know the process, but for where Node keeps its modules and what a program that calls the library has, and the console", () => {
    const guilty = files.filter((file) => {
      const code = readFileSync(join(src, file), "utf8").replace(
        /\/\*[\s\S]*?\*\/|\/\/.*|`[^`]*`|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'/g,
        "",
      );
      return /\bprocess\b(?!\s*\.getBuiltinModule)\s*\.|\bconsole\./.test(code);
    });
    expect(guilty.filter((file) => !isBelow(file, "startup"))).toEqual(["cli.ts"]);
    expect(guilty.length).toBeGreaterThan(1);
  });

  it("only the door and a few others know the file system", () => {
    // What cannot go through the door: it is no file of a run, or it is written.
    const others = [
      "startup", // loads the program itself, and knows what standard output is
      "runtime/probe", // /proc, and whether a socket is there
      "fixes/apply.ts", // writes: looks whether a file is what it was
      "cli/reports.ts", // asks whether a report's folder is there
    ];
    const strangers = files.filter((file) => {
      const text = readFileSync(join(src, file), "utf8");
      const asks = /getBuiltinModule\(\s*["'](?:node:)?fs/.test(text);
      return asks || imports(file).some((from) => /^(?:node:)?fs(?:\/|$)/.test(from));
    });
    expect(strangers.filter((file) => !["inputs", ...others].some((folder) => isBelow(file, folder)))).toEqual([]);
    expect(strangers.some((file) => isBelow(file, "inputs"))).toBe(true);
  });

  it("only those who judge or read open a sealed text", () => {
    const openers = files.filter((file) => /\.open\(/.test(readFileSync(join(src, file), "utf8")));
    const strangers = openers.filter(
      (file) =>
        !/^(detection|scanners|fixes|images|trace|runtime[\\/]readers)[\\/]|^facts[\\/](?:sealed|shown)\.ts$/.test(
          file,
        ),
    );
    expect(strangers).toEqual([]);
  });
});
