import { describe, expect, it } from "vitest";
import { growth } from "../support/cpu-time.ts";
import { bound, factsOf, read } from "../support/programs.ts";

/** What containers of a program get as X. */
const given = async (text: string) =>
  bound(await factsOf(`createContainer;\n${text}`))
    .filter((one) => one.startsWith("X container-env "))
    .map((one) => one.slice("X container-env ".length));
const use = "createContainer({ Env: ['X=' + s] })";

describe("the values of a variable that is assigned again", () => {
  it.each([
    ["straight-line code", `let s = "a"; s = "b"; ${use}`, ["b"]],
    ["between two assignments", `let s = "a"; ${use}; s = "b";`, ["a"]],
    ["declared first", `let s; s = "a"; ${use}`, ["a"]],
    ["another declaration", `var s = "a"; var s = "b"; ${use}`, ["b"]],
    ["a branch", `let s = "a"; if (c) s = "b"; ${use}`, ["a", "b"]],
    ["both branches", `let s = "a"; if (c) { s = "b" } else { s = "d" } ${use}`, ["b", "d"]],
    ["a branch that leaves", `function f() { let s = "a"; if (c) { s = "b"; return } ${use} }`, ["a"]],
    ["inside the branch", `let s = "a"; if (c) { s = "b"; ${use} }`, ["b"]],
    ["in the other branch", `let s = "a"; if (c) s = "b"; else { ${use} }`, ["a"]],
    ["where it has no value", `let s = process.env.S; if (!s) s = "a"; ${use}`, ["$(env S, a)"]],
    ["where it is not set", `let s = process.env.S; if (s === undefined) { s = "a" } ${use}`, ["$(env S, a)"]],
    ["where it is of no type", `let s = process.env.S; if (typeof s === "undefined") s = "a"; ${use}`, ["$(env S, a)"]],
    ["where it is set", `let s = process.env.S; if (s) {} else s = "a"; ${use}`, ["$(env S, a)"]],
    ["by ||=", `let s = process.env.S; s ||= "a"; ${use}`, ["$(env S, a)"]],
    ["by ??=", `let s = process.env.S; s ??= "a"; ${use}`, ["$(env S, a)"]],
    ["from itself", `let s = process.env.S; s = s || "a"; ${use}`, ["$(env S, a)"]],
    ["by +=", `let s = "a"; s += "b"; ${use}`, ["ab"]],
    ["two at once", `let s = "a", t = "b"; if (c) { s = "d"; t = "e" } s += t; ${use}`, ["ab", "de"]],
    ["a closure", `let s = "a"; function f() { ${use} } s = "b";`, ["a", "b"]],
    ["by a closure", `let s = "a"; const f = () => { s = "b" }; f(); ${use}`, ["a", "b"]],
    ["inside a closure", `let s = "a"; const f = () => { s = "b"; ${use} };`, ["b"]],
    ["a loop", `let s = "a"; for (const x of y) { ${use}; s = "b" }`, ["a", "b"]],
    ["after a loop", `let s = "a"; while (c()) { s = "b" } ${use}`, ["a", "b"]],
    ["by a loop", `let s = "a"; for (s of y) { ${use} }`, ["?"]],
    ["a loop of its own", `for (const x of y) { let s = "a"; ${use}; s = "b" }`, ["a"]],
    ["switch", `let s = "a"; switch (c) { case 1: s = "b"; break; default: s = "d" } ${use}`, ["b", "d"]],
    ["falls through", `let s = "a"; switch (c) { case 1: s = "b"; case 2: ${use} }`, ["a", "b"]],
    ["does not fall through", `let s = "a"; switch (c) { case 1: s = "b"; break; case 2: ${use} }`, ["a"]],
    ["a branch that throws", `let s = "a"; if (c) s = "b"; else throw d; ${use}`, ["b"]],
    ["try", `let s = "a"; try { s = "b"; f() } catch { ${use} }`, ["a", "b"]],
    ["after try", `let s = "a"; try { s = "b" } catch (e) { throw e } ${use}`, ["b"]],
    ["a conditional", `let s = "a"; c ? (s = "b") : d(); ${use}`, ["a", "b"]],
    ["in an assignment of another", `let s = "a"; const t = (s = "b"); ${use}`, ["b"]],
    ["a pattern", `let s = "a"; [s] = ["b"]; ${use}`, ["b"]],
    ["a pattern of unknown", `let s = "a"; ({ s } = f()); ${use}`, ["?"]],
    ["counted", `let s = 1; s++; ${use}`, ["?"]],
    ["grows in a loop", `let s = "a"; while (c()) s = f(s); ${use}`, ["a", "?"]],
    ["too many", `let s = "a"; ${Array.from({ length: 40 }, (_, i) => `if (c) s = "${i}";`).join(" ")} ${use}`, ["?"]],
  ])("%s", async (_, text, expected) => {
    expect(await given(text)).toEqual(expected);
  });

  it.each([
    ['let s = process.env.X; if (!s) s = "canary"', ["X source $(env X, canary)"]],
    ['let { X: s } = process.env; if (!s) { s = "canary" }', ["X source $(env X, canary)"]],
    ['let s = process.env.X; s ||= "canary"', ["X source $(env X, canary)"]],
    ['let s = process.env.X; s = s ?? "canary"', ["X source $(env X, canary)"]],
    ['let s = process.env.X; s = s ? s : "canary"', ["X source $(env X, canary)"]],
    ['let s; if (process.env.X) s = process.env.X; else s = "canary"', ["X source $(env X, canary)"]],
    ['let s = "canary"; if (process.env.X) s = process.env.X', ["X source $(env X, canary)"]],
    ['let s; if (process.env.X) s = f(process.env.X); else s = "canary"', []],
    ['let s = process.env.X; if (c) s = "canary"', []],
    ['let s = process.env.X; if (s) s = "canary"', []],
    ['let s = process.env.X; if (!t) s = "canary"', []],
    ['const d = "a"; let s = d; s = "canary"; f(process.env.X || s)', ["X source $(env X, canary)"]],
    ['let d = "a"; if (c) d = "b"; f(process.env.X || d)', ["X source $(env X, a)", "X source $(env X, b)"]],
  ])("%s: what is in for a variable", async (text, expected) => {
    expect(bound(await factsOf(text))).toEqual(expected);
  });

  it("of commands each value is in one", async () => {
    const text = 'let s = "a"; if (c) s = "b"; spawn("docker", ["run", "-e", `X=${s}`, "i"])';
    expect(bound(await factsOf(text))).toEqual(["X container-env a", "X container-env b"]);
  });
});

describe("the environment under other names", () => {
  it.each([
    ["var out of its block", "{ var env = process.env } a(env.X)"],
    ["var below its use in a function", "const f = () => a(env.X); var env = process.env"],
    ["assigned later", "let env; env = process.env; a(env.X)"],
    ["one of two", "let env = {}; if (c) env = process.env; a(env.X)"],
    ["a default parameter", "function f(env = process.env) { a(env.X) }"],
    ["a default parameter of an arrow function", "const f = (env: Env = process.env) => env.X"],
    ["a property that is a parameter", "class A { constructor(private env = process.env) { a(env.X) } }"],
    ["a pattern as the default", "function f({ X } = process.env) { a(X) }"],
    ["a pattern in an assignment", "({ X: x } = process.env)"],
    ["a pattern in a pattern", "const { env: { X } } = process; // process.env"],
    ["a pattern in a pattern, renamed", "const { env: { X: x = y } } = process; // process.env"],
    ["what is left of a pattern", "const { A, ...env } = process.env; a(env.X)"],
    ["a list", "const [env] = [process.env]; a(env.X)"],
    ["an argument of a function called at once", "((env) => a(env.X))(process.env)"],
    ["import * as", 'import * as own from "node:process"; a(own.env.X)'],
    ["import of the default", 'import own from "node:process"; a(own.env.X)'],
    ["import of the default by its name", 'import { default as own } from "node:process"; a(own.env.X)'],
    ["import under another name", 'import { env as own } from "node:process"; a(own.X)'],
    ["import = require", 'import own = require("node:process"); a(own.env.X)'],
    ["require", 'const own = require("node:process"); a(own.env.X)'],
    ["a part of require", 'const { env: own } = require("node:process"); a(own.X)'],
    ["await import", 'const own = await import("node:process"); a(own.env.X)'],
    ["a part of await import", 'const { env: own } = await import("node:process"); a(own.X)'],
    ["process under another name", "const own = process; process.env; a(own.env.X)"],
    ["exported", "export const env = process.env; export default env.X"],
    ["export =", "const env = process.env; export = env.X"],
    ["beside a type of the same name", "const env = process.env; function f() { interface env {} a(env.X) }"],
    ["beside a parameter of a type", "const env = process.env; type F = (env: string) => void; a(env.X)"],
    ["from an enum", 'enum Key { First = "X" } a(process.env[Key.First])'],
    ["in a namespace", "const env = process.env; namespace N { export const x = env.X }"],
    ["in a class", "const env = process.env; class A { static x = env.X; static { a(env.X) } }"],
  ])("%s", async (_, text) => {
    expect(read(await factsOf(text))).toContain("env X");
  });

  it.each([
    ["assigned again", "let env = process.env; env = {}; a(env.X)"],
    ["the name of a function expression", "const env = process.env; a(function env() { b(env.X) })"],
    ["a function below its use", "const env = process.env; function f() { a(env.X); function env() {} }"],
    ["export default function", "export default function f() { a(env.X); var env = {} } process.env"],
    ["the name of a class expression", "const env = process.env; a(class env { b() { c(env.X) } })"],
    ["a class", "const env = process.env; { class env {} a(env.X) }"],
    ["an enum", "const env = process.env; { enum env { X } a(env.X) }"],
    ["a namespace", "const env = process.env; namespace N { namespace env { export const X = 1 } a(env.X) }"],
    ["catch", "const env = process.env; try {} catch (env) { a(env.X) }"],
    ["a pattern in catch", "const env = process.env; try {} catch ({ env }) { a(env.X) }"],
    ["for", "const env = process.env; for (let env = {};;) a(env.X)"],
    ["for of", "const env = process.env; for (const { env } of b) a(env.X)"],
    ["switch", "const env = process.env; switch (c) { case 1: const env = {}; a(env.X) }"],
    ["a static block", "const env = process.env; class A { static { const env = {}; a(env.X) } }"],
    ["a property that is a parameter", "const env = process.env; class A { constructor(private env) { a(env.X) } }"],
    ["a callback's parameter", "const env = process.env; b.map((env) => a(env.X))"],
    ["a callback's other parameters", "const env = process.env; b.map((...env) => a(env.X))"],
    ["a property in a pattern of a callback", "const env = process.env; b.map(({ c: { env } }) => a(env.X))"],
    ["var in a function", "const env = process.env; function f() { a(env.X); if (c) { var env = {} } }"],
    ["a default of another parameter", "const env = process.env; function f(env, x = env.X) {}"],
    ["import of a type", 'import type { env } from "node:process"; a(env.X)'],
    ["import from elsewhere", 'import * as own from "./own"; process.env; a(own.env.X)'],
    ["process of its own", "const process = { env: { X: 1 } }; a(process.env.X)"],
  ])("%s: not that", async (_, text) => {
    expect(read(await factsOf(text))).toEqual([]);
  });
});

describe("constants", () => {
  it.each([
    ["an enum", 'enum D { Password = "canary" } a(process.env.X ?? D.Password)'],
    ["a member of an enum in it", 'enum D { A = "canary", B = A } a(process.env.X ?? D.B)'],
    ["a class", 'class D { static readonly password = "canary" } a(process.env.X ?? D.password)'],
    ["a namespace", 'namespace D { export const password = "canary" } a(process.env.X ?? D.password)'],
    ["a default parameter", 'function f(d = "canary") { a(process.env.X ?? d) }'],
    ["a default in a pattern", 'const { d = "canary" } = f(); a(process.env.X ?? d)'],
    ["a default in a list", 'const [d = "canary"] = f(); a(process.env.X ?? d)'],
    ["a pattern", 'const { b: { c: d } } = { b: { c: "canary" } }; a(process.env.X ?? d)'],
    ["a variable of the environment", 'const s = process.env.X; a(s ?? "canary")'],
    ["the default of a parameter's pattern", 'function f({ X = "canary" } = process.env) {}'],
    ["the default of an assignment's pattern", '({ X: x = "canary" } = process.env)'],
    ["the default in a pattern in a pattern", 'const { env: { X = "canary" } } = process; process.env'],
  ])("%s", async (_, text) => {
    expect(bound(await factsOf(text))).toEqual(["X source $(env X, canary)"]);
  });

  it("that others may give another value are not taken for the only one", async () => {
    const text =
      'function f(key = "A", list = []) { process.env[key]; spawn("docker", ["run", ...list, "-e", "X=a", "i"]) }';
    const facts = await factsOf(text);
    expect(read(facts)).toEqual([]);
    expect(bound(facts)).toEqual([]);
  });
});

describe("programs that take long to follow", () => {
  const many = (n: number, make: (index: number) => string) => Array.from({ length: n }, (_, i) => make(i)).join("");

  it.each([
    ["assigned and used", (n: number) => `let s;${many(n, (i) => `s="${i}";process.env.X||s;`)}`],
    ["assigned in branches", (n: number) => `let s;${many(n, (i) => `if(c)s="${i}";process.env.X||s;`)}`],
    ["assigned in loops", (n: number) => `let s;${many(n, (i) => `for(;;)s="${i}";process.env.X||s;`)}`],
    ["assigned in functions", (n: number) => `let s;${many(n, (i) => `()=>{s="${i}";process.env.X||s};`)}`],
    [
      "names of several names",
      (n: number) => `let a0;${many(n, (i) => `let a${i + 1}=a${i};if(c)a${i + 1}=a${i}+process.env.X;`)}`,
    ],
    [
      "environments of several",
      (n: number) => `let a0;${many(n, (i) => `let a${i + 1}=a${i};if(c)a${i + 1}=process.env,a${i}.X;`)}`,
    ],
    ["guards", (n: number) => `let s;${many(n, (i) => `if(!process.env.X)s="${i}";`)}`],
    ["one declaration", (n: number) => `process.env;let ${many(n, (i) => `a${i},`)}b`],
    ["one pattern", (n: number) => `process.env;let{${many(n, (i) => `a${i},`)}}=b`],
    ["deep scopes", (n: number) => `process.env;${"{".repeat(100)}${"a;".repeat(n)}${"}".repeat(100)}`],
  ])("%s: the time grows with the text", async (_, make) => {
    const { moduleScanner } = await import("../../src/scanners/typescript/index.ts");
    const scan = await moduleScanner();
    const run = (text: string) => scan({ file: "a.ts", text });
    expect(growth(run, [make(400), make(4000)], 25, 8)).toBeLessThan(25);
  });

  it("what would take minutes is read as far as it is plain, and leaves a gap", async () => {
    const facts = await factsOf(`a(process.env.X);let ${many(30_000, (i) => `a${i},\n`)}b`);
    expect(read(facts)).toEqual(["env X"]);
    expect(facts.map(({ kind }) => kind)).toContain("gap");
  });
});
