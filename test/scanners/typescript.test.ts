import { describe, expect, it } from "vitest";
import type { Binding } from "../../src/facts/index.ts";
import { masked } from "../../src/facts/shown.ts";
import { scan } from "../../src/scanners/index.ts";
import { bound, factsOf, read } from "../support/programs.ts";

describe("what a program reads", () => {
  it.each([
    ["a(process.env.X)", "env X"],
    ['a(process.env["X"])', "env X"],
    ["a(process.env!.X as string)", "env X"],
    ["a(process.env?.X)", "env X"],
    ["a(globalThis.process.env.X)", "env X"],
    ["const { X: x } = process.env", "env X"],
    ["const env = process.env; a(env.X)", "env X"],
    ['import { env } from "node:process"; a(env.X)', "env X"],
    ["a(Bun.env.X)", "env X"],
    ['a(Deno.env.get("X_Y"))', "env X_Y"],
    ["a(import.meta.env.VITE_X)", "build-arg VITE_X"],
    ['const key = "X"; a(process.env[key])', "env X"],
    ['a(this.configService.get<string>("X_Y"))', "env X_Y"],
    ['readFileSync("/run/secrets/x", "utf8")', "secret x"],
    ["fs.readFileSync(process.env.X_FILE)", "file X_FILE"],
    ["const path = process.env.X_FILE; await readFile(path)", "file X_FILE"],
    ["const f = (n) => readFileSync(process.env[`${n}_FILE`])", "file *"],
    ["const f = (n) => readFileSync(process.env[n + '_FILE'])", "file *"],
    ["const f = (n) => readFileSync(join('/run/secrets', n))", "secret *"],
    ["const f = (n) => readFileSync(`/run/secrets/${n}`)", "secret *"],
    ["console.log(process.env)", "env * > log console.log"],
    ["console.log({ ...process.env })", "env * > log console.log"],
    ["console.log(`x ${process.env.X}`)", "env X > log console.log"],
    ["const x = process.env.X; logger.info('x', x)", "env X > log logger.info"],
    ["const c = { x: process.env.X }; this.logger.debug(JSON.stringify(c))", "env X > log this.logger.debug"],
    ["spawn('mysql', ['-p' + process.env.X])", "env X > argument mysql"],
    ["exec(`mysql -p${process.env.X}`)", "env X > argument mysql"],
  ])("%s", async (text, expected) => {
    expect(read(await factsOf(text))).toContain(expected);
  });

  it.each([
    "process.env.X = 'a'",
    "delete process.env.X",
    "const a = { process: { env: 1 } }; // process.env.X",
    "function f(env) { return env.X } process.env",
    "console.log(!!process.env.X, process.env.X.length, process.env.X ? 'set' : 'unset')",
  ])("%s: not that, or not to a log", async (text) => {
    const told = read(await factsOf(text));
    expect(told.filter((one) => !text.startsWith("console") || one.includes("log"))).toEqual([]);
  });
});

describe("what a program binds", () => {
  it.each([
    ['a(process.env.X ?? "canary")', "X source $(env X, canary)"],
    ["a(process.env.X || 'canary')", "X source $(env X, canary)"],
    ['a(o.x ?? process.env.X ?? process.env.Y ?? "canary")', "X source $(env X, $(env Y, canary))"],
    ['a(process.env.X ? process.env.X : "canary")', "X source $(env X, canary)"],
    ['a(process.env.X !== undefined ? process.env.X : "canary")', "X source $(env X, canary)"],
    ['const { X = "canary" } = process.env', "X source $(env X, canary)"],
    ['const { X: x = "canary" } = process.env', "X source $(env X, canary)"],
    ['const d = "canary"; a(process.env.X || d)', "X source $(env X, canary)"],
    ['z.object({ X_Y: z.string().min(3).default("canary") }).parse(process.env)', "X_Y source $(env X_Y, canary)"],
    ['cleanEnv(process.env, { X: str({ default: "canary" }) })', "X source $(env X, canary)"],
    ['convict({ a: { env: "X", default: "canary" } })', "X source $(env X, canary)"],
    ['getenv("X_Y", "canary")', "X_Y source $(env X_Y, canary)"],
    ['process.env.X ||= "canary"', "X source $(env X, canary)"],
    ['process.env.X = "canary"', "X source canary"],
    ['docker.createContainer({ Image: "a", Env: ["X=canary"] })', "X container-env canary"],
    ['const Env = ["X=" + process.env.Y]; docker.createContainer({ Env })', "X container-env $(env Y)"],
    ["createContainer({ Env: [`X=${y}`] })", "X container-env ?"],
    ['new GenericContainer("a").withEnvironment({ X: "canary" })', "X container-env canary"],
    ['execSync("docker run -e X=canary a")', "X container-env canary"],
    ["execa('docker', ['run', '-e', 'X=canary', 'a'])", "X container-env canary"],
    ["const base = ['run', '-e', 'X=canary']; spawn('docker', [...base, 'a'])", "X container-env canary"],
    ["await $`docker build --build-arg X=canary .`", "X build-arg canary"],
  ])("%s", async (text, expected) => {
    const imports = /docker|Container/.test(text) ? 'import "dockerode"; spawn;\n' : "";
    expect(bound(await factsOf(`${imports}${text}`))).toEqual([expected]);
  });

  it.each([
    '/x/.exec("docker run -e X=canary a"); process.env',
    'a(process.env.X && "canary")',
    "a(process.env.X ?? y())",
  ])("%s: nothing", async (text) => {
    expect(bound(await factsOf(text))).toEqual([]);
  });
});

describe("which programs are read", () => {
  it.each(["a.ts", "a.mts", "a.cts", "a.tsx", "a.js", "a.mjs", "a.cjs", "a.jsx"])("%s", async (file) => {
    expect(read(await factsOf("a(process.env.X)", file))).toEqual(["env X"]);
  });

  it("elements and type assertions, by the ending and against it", async () => {
    expect(read(await factsOf("const a = <b>{process.env.X}</b>;", "a.js"))).toEqual(["env X"]);
    expect(read(await factsOf("const a = <string>process.env.X;", "a.ts"))).toEqual(["env X"]);
    expect(read(await factsOf("const a = <b>{process.env.X}</b>;", "a.ts"))).toEqual(["env X"]);
  });

  it.each([
    ["a.d.ts", "declare const a: typeof process.env.X;"],
    ["a.min.js", "a(process.env.X)"],
    ["a.ts", "a(env.X)"],
    ["a.js", `a(process.env.X);${"b();".repeat(2000)}`],
  ])("%s: not %s", async (file, text) => {
    expect(await scan({ file, text }, false)).toBeUndefined();
  });

  it("what does not parse is read as far as it is plain, and leaves a gap", async () => {
    const facts = await factsOf('a(process.env.X || "canary"; }\nif (');
    expect(bound(facts)).toEqual(["X source $(env X, canary)"]);
    expect(read(facts)).toEqual(["env X"]);
    expect(facts.map(({ kind }) => kind)).toContain("gap");
    const [binding] = facts.filter((fact): fact is Binding => fact.kind === "binding");
    expect(binding && masked(binding.value)).not.toContain("canary");
  });

  it("what another language fills in first leaves none", async () => {
    const facts = await factsOf("a(process.env.X, {{ value }});", "a.js");
    expect(facts.map(({ kind }) => kind)).toEqual(["read"]);
  });
});
