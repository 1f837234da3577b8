// Writes docs/rules/ and the configuration's schema from the rules, the man page from the options, the pattern of the
// hooks and the README's table of files from the kinds of files, the picture in the README from a run, and the
// addresses in the README and the templates from the release. With --check: says what is stale, and changes nothing.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const check = process.argv.includes("--check");
const { lint, rules } = await import("../dist/index.js");
const { textReporter } = await compiled("src/reporters/text.ts");

const pages = new Map();
for (const rule of rules) pages.set(join("docs", "rules", `${rule.id}.md`), await page(rule));
pages.set(join("docs", "rules", "README.md"), index());
const { configSchema } = await compiled("src/config/schema.ts");
pages.set("runsecrets.schema.json", `${JSON.stringify(configSchema(rules), undefined, 2)}\n`);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const { manPage } = await compiled("src/cli/man.ts");
pages.set(join("man", "runsecrets.1"), manPage(version));
const { release } = await compiled("src/cli/init/release.ts");
const { fileKinds } = await compiled("src/scanners/kinds.ts");
pages.set("README.md", withRelease(withKinds(withPicture(readFileSync(join(root, "README.md"), "utf8")))));
pages.set(".pre-commit-hooks.yaml", withPatterns(readFileSync(join(root, ".pre-commit-hooks.yaml"), "utf8")));
const gitlab = join("templates", "gitlab.yml");
pages.set(gitlab, withRelease(readFileSync(join(root, gitlab), "utf8")));

const stale = [];
for (const [file, text] of pages) {
  const path = join(root, file);
  if (existsSync(path) && readFileSync(path, "utf8") === text) continue;
  stale.push(file);
  if (!check) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
for (const name of readdirSync(join(root, "docs", "rules"))) {
  const file = join("docs", "rules", name);
  if (pages.has(file)) continue;
  stale.push(file);
  if (!check) rmSync(join(root, file));
}
if (check && stale.length > 0) {
  console.error(`Stale: ${stale.join(", ")}. Run \`npm run docs\`.`);
  process.exitCode = 1;
}

/** A module of ours that no user needs, and that is in no bundle therefore. */
async function compiled(entry) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    // Loaded when a program is read, which nothing here does.
    external: ["@typescript-eslint/*"],
    alias: { yaml: "./node_modules/yaml/browser/index.js" },
    logLevel: "warning",
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

async function page(rule) {
  const lines = [
    `# ${rule.id}`,
    "",
    `${rule.title}. Severity: ${rule.severity}. ${rule.tags.join(", ")}.`,
    "",
    ...wrapped(rule.why),
    "",
  ];
  for (const [number, { bad, good }] of rule.examples.entries()) {
    lines.push(`## Example ${number + 1}`, "", "Bad:", "", ...files(bad.files));
    const printed = await reported(rule.id, bad.files);
    if (printed !== "") lines.push("Report:", "", ...fence("text", printed), "");
    lines.push("Good:", "", ...files(good.files));
  }
  lines.push("## Silence it", "", "```", `# runsecrets-ignore ${rule.id} -- reason`, "```", "");
  return lines.join("\n").replace(/\n{3,}/g, "\n\n");
}

/** What the command reports about files; nothing where that needs git, file modes or an engine. */
async function reported(id, files) {
  const report = await lint({ files, configFile: false });
  const findings = report.findings.filter(({ rule }) => rule === id);
  const options = { color: false, verbose: false, quiet: true, width: 100 };
  return [...textReporter({ ...report, findings }, options)].join("").trimEnd();
}

function wrapped(text) {
  return text
    .replace(/(?=\S)(.{1,118})(?: |$)/g, "$1\n")
    .trimEnd()
    .split("\n");
}

function files(entries) {
  return Object.entries(entries).flatMap(([path, text]) => [`\`${path}\``, "", ...fence("", text), ""]);
}

function fence(language, text) {
  return [`\`\`\`${language}`, ...text.trimEnd().split("\n"), "```"];
}

function index() {
  const rows = rules.map((rule) => `| [${rule.id}](${rule.id}.md) | ${rule.severity} | ${rule.title} |`);
  return ["# Rules", "", "| id | severity | what |", "|---|---|---|", ...rows, ""].join("\n");
}

/** The README's picture: what the command prints in a small project. */
function withPicture(readme) {
  const run = spawnSync(process.execPath, [join(root, "dist", "cli.cjs"), "lint"], {
    cwd: join(root, "fixtures", "projects", "first-look"),
    encoding: "utf8",
    env: { PATH: process.env.PATH, NO_COLOR: "1" },
  });
  const printed = run.stdout.replace(/\d+\.\d+ s\b/, "0.09 s").trimEnd();
  const frame = /(<!-- picture -->\n```text\n)[\s\S]*?(```\n<!-- \/picture -->)/;
  if (printed === "" || !frame.test(readme))
    throw new Error("README.md has no place for the picture, or the run printed none");
  const lines = printed.split("\n").map(fitted).join("\n");
  return readme.replace(frame, (_, before, after) => `${before}$ runsecrets lint\n\n${lines}\n${after}`);
}

/** The README's table of files: what each kind is called, and with which comment one silences a finding in it. */
function withKinds(readme) {
  const comments = { none: "none", code: "`//`", braces: "`//` or `#`" };
  const sorted = fileKinds.toSorted((a, b) => a.kind.localeCompare(b.kind, "en"));
  const rows = sorted.map(
    ({ kind, examples, comments: syntax }) =>
      `| ${kind} | ${examples.map((name) => `\`${name}\``).join(", ")} | ${comments[syntax] ?? "`#`"} |`,
  );
  const table = ["| kind | called, for example | comment |", "|---|---|---|", ...rows].join("\n");
  return framed(readme, /(<!-- kinds -->\n)[\s\S]*?(\n<!-- \/kinds -->)/, table);
}

/** The names that pre-commit passes to the hook for all files, and leaves out of the one for scripts. */
function withPatterns(manifest) {
  const hooks = [...new Set(fileKinds.map(({ hook }) => hook))];
  const script = fileKinds.find(({ kind }) => kind === "shell script").hook;
  const pattern = (parts) => ["(?xi)", ...parts.map((part, at) => `${at === 0 ? "  " : "| "}${part}`)];
  const block = (parts) =>
    pattern(parts)
      .map((line) => `    ${line}`)
      .join("\n");
  const files = framed(manifest, /(\n {2}files: \|\n)[\s\S]*?(\n {2}\w)/, block(hooks));
  return framed(files, /(\n {2}exclude: \|\n)[\s\S]*?(\n {2}\w)/, block([script]));
}

function framed(text, frame, inside) {
  if (!frame.test(text)) throw new Error("a generated part has lost its place");
  return text.replace(frame, (_, before, after) => before + inside + after);
}

/** A line as a terminal shows it that is as wide as our Markdown. */
function fitted(line) {
  if (line.length <= 118) return line;
  const [margin] = /^ *(?:\d+:\d+ +\w+ +)?/.exec(line);
  const cut = line.lastIndexOf(" ", 118);
  return `${line.slice(0, cut).trimEnd()}\n${fitted(" ".repeat(margin.length) + line.slice(cut).trim())}`;
}

/** Addresses and versions as the release has them, in place of those of an earlier one. */
function withRelease(text) {
  const { repository, onNpm } = release;
  const [, slug = "<owner>/runsecrets"] = /^https:\/\/github\.com\/(.+?)(?:\.git)?$/.exec(repository) ?? [];
  if (onNpm && /not on npm/.test(text)) throw new Error("README.md still says that the package is not on npm");
  return text
    .replace(/https:\/\/[\w.-]+(?:\/[\w.-]+)*\/runsecrets(?:\.git)(?![\w/])/g, repository)
    .replace(/(runsecrets\.git#)v[\w.-]*\w/g, `$1v${version}`)
    .replace(/(uses: )\S+\/runsecrets@\S+/g, `$1${slug}@v${version}`)
    .replace(/(runsecrets\.git\n\s+rev: )\S+/g, `$1v${version}`);
}
