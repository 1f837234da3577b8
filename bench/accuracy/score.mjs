// Scores a tool on the labelled lines: `node bench/accuracy/score.mjs FOLDER [--set 2] [--sarif FILE | --build DIST]
// [--held-out | --tune] [--list]`.
// FOLDER holds the clones, as FOLDER/OWNER+NAME/PATH or FOLDER/OWNER/NAME/PATH, at the commits of files.tsv. Fetches
// nothing.
// Without --sarif it runs runsecrets itself; with it, the file's results are scored (URIs relative to FOLDER).
// `--set 2` reads files-2.tsv and labels-2.tsv; `--build` takes another build than dist/.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const here = dirname(fileURLToPath(import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    set: { type: "string" },
    sarif: { type: "string" },
    build: { type: "string" },
    "held-out": { type: "boolean" },
    tune: { type: "boolean" },
    list: { type: "boolean" },
  },
});
const [folder] = positionals;
if (!folder) {
  console.error(
    "usage: node bench/accuracy/score.mjs FOLDER [--set 2] [--sarif FILE | --build DIST] [--held-out | --tune] [--list]",
  );
  process.exit(2);
}

/** Rules on file variables, grants and definitions: the labels are about secrets in plain text. */
const aboutGrants =
  /^(?:file-variable-.*|missing-file-variant|undefined-secret|unused-secret|secret-(?:mode|mount|file|bind|granted|not)-.*)$/;

const table = (name) => {
  const [head, ...rows] = readFileSync(join(here, options.set ? `${name}-${options.set}.tsv` : `${name}.tsv`), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split("\t"));
  return rows.map((row) => Object.fromEntries(head.map((column, index) => [column, row[index]])));
};

/** A third of the repositories is put aside: rules are tuned on the rest only. */
const heldOut = (repository) => Number(BigInt(`0x${createHash("sha256").update(repository).digest("hex")}`) % 3n) === 0;
const wanted = ({ repository }) =>
  options["held-out"] ? heldOut(repository) : options.tune ? !heldOut(repository) : true;

const rootOf = (repository) =>
  [join(folder, repository.replace("/", "+")), join(folder, repository)].find((path) => existsSync(path));

const files = table("files").filter((row) => wanted(row) && existsSync(join(rootOf(row.repository) ?? "", row.path)));
const missing = table("files").filter(wanted).length - files.length;
const fileId = (repository, path) => `${repository}\t${path}`;
const kinds = new Map(files.map((row) => [fileId(row.repository, row.path), row.kind]));
const labels = new Map(
  table("labels")
    .filter((row) => kinds.has(fileId(row.repository, row.path)))
    .map((row) => [`${fileId(row.repository, row.path)}\t${row.line}`, row]),
);

const reported = options.sarif ? fromSarif(options.sarif) : await fromRun();
const score = new Map();
const at = (group) => {
  if (!score.has(group))
    score.set(group, { must: 0, found: 0, right: 0, may: 0, wrong: 0, clean: 0, lost: [], noise: [] });
  return score.get(group);
};

for (const [id, label] of labels) {
  if (label.strength !== "must") continue;
  for (const group of ["all", label.kind, label.category]) {
    const one = at(group);
    one.must += 1;
    if (reported.has(id)) one.found += 1;
    else one.lost.push(id);
  }
}
for (const id of reported) {
  const [repository, path] = id.split("\t");
  const label = labels.get(id);
  for (const group of ["all", kinds.get(fileId(repository, path))]) {
    const one = at(group);
    if (!label) one.noise.push(id);
    if (!label) one.wrong += 1;
    else if (label.strength === "must") one.right += 1;
    else one.may += 1;
  }
}
for (const { repository, path, kind } of files) {
  const lines = readFileSync(join(rootOf(repository), path), "utf8").split("\n").length;
  for (const group of ["all", kind]) at(group).clean += lines;
}
for (const id of labels.keys()) {
  const [repository, path] = id.split("\t");
  for (const group of ["all", kinds.get(fileId(repository, path))]) at(group).clean -= 1;
}

const percent = (part, whole) => (whole === 0 ? "-" : (part / whole).toFixed(3));
const row = (...cells) =>
  console.log(cells.map((cell, i) => (i === 0 ? String(cell).padEnd(14) : String(cell).padStart(10))).join(""));
console.log(`${files.length} files, ${missing} not there`);
row("", "must", "found", "recall", "may", "wrong", "precision", "per 1000");
const main = ["all", ...new Set(kinds.values())];
for (const group of [...main, ...[...score.keys()].filter((name) => !main.includes(name)).sort()]) {
  const one = score.get(group);
  if (!one) continue;
  const files = main.includes(group);
  row(
    group,
    one.must,
    one.found,
    percent(one.found, one.must),
    files ? one.may : "",
    files ? one.wrong : "",
    files ? percent(one.right, one.right + one.wrong) : "",
    files ? ((1000 * one.wrong) / one.clean).toFixed(2) : "",
  );
}
if (options.list) {
  for (const id of at("all").lost) console.log(`lost\t${id}\t${labels.get(id).category}`);
  for (const id of at("all").noise) console.log(`wrong\t${id}`);
}

function fromSarif(path) {
  const found = new Set();
  const roots = [...new Set(files.map((file) => file.repository))];
  for (const run of JSON.parse(readFileSync(path, "utf8")).runs) {
    for (const result of run.results ?? []) {
      const { artifactLocation, region } = result.locations?.[0]?.physicalLocation ?? {};
      const uri = decodeURIComponent(artifactLocation?.uri ?? "")
        .replace(/^file:\/\//, "")
        .replace(/^\.\//, "");
      const repository = roots.find((name) => uri.includes(`${name.replace("/", "+")}/`) || uri.includes(`${name}/`));
      if (!repository) continue;
      const [, rest] = uri.split(
        uri.includes(`${repository.replace("/", "+")}/`) ? `${repository.replace("/", "+")}/` : `${repository}/`,
      );
      add(found, repository, rest, region?.startLine ?? 1);
    }
  }
  return found;
}

async function fromRun() {
  const build = resolve(options.build ?? join(here, "../../dist"));
  const { lint } = await import(pathToFileURL(join(build, "index.js")).href);
  const found = new Set();
  for (const repository of new Set(files.map((file) => file.repository))) {
    const { findings } = await lint({ cwd: rootOf(repository), configFile: false });
    for (const finding of findings)
      if (!aboutGrants.test(finding.rule)) add(found, repository, finding.file, finding.region.startLine);
  }
  return found;
}

function add(found, repository, path, line) {
  if (kinds.has(fileId(repository, path))) found.add(`${fileId(repository, path)}\t${line}`);
}
