import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";

const cli = join(import.meta.dirname, "../../dist/cli.cjs");

/** Every file outside holds this, as a name, a value, a key or a path, and may appear nowhere. */
const canary = "canaryBeyond7Qx";

const outside: Record<string, string> = {
  ".env": `DB_PASSWORD=${canary}\nD=${canary}\n`,
  "x.env": `${canary}_PASSWORD=${canary}\n`,
  "compose.yaml": `services:\n  web:\n    image: ${canary}\n    environment: {DB_PASSWORD: ${canary}}\nsecrets: {${canary}: {file: ./x}}\n`,
  "other.yaml": `services: {${canary}: {image: postgres, environment: {POSTGRES_PASSWORD: ${canary}}}}\n`,
  Dockerfile: `FROM ${canary}\nARG ${canary}_TOKEN=${canary}\nENV API_TOKEN=${canary}\n`,
  ".dockerignore": `${canary}\n`,
  id_rsa: `${canary}\n`,
  token: `${canary}\n`,
  "runsecrets.yaml": `rules: {${canary}: off}\n`,
  "baseline.json": `{"${canary}": 1}\n`,
  "run.sh": `docker run -e API_TOKEN=${canary} ${canary}\n`,
  "app.ts": `const password = process.env.${canary} ?? "${canary}";\n`,
};

/** What may be at a name of the tree. Links are relative to the root. */
type Node = { is: "file" | "fifo" | "socket" | "folder" } | { is: "link"; to: string };

const names = ["a.env", "b.env", ".env", "compose.override.yaml", "other.yaml", "token", "id_rsa", "app.ts", "run.sh"];
const folders = ["lnk", "sub", "ctx"];
const rarely = ["runsecrets.yaml", "package.json", "b.json", "Dockerfile", ".dockerignore", ".gitignore", ".config"];

const target = fc.oneof(
  fc.constantFrom(...Object.keys(outside)).map((name) => `../out/${name}`),
  fc.constantFrom(...Object.keys(outside)).map((name) => `OUT/${name}`),
  fc.constantFrom(
    "../out",
    "OUT",
    "..",
    ".",
    "/dev/zero",
    "/proc/kmsg",
    "/proc/self/environ",
    "/etc/hostname",
    "../out/gone",
  ),
  fc.constantFrom(...names, ...folders, "gone", "lnk/x.env", "sub/../lnk/.env"),
);
const node: fc.Arbitrary<Node> = fc.oneof(
  { weight: 3, arbitrary: target.map((to) => ({ is: "link" as const, to })) },
  { weight: 1, arbitrary: fc.constantFrom(...(["fifo", "socket", "folder", "file"] as const)).map((is) => ({ is })) },
);

/** Where a compose file, a Dockerfile or a script writes a path. */
const path = fc.oneof(
  fc.constantFrom(...names, ...folders),
  fc.tuple(fc.constantFrom(...folders), fc.constantFrom(...Object.keys(outside))).map((parts) => parts.join("/")),
  fc.constantFrom("../out/x.env", "OUT/compose.yaml", "/etc/shadow", "./${DB_PASSWORD}", "lnk/${D}", "${D:-lnk}/x.env"),
);

/** One line for one of the files. */
interface Part {
  key: "service" | "top" | "copy" | "env" | "script" | "config";
  line: string;
}

const places: readonly ((path: string) => Part)[] = [
  (p) => ({ key: "service", line: `env_file: "${p}"` }),
  (p) => ({ key: "service", line: `env_file: [{path: "${p}", required: false}]` }),
  (p) => ({ key: "service", line: `extends: {file: "${p}", service: web}` }),
  (p) => ({ key: "service", line: `build: "${p}"` }),
  (p) => ({ key: "service", line: `build: {context: "${p}", dockerfile: Dockerfile}` }),
  (p) => ({ key: "service", line: `build: {context: ., dockerfile: "${p}"}` }),
  (p) => ({ key: "service", line: `build: {context: ., additional_contexts: {other: "${p}"}}` }),
  (p) => ({ key: "service", line: `label_file: "${p}"` }),
  (p) => ({ key: "top", line: `include: ["${p}"]` }),
  (p) => ({ key: "top", line: `include: [{path: other.yaml, env_file: "${p}", project_directory: "${p}"}]` }),
  (p) => ({ key: "top", line: `secrets: {s: {file: "${p}"}}` }),
  (p) => ({ key: "top", line: `configs: {c: {file: "${p}"}}` }),
  (p) => ({ key: "copy", line: `COPY ${p} /x` }),
  (p) => ({ key: "copy", line: `ADD ["${p}", "/x"]` }),
  (p) => ({ key: "copy", line: `RUN --mount=type=bind,source=${p},target=/x cat /x/token` }),
  (p) => ({ key: "env", line: `COMPOSE_FILE=compose.yaml:${p}` }),
  (p) => ({ key: "script", line: `docker run --env-file ${p} -v ${p}:/x alpine; . ./${p}; cat ${p}` }),
  (p) => ({ key: "config", line: `baseline: "${p}"` }),
];

const tree = fc.record({
  nodes: fc
    .tuple(fc.dictionary(fc.constantFrom(...names, ...folders), node, { maxKeys: 8 }), fc.boolean())
    .map(([nodes, linked]) => (linked ? { ...nodes, lnk: { is: "link" as const, to: "../out" } } : nodes)),
  rare: fc.oneof(
    { weight: 4, arbitrary: fc.constant({}) },
    { weight: 1, arbitrary: fc.dictionary(fc.constantFrom(...rarely), node, { maxKeys: 2 }) },
  ),
  written: fc.array(fc.tuple(fc.integer({ min: 0, max: places.length - 1 }), path), { minLength: 1, maxLength: 6 }),
  git: fc.boolean(),
  args: fc.constantFrom<string[][]>([], ["compose.yaml"], ["Dockerfile", "compose.yaml", "deploy.sh"], ["--staged"]),
});

type Tree = typeof tree extends fc.Arbitrary<infer One> ? One : never;

async function plant(root: string, { nodes, rare, written, git }: Tree, out: string): Promise<Server[]> {
  const servers: Server[] = [];
  const real = (text: string) => text.replaceAll("OUT", out);
  const parts = written.flatMap(([index, one]) => places[index]?.(real(one)) ?? []);
  const all = (key: Part["key"]) => parts.flatMap((part) => (part.key === key ? [part.line] : []));
  const services = all("service").map((line, index) => `  s${index}:\n    image: postgres\n    ${line}\n`);
  const files: Record<string, string> = {
    "compose.yaml": `services:\n  web: {image: nginx}\n${services.join("")}${[...new Set(all("top"))].slice(0, 1).join("\n")}\n`,
    Dockerfile: ["FROM alpine", ...all("copy"), ""].join("\n"),
    "deploy.sh": ["#!/bin/sh", ...all("script"), ""].join("\n"),
    ".env": ["D=lnk", ...all("env"), ""].join("\n"),
    ...(all("config")[0] !== undefined && { "runsecrets.yaml": `${all("config")[0]}\n` }),
  };
  mkdirSync(root, { recursive: true });
  for (const [name, node] of Object.entries({ ...nodes, ...rare })) {
    const at = join(root, name);
    if (node.is === "link") symlinkSync(real(node.to), at);
    if (node.is === "fifo") execFileSync("mkfifo", [at]);
    if (node.is === "folder") mkdirSync(at);
    if (node.is === "file") writeFileSync(at, "A=1\n");
    if (node.is === "socket") {
      const server = createServer().listen(at);
      servers.push(server);
      await once(server, "listening");
    }
  }
  const there = new Set(readdirSync(root));
  for (const [name, text] of Object.entries(files)) if (!there.has(name)) writeFileSync(join(root, name), text);
  if (git) {
    execFileSync("git", ["init", "-q"], { cwd: root });
    execFileSync("git", ["add", "-A"], { cwd: root, stdio: "ignore" });
  }
  return servers;
}

interface Ended {
  code: number | null;
  output: string;
}

/** A run that waits for anything is stopped, and has no exit code. */
function run(cwd: string, args: readonly string[]): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const env = { PATH: process.env.PATH, HOME: cwd };
    const child = spawn(process.execPath, [cli, "lint", ...args], { cwd, env, timeout: 60_000, killSignal: "SIGKILL" });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    child.stdin.end();
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output }));
  });
}

const formats = ["json", "sarif", "github", "gitlab", "junit", "markdown"];

it("no tree makes a run wait, break or say a byte of what is outside", { timeout: 900_000 }, async () => {
  const top = join(tmpdir(), `runsecrets-trees-${process.pid}`);
  const out = join(top, "out");
  mkdirSync(out, { recursive: true });
  for (const [name, text] of Object.entries(outside)) writeFileSync(join(out, name), text);
  try {
    let count = 0;
    const property = fc.asyncProperty(tree, async (one) => {
      const root = join(top, `root${count++}`);
      const servers = await plant(root, one, out);
      const args = one.args[0] === "--staged" && !one.git ? [] : one.args;
      const files = formats.flatMap((format) => ["-f", `${format}=${join(top, format)}`]);
      const { code, output } = await run(root, [...args, "--verbose", "--debug", "-f", "text", ...files]);
      const reports = formats.map((format) => join(top, format)).filter((file) => existsSync(file));
      const said = [output, ...reports.map((file) => execFileSync("cat", [file], { encoding: "utf8" }))].join("\n");
      for (const file of reports) rmSync(file);
      for (const server of servers) server.close();
      rmSync(root, { recursive: true });
      expect(said).not.toContain(canary);
      expect(said).not.toContain("internal error");
      expect([0, 1, 2]).toContain(code);
      // Whatever was named and leads out is worth a word.
      if (code === 0) expect(unseen(one)).toEqual([]);
    });
    await fc.assert(property, { numRuns: 60, seed: Number(process.env.SEED ?? 7) });
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
});

/** The links out of a tree that must have been met: those with a name that every run over the whole tree lists. */
function unseen({ nodes, args }: Tree): string[] {
  if (args.length > 0) return [];
  const isOut = (to: string) => /^(?:\.\.\/out|OUT|\/)/.test(to);
  return Object.entries(nodes).flatMap(([name, one]) =>
    one.is === "link" && isOut(one.to) && /\.env$|\.yaml$|\.ts$|\.sh$/.test(name) ? [name] : [],
  );
}
