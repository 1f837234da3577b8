// What a run costs: `npm run bench`. Ratios from one interleaved run, because absolute times belong to a machine.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const cli = join(root, "dist", "cli.cjs");
const work = mkdtempSync(join(tmpdir(), "runsecrets-bench-"));
process.on("exit", () => rmSync(work, { recursive: true, force: true }));
const rounds = Number(process.argv[2] ?? 21);

/** Writes the peak of the resident set, in KiB, to standard error when the process ends. */
const peak = "data:text/javascript,process.on('exit',()=>process._rawDebug('peak '+process.resourceUsage().maxRSS))";

/** Nothing that slows Node down: `NODE_EXTRA_CA_CERTS` only can take twice as long as an empty process does. */
const bare = { PATH: process.env.PATH, HOME: process.env.HOME };

function run(cwd, ...args) {
  return runIn(process.env, cwd, ...args);
}

function runIn(env, cwd, ...args) {
  const start = process.hrtime.bigint();
  const child = spawnSync(process.execPath, args, { cwd, env, encoding: "utf8", maxBuffer: 1 << 30 });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  const rss = Number(/peak (\d+)/.exec(child.stderr ?? "")?.[1] ?? 0) / 1024;
  return { ms, rss, status: child.status };
}

const median = (numbers) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

/** Medians of several commands, each round running every one of them once. */
function interleaved(commands, env = process.env) {
  const times = Object.fromEntries(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, [cwd, ...args]] of Object.entries(commands)) times[name].push(runIn(env, cwd, ...args).ms);
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, median(list)]));
}

function row(...cells) {
  console.log(cells.map((cell, index) => (index === 0 ? String(cell).padEnd(44) : String(cell).padStart(12))).join(""));
}

// 1. One Dockerfile and one compose file, as a pre-commit hook would pass them.
const small = join(work, "small");
cpSync(join(root, "fixtures", "projects", "first-look"), small, { recursive: true });
writeFileSync(join(work, "empty.cjs"), "");
const start = interleaved({
  empty: [small, join(work, "empty.cjs")],
  two: [small, cli, "lint", "api/Dockerfile", "compose.yaml"],
  folder: [small, cli, "lint"],
  version: [small, cli, "--version"],
});
console.log(`Start-up, medians of ${rounds} interleaved runs, as ratios to an empty node process`);
row("", "ratio");
row("an empty node process", "1.00");
row("runsecrets --version", (start.version / start.empty).toFixed(2));
row("lint one Dockerfile and one compose file", (start.two / start.empty).toFixed(2));
row("lint the folder they are in", (start.folder / start.empty).toFixed(2));

// 1b. Five files staged in a repository: named, as pre-commit names them, and as `--staged` finds them.
const hook = join(work, "hook");
cpSync(small, hook, { recursive: true });
mkdirSync(join(hook, "web"));
const staged = {
  "web/Dockerfile":
    'FROM node:22\nWORKDIR /app\nCOPY package.json ./\nRUN npm ci\nCOPY . .\nENV LOG_LEVEL=info\nCMD ["node", "server.js"]\n',
  "compose.override.yaml": "services:\n  api:\n    environment:\n      LOG_LEVEL: debug\n",
  "api.env": "LOG_LEVEL=info\nAPI_URL=http://api:3000\n",
};
for (const [file, text] of Object.entries(staged)) writeFileSync(join(hook, file), text);
for (const words of [
  ["init", "-q"],
  ["add", "-A"],
])
  spawnSync("git", words, { cwd: hook });
const committing = {
  empty: [hook, join(work, "empty.cjs")],
  named: [hook, cli, "lint", "api/Dockerfile", "compose.yaml", ...Object.keys(staged)],
  staged: [hook, cli, "lint", "--staged"],
};
const [here, elsewhere] = [process.env, bare].map((env) => interleaved(committing, env));
console.log("\nFive staged files, as ratios to an empty node process (at most 1.6), and milliseconds beyond it");
row("", "ratio", "ms", "bare", "ms");
for (const [title, of] of [
  ["named by a hook", "named"],
  ["lint --staged, which starts git", "staged"],
])
  row(
    title,
    ...[here, elsewhere].flatMap((time) => [(time[of] / time.empty).toFixed(2), Math.round(time[of] - time.empty)]),
  );
row("an empty node process, ms", "", Math.round(here.empty), "", Math.round(elsewhere.empty));

// 2. More files, larger files.
const dockerfile = readFileSync(join(root, "fixtures", "projects", "shop", "api", "Dockerfile"), "utf8");
const compose = readFileSync(join(root, "fixtures", "projects", "shop", "compose.yaml"), "utf8");
const env = readFileSync(join(root, "fixtures", "projects", "shop", "api.env"), "utf8");

function many(name, count) {
  const folder = join(work, name);
  for (let index = 0; index < count; index++) {
    const app = join(folder, `app${index}`);
    mkdirSync(app, { recursive: true });
    writeFileSync(join(app, "Dockerfile"), dockerfile);
    writeFileSync(join(app, "compose.yaml"), compose);
    writeFileSync(join(app, "api.env"), env);
  }
  return folder;
}

function large(name, times) {
  const folder = join(work, name);
  mkdirSync(folder, { recursive: true });
  const services = Array.from(
    { length: 3 * times },
    (_, n) =>
      `  s${n}:\n    image: example/a:1\n    environment:\n      DB_PASSWORD: robin-${n}-canary\n      LOG: info\n`,
  );
  writeFileSync(join(folder, "compose.yaml"), `services:\n${services.join("")}`);
  writeFileSync(
    join(folder, "Dockerfile"),
    `FROM node:22\n${"RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*\nENV LOG=info\n".repeat(5 * times)}`,
  );
  writeFileSync(join(folder, "big.env"), "LOG=info\nSMTP_PASSWORD=finch-11-canary\n".repeat(10 * times));
  return folder;
}

const sizes = [1, 10, 100];
const base = median(Array.from({ length: 7 }, () => run(work, join(work, "empty.cjs")).ms));
for (const [title, make] of [
  ["Number of files (3, 30, 300, 3000)", (times) => many(`many${times}`, times)],
  ["Size of files (lines, each kind)", (times) => large(`large${times}`, times)],
]) {
  console.log(`\n${title}: time beyond an empty process, and what ten times more costs`);
  row("", "ms", "x before");
  let before = 0;
  for (const times of title.startsWith("Number") ? [...sizes, 1000] : [...sizes, 1000]) {
    const folder = make(times);
    const ms =
      median(
        Array.from({ length: times >= 1000 ? 3 : 7 }, () => run(folder, cli, "lint", "-o", join(work, "out")).ms),
      ) - base;
    row(`${times} x`, ms.toFixed(0), before === 0 ? "" : (ms / before).toFixed(1));
    before = ms;
  }
}

// 3. Compose files that are joined: the same files, with and without what joins them.
function projects(name, linked) {
  const folder = join(work, name);
  const common = "services:\n  base:\n    image: example/a:1\n    environment: {LOG: info}\n";
  const body = "    image: example/a:1\n    environment:\n      DB_PASSWORD: wren-41-canary\n      LOG: info\n";
  for (let index = 0; index < 250; index++) {
    const app = join(folder, `app${index}`);
    mkdirSync(join(app, "inc"), { recursive: true });
    const [include, extend] = linked
      ? ["include: [inc/db.yaml]\n", "    extends: {file: common.yaml, service: base}\n"]
      : ["", ""];
    writeFileSync(join(app, "compose.yaml"), `${include}services:\n  api:\n${extend}${body}`);
    writeFileSync(join(app, linked ? "compose.override.yaml" : "other.yaml"), `services:\n  api:\n${body}`);
    writeFileSync(join(app, "common.yaml"), common);
    writeFileSync(join(app, "inc", "db.yaml"), `services:\n  db:\n${body}`);
  }
  return folder;
}
const joined = [projects("joined", true), cli, "lint", "-o", join(work, "out")];
const apart = [projects("apart", false), cli, "lint", "-o", join(work, "out")];
const compose1000 = interleaved({ joined, apart });
console.log(
  "\n1,000 compose files, joined by include, extends and override, as a ratio to the same files apart (at most 1.5)",
);
row("ratio", (compose1000.joined / compose1000.apart).toFixed(2));

// 4. Programs: of 5,000 those are parsed that mention the environment, and where none does the parser is not loaded.
function programs(name, ending, reading) {
  const folder = join(work, name);
  const filler =
    "export function total(list: number[]) {\n  return list.reduce((sum, one) => sum + one, 0);\n}\n".repeat(25);
  for (let index = 0; index < 5000; index++) {
    const place = join(folder, `module${index % 50}`);
    mkdirSync(place, { recursive: true });
    const own = index < reading ? `export const key${index} = process.env.API_KEY_${index};\n` : "";
    writeFileSync(join(place, `file${index}.${ending}`), own + filler);
  }
  writeFileSync(join(folder, "Dockerfile"), dockerfile);
  return folder;
}
const some = programs("some", "ts", 50);
const parseScript = join(work, "parse.cjs");
writeFileSync(
  parseScript,
  `const { parse } = require(${JSON.stringify(join(root, "dist", "typescript-estree.cjs"))});
const { readFileSync } = require("node:fs");
for (let index = 0; index < 50; index++) parse(readFileSync(\`module\${index % 50}/file\${index}.ts\`, "utf8"), { range: true });`,
);
const lintOut = [cli, "lint", "-o", join(work, "out")];
const code = interleaved({
  some: [some, ...lintOut],
  parse: [some, parseScript],
  none: [programs("none", "ts", 0), ...lintOut],
  other: [programs("other", "txt", 0), ...lintOut],
});
console.log("\n5,000 programs (seconds)");
row("50 of them read the environment", (code.some / 1000).toFixed(2));
row("at most 2 x parsing those 50, and 1", ((2 * code.parse) / 1000 + 1).toFixed(2));
row("none reads it", (code.none / 1000).toFixed(2));
row("the same files with another ending", (code.other / 1000).toFixed(2));

// 5. Memory.
const heap = many("memory", 3334);
const { rss, ms } = run(heap, "--import", peak, cli, "lint", "-o", join(work, "out"));
console.log("\n10,000 files with findings in each");
row("peak resident set, MB", rss.toFixed(0));
row("seconds", (ms / 1000).toFixed(1));

// 6. Judging, beside parsing: in one process, warm, on texts in memory.
const inside = join(work, "inside.mjs");
await build({
  stdin: {
    contents: `export { loadFacts } from "./src/pipeline/load.ts"; export { JudgedWorld } from "./src/rules/judged-world.ts"; export { applyRules } from "./src/pipeline/apply-rules.ts";
      export { rules } from "./src/rules/index.ts"; export { memoryWorkspace } from "./src/inputs/memory.ts";`,
    resolveDir: root,
  },
  outfile: inside,
  bundle: true,
  format: "esm",
  platform: "node",
  alias: { yaml: join(root, "node_modules", "yaml", "browser", "index.js") },
  define: { __VERSION__: '"bench"' },
});
const { loadFacts, JudgedWorld, applyRules, rules, memoryWorkspace } = await import(pathToFileURL(inside).href);
const texts = {};
for (let index = 0; index < 100; index++) {
  Object.assign(texts, {
    [`a${index}/Dockerfile`]: dockerfile,
    [`a${index}/compose.yaml`]: compose,
    [`a${index}/api.env`]: env,
  });
}
const spent = { parsing: [], judging: [] };
for (let round = 0; round < 9; round++) {
  const begun = performance.now();
  const { sightings } = await loadFacts(memoryWorkspace(texts));
  const read = performance.now();
  applyRules(rules, new JudgedWorld(sightings));
  spent.parsing.push(read - begun);
  spent.judging.push(performance.now() - read);
}
console.log("\nJudging 300 files, as a ratio to reading and parsing them");
row("", "ratio");
row("judging", (median(spent.judging) / median(spent.parsing)).toFixed(2));
