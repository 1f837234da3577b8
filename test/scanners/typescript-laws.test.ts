import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { literals } from "../../src/facts/value.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { moduleScanner } from "../../src/scanners/typescript/index.ts";
import { growth } from "../support/cpu-time.ts";
import { spans } from "../support/spans.ts";

const scanModule = await moduleScanner();

const pieces = [
  ...'process.env . X [ "X" ] ( ) { } , ; : = => ?? || && ? ! ` ${ \' " \\ \\u{41} \\n /* */ // + ... $ <a> </a> <'.split(
    " ",
  ),
  ..."const let function import from export class async await return if for of in try catch new delete typeof".split(
    " ",
  ),
  ..."console.log( spawn( exec( execa readFileSync( '/run/secrets/x' createContainer({ Env: 'X=canary' withEnvironment({".split(
    " ",
  ),
  ..."docker run -e X=canary a z.string().default( cleanEnv( str({ convict( env: default: getenv( a b X_FILE".split(
    " ",
  ),
  ...["\n", "\r\n", " ", "\t", "\0", "\uFEFF", "é", "😀", "\uD800", "\uE000"],
];
const text = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(""));

describe("programs", () => {
  it("never throws, and spans are inside", () => {
    fc.assert(
      fc.property(text, fc.constantFrom("a.ts", "a.tsx", "a.js"), (source, file) => {
        for (const [start, end] of spans(scanModule({ file, text: source }).facts)) {
          expect(start >= 0 && start <= end && end <= source.length).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ["parentheses", (n: number) => "(".repeat(n)],
    ["a sum", (n: number) => `a(${"process.env.X + ".repeat(n)} 1)`],
    ["a chain", (n: number) => `a(${"process.env.X ?? ".repeat(n)} "canary")`],
    [
      "names of names",
      (n: number) => Array.from({ length: n }, (_, i) => `const a${i + 1} = a${i} + a${i};`).join("\n"),
    ],
    ["calls of calls", (n: number) => `a${".b()".repeat(n)}; console.log(process.env.X)`],
  ])("%s: ends in time that grows with the text", (_, make) => {
    const scan = (source: string) => scanModule({ file: "a.ts", text: source });
    expect(growth(scan, [make(200), make(2000)], 25, 8)).toBeLessThan(25);
  });

  it.each([
    ["with CRLF", (source: string) => source.replaceAll("\n", "\r\n")],
    ["with a BOM", (source: string) => `\uFEFF${source}`],
    ["with tabs", (source: string) => source.replaceAll("  ", "\t")],
  ])("places move, and nothing else: %s", (_, change) => {
    const source =
      '// é\nconst a = {\n  b: process.env.X ?? "canary",\n};\nexec(`docker run -e Y=canary-2 a`);\nconsole.log(a);\n';
    const told = (of: string) =>
      scanModule({ file: "a.ts", text: of }).facts.map((fact) => [
        fact.kind,
        "name" in fact ? fact.name : "",
        fact.kind === "binding"
          ? [...literals(fact.value)].map(({ part }) => change(of).length > 0 && part.text.length)
          : "",
      ]);
    expect(told(change(source))).toEqual(told(source));
    for (const fact of scanModule({ file: "a.ts", text: change(source) }).facts) {
      if (fact.kind !== "binding") continue;
      for (const { part } of literals(fact.value)) {
        const written = change(source).slice(...part.span);
        expect(part.text.equals(written)).toBe(true);
      }
    }
  });
});

describe("suppression comments in programs", () => {
  const line = 'const a = process.env.DB_PASSWORD ?? "lantern-808-canary";';
  const lintOf = async (source: string) => {
    const { findings, suppressed } = await lint(memoryWorkspace({ "src/a.ts": source }));
    return { rules: findings.map(({ rule }) => rule), suppressed };
  };

  it.each([
    ["above", `// runsecrets-ignore secret-default -- made up\n${line}\n`],
    ["behind", `${line} // runsecrets-ignore secret-default -- made up\n`],
    [
      "above a property",
      `a({\n  // runsecrets-ignore secret-default -- made up\n  b: ${line.slice(10)}\n});`.replace(";\n}", "\n}"),
    ],
  ])("%s", async (_, source) => {
    expect(await lintOf(source)).toEqual({ rules: [], suppressed: 1 });
  });

  it("inside a text it is none", async () => {
    const { rules } = await lintOf(
      `a("// runsecrets-ignore secret-default -- x", process.env.DB_PASSWORD ?? "lantern-808-canary");`,
    );
    expect(rules).toEqual(["secret-default"]);
  });

  it("without a reason it is a finding", async () => {
    expect((await lintOf(`${line} // runsecrets-ignore secret-default\n`)).rules).toContain("bad-suppression");
  });
});
