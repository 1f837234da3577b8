// What an audit costs: `npm run bench:audit`, as root. Ratios to bare inspect calls of the same containers, from one
// interleaved run.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const cli = join(root, "dist", "cli.cjs");
const amount = Number(process.argv[2] ?? 200);
const rounds = Number(process.argv[3] ?? 11);
const folder = mkdtempSync(join(tmpdir(), "runsecrets-engine-"));
const host = `unix://${folder}/docker.sock`;
const peak = "data:text/javascript,process.on('exit',()=>process._rawDebug('peak '+process.resourceUsage().maxRSS))";

/**
 * The measure: a process that lists the containers and inspects each, over kept connections, as many at once as the
 * audit.
 */
const bare = `
import { Agent, request } from "node:http";
const agent = new Agent({ keepAlive: true, maxSockets: 12 });
const get = (path) => new Promise((resolve, reject) => {
  request({ socketPath: ${JSON.stringify(`${folder}/docker.sock`)}, path, agent }, (response) => {
    let text = "";
    response.setEncoding("utf8").on("data", (part) => { text += part; }).on("end", () => resolve(JSON.parse(text)));
  }).on("error", reject).end();
});
const list = await get("/containers/json?all=true");
await Promise.all(list.map(({ Id }) => get("/containers/" + Id + "/json")));
agent.destroy();
`;

const keeper = spawn(process.execPath, [join(root, "test", "engine", "support", "keeper.mjs"), folder], {
  detached: true,
  stdio: ["pipe", "pipe", "inherit"],
});
const ended = new Promise((resolve) => keeper.on("exit", resolve));
const line = await new Promise((resolve) => keeper.stdout.setEncoding("utf8").once("data", resolve));
try {
  if (!line.startsWith("ready")) throw new Error(line);
  fill();
  measure();
} finally {
  keeper.stdin.end();
  await ended;
  rmSync(folder, { recursive: true, force: true });
}

function docker(...words) {
  return execFileSync("docker", ["-H", host, ...words], { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] }).trim();
}

function fill() {
  docker("swarm", "init", "--listen-addr", "127.0.0.1:2377", "--advertise-addr", "127.0.0.1");
  writeFileSync(join(folder, "secret"), "larkspur-canary");
  docker("secret", "create", "pw", join(folder, "secret"));
  const half = String(Math.ceil(amount / 2));
  docker(
    "service",
    "create",
    "-d",
    "--name",
    "app",
    "--replicas",
    half,
    "--secret",
    "source=pw,mode=0400",
    "busybox:local",
  );
  for (let index = 0; index < amount / 2; index++) {
    docker("run", "-d", "--network", "none", "--name", `plain-${index}`, "-e", `N=${index}`, "busybox:local");
  }
  while (docker("ps", "-q").split("\n").length < amount) spawnSync("sleep", ["1"]);
}

function measure() {
  writeFileSync(join(folder, "bare.mjs"), bare);
  const commands = { bare: [join(folder, "bare.mjs")], audit: [cli, "audit", "-H", host, "-f", "json"] };
  const times = { bare: [], audit: [] };
  for (let round = 0; round < rounds; round++) {
    for (const [name, words] of Object.entries(commands)) times[name].push(run(words).ms);
  }
  const rss = run(["--import", peak, ...commands.audit]).rss;
  const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
  console.log(`${amount} containers, half of them with a swarm secret; medians of ${rounds} interleaved runs`);
  console.log(`bare inspect calls   1.00`);
  console.log(`runsecrets audit     ${(median(times.audit) / median(times.bare)).toFixed(2)}`);
  console.log(`peak memory          ${Math.round(rss)} MiB`);
}

function run(words) {
  const start = process.hrtime.bigint();
  const child = spawnSync(process.execPath, words, { encoding: "utf8", maxBuffer: 1 << 28 });
  if (child.status !== 0) throw new Error(`ended with ${child.status}: ${child.stderr}${child.stdout.slice(0, 2000)}`);
  const rss = Number(/peak (\d+)/.exec(child.stderr)?.[1] ?? 0) / 1024;
  return { ms: Number(process.hrtime.bigint() - start) / 1e6, rss };
}
