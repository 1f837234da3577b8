// Bundles src/ into dist/: a command that starts fast, and the library.
import { execFileSync } from "node:child_process";
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);
const { version } = JSON.parse(readFileSync("package.json", "utf8"));

/**
 * Of the language server's types the Dockerfile parser makes positions and ranges only; the package defines fifty more
 * at every start, which takes as long as
 * linting a small file.
 */
const positions = {
  name: "positions",
  setup(build) {
    build.onResolve({ filter: /^vscode-languageserver-types$/ }, ({ path }) => ({ path, namespace: "positions" }));
    build.onLoad({ filter: /./, namespace: "positions" }, () => ({
      contents: `
        export const Position = { create: (line, character) => ({ line, character }) };
        export const Range = {
          create: (one, two, three, four) => three === undefined
            ? { start: one, end: two }
            : { start: Position.create(one, two), end: Position.create(three, four) },
        };`,
    }));
  },
};

/** The type names of JavaScript's own library are most of the package, and the analysis of scopes runs without them. */
const noLibraries = {
  name: "no libraries",
  setup(build) {
    build.onLoad({ filter: /[\\/]scope-manager[\\/]dist[\\/]lib[\\/]index\.js$/ }, () => ({
      contents: "exports.lib = new Map();",
    }));
  },
};

rmSync("dist", { recursive: true, force: true });

const shared = {
  absWorkingDir: root,
  outdir: "dist",
  bundle: true,
  minify: true,
  format: "esm",
  platform: "node",
  target: "node20.19",
  // The package's own ES modules: its CommonJS build calls `require`, which an ES module bundle does not have.
  alias: { yaml: "./node_modules/yaml/browser/index.js" },
  define: { __VERSION__: JSON.stringify(version) },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
  plugins: [positions, noLibraries],
};
/** Packages that few runs need, each a file of its own that loads when it is asked for. */
const apart = {
  re2js: "./re2js.cjs",
  // With the compiler inside: beside TypeScript 7, which has none to call, it works as it does beside none at all.
  "@typescript-eslint/typescript-estree": "./typescript-estree.cjs",
  "@typescript-eslint/scope-manager": "./typescript-scopes.cjs",
};
const lazily = (...names) => ({
  name: "lazy",
  setup: (bundle) =>
    bundle.onResolve({ filter: new RegExp(`^(?:${names.join("|")})$`) }, ({ kind, path }) =>
      kind === "dynamic-import" ? { path: apart[path], external: true } : undefined,
    ),
});
/** As CommonJS, whose `import()` becomes a `require`: it is run as a script. */
const script = { format: "cjs", outExtension: { ".js": ".cjs" }, supported: { "dynamic-import": false } };

// A script starts five milliseconds sooner than an ES module.
await build({
  ...shared,
  ...script,
  entryPoints: ["src/cli.ts"],
  define: { ...shared.define, "import.meta.dirname": "__dirname" },
});
const { metafile: apartFiles } = await build({
  ...shared,
  ...script,
  entryPoints: Object.fromEntries(Object.entries(apart).map(([name, file]) => [file.slice(2, -4), name])),
});
// One file each, without splitting: imports inside are still evaluated when they are needed, and one file loads faster
// than many.
const { metafile } = await build({
  ...shared,
  plugins: [positions, lazily(...Object.keys(apart))],
  entryPoints: ["src/index.ts"],
});
await build({
  ...shared,
  ...script,
  plugins: [positions, lazily(...Object.keys(apart))],
  entryPoints: { commands: "src/startup/commands.ts", audit: "src/startup/audit.ts", setup: "src/startup/setup.ts" },
});
// Letters beyond ASCII are left in regular expressions only.
const ascii = (text) => text.replace(/[^\0-\x7f]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`);
// From this length on Node keeps a text outside of V8's heap, where it is never collected: a millisecond of a short
// run.
const outside = 0xfbee9;
for (const file of ["dist/commands.cjs", "dist/audit.cjs", "dist/setup.cjs"]) {
  const text = `(function (exports, require, module) {${ascii(readFileSync(file, "utf8"))}\n})`;
  writeFileSync(file, text.length > outside / 2 ? text.padEnd(outside) : text);
}
chmodSync("dist/cli.cjs", 0o755);
// `npm run check` checks the types; each installation from git would wait for that.
execFileSync(
  process.execPath,
  [join("node_modules", "typescript", "bin", "tsc"), "-p", "tsconfig.build.json", "--noCheck"],
  {
    stdio: "inherit",
  },
);
writeFileSync(
  join("dist", "THIRD-PARTY-NOTICES.txt"),
  notices([...Object.keys(metafile.inputs), ...Object.keys(apartFiles.inputs)]),
);

/** The licences of the packages that the bundle holds. */
function notices(inputs) {
  const packages = new Set(
    inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]).filter(Boolean),
  );
  return [...packages]
    .sort()
    .map((name) => {
      const folder = join("node_modules", name);
      const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file && existsSync(join(folder, file)) ? readFileSync(join(folder, file), "utf8").trim() : "";
      return `${name} ${version} (${license})\n\n${text}\n`;
    })
    .join(`\n${"-".repeat(80)}\n\n`);
}
