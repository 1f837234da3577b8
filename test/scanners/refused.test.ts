import { describe, expect, it } from "vitest";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { exitCode } from "../../src/policy/threshold.ts";

async function gaps(file: string, text: string): Promise<string[]> {
  const result = await lint(memoryWorkspace({ [file]: text }));
  expect(JSON.stringify(result).toLowerCase()).not.toContain("canary");
  if (result.gaps.length > 0) expect(exitCode(result, "low")).toBe(2);
  return result.gaps.map(({ line, column, why }) => `${line}:${column} ${why}`);
}

const service = "services:\n  a:\n    image: x\n";
const refuses = "Compose refuses the variable that `${` begins here; a literal `$` is written `$$`";

describe("a value that Compose cannot interpolate is a gap", () => {
  // Each of these was given to the template package of compose-go 2.0 to 2.9, and refused.
  it.each([
    "${",
    "${A",
    "${A b}",
    "${1x}",
    "${1}",
    "${A:x}",
    "${A.b}",
    "${}",
    "${!A}",
    "${#A}",
    "${A[0]}",
    "${A%x}",
    "${A/x/y}",
    "${A:=x}",
    "${ A }",
    "${é}",
    "${A:-${B}",
    "${A:-${1}}",
    "$$${",
    "${A:-x}${",
    "x ${A} ${1} ${B:-}",
  ])("%s", async (value) => {
    const text = `${service}    command: 'echo ${value}'\n`;
    expect(await gaps("compose.yaml", text)).toEqual([expect.stringMatching(/^4:\d+ `command`: Compose refuses/)]);
  });

  it.each([
    "$(cat /run/secrets/x)",
    "$1",
    "x$",
    "$ x",
    "$-",
    "${A}",
    "$A$",
    "$${",
    "$$(x)",
    "${A-b}c}",
    "${A:-{}",
    "${A:-${B:-c}}",
    "${A:?say why}",
    "${A:+b}",
    '${A:-{"a":{"b":1}}}',
    "${{ secrets.X }}",
    "{{ x }}",
  ])("%s is none", async (value) => {
    expect(await gaps("compose.yaml", `${service}    command: 'echo ${value}'\n`)).toEqual([]);
  });

  it.each([
    ["x-a: {b: '${'}\n", "1:11 `b`"],
    ["name: '${'\nservices: {a: {image: x}}\n", "1:8 `name`"],
    [`${service}    environment:\n      - A_PASSWORD=canary\${1}\n`, "5:26 `environment`"],
    [`${service}    environment: {A_PASSWORD: "canary\${1}"}\n`, "4:38 `A_PASSWORD`"],
    [`${service}    healthcheck:\n      test: [CMD, '\${b.c}']\n`, "5:20 `test`"],
    ["configs: {c: {content: 'a ${1} b'}}\n", "1:27 `content`"],
    [`${service}    command: |\n      a\n      b \${1}\n`, "6:9 `command`"],
    [`${service}---\nname: '\${'\n`, "5:8 `name`"],
  ])("is placed where it is written: %j", async (text, place) => {
    expect(await gaps("compose.yaml", text)).toEqual([`${place}: ${refuses}`]);
  });

  it.each([
    [".env", "A='${1}'\n"],
    ["compose.yaml", `${service}    labels: {'\${': b}\n`],
    ["compose.yaml", `${service}    command: !reset '\${'\n`],
    ["compose.yaml", `${service}    # \${\n`],
    ["compose.yaml.j2", `${service}    command: '\${var.x}'\n`],
    ["docker-compose.tpl.yml", `${service}    command: '\${var.x}'\n`],
    ["compose.yaml", `${service}    command: '{{ x }} \${var.x}'\n`],
  ])("but not where Compose interpolates nothing, or another program comes first: %s %j", async (file, text) => {
    expect(await gaps(file, text)).toEqual([]);
  });

  it("in a fallback of two lines, of which Compose 2 reads one", async () => {
    expect(await gaps("compose.yaml", `${service}    command: "\${A:-a\\nb}"\n`)).toHaveLength(1);
    expect(await gaps("compose.yaml", `${service}    command: "\${A:-a}\\nb}"\n`)).toEqual([]);
  });

  it("and what else is in the file is reported all the same", async () => {
    const text = `${service}    environment:\n      DB_PASSWORD: canary-Xk3v9Q\n      B: '\${'\n`;
    const { findings } = await lint(memoryWorkspace({ "compose.yaml": text }));
    expect(findings.map(({ rule }) => rule)).toEqual(["secret-in-env"]);
  });
});

describe("a key that a map has twice is a gap where its reader refuses it", () => {
  const twice = (key: string, reader: string) => `\`${key}\` is defined twice: ${reader} refuses the file`;

  it.each([
    ["services: {a: {image: x}}\nservices: {b: {image: y}}\n", `2:1 ${twice("services", "Compose")}`],
    [`${service}    environment:\n      A: 1\n      "A": 2\n`, `6:7 ${twice("A", "Compose")}`],
    [`${service}    environment: {<<: {B: 1}, <<: {C: 1}}\n`, `4:31 ${twice("<<", "Compose")}`],
    [`x-a: {1: a, "1": b}\n${service}`, `1:13 ${twice("1", "Compose")}`],
    [`${service}    labels:\n      canary is a value: 1\n      canary is a value: 2\n`, "6:7 a key is defined twice"],
  ])("of Compose: %j", async (text, said) => {
    expect((await gaps("compose.yaml", text)).map((gap) => gap.slice(0, said.length))).toEqual([said]);
  });

  it.each([
    ["compose.yaml", `${service}---\n${service}`],
    ["compose.yaml", "x-a: &a {A: 1}\nservices: {a: {image: x, environment: {<<: *a, A: 2}}}\n"],
    ["compose.yaml", `{% if a %}\nservices: {a: {image: x}}\n{% else %}\nservices: {b: {image: y}}\n{% endif %}\n`],
    [".gitlab-ci.yml", "a:\n  script: [x]\n  variables: {A: b}\n  variables: {C: d}\n"],
  ])("but not in %s %j", async (file, text) => {
    expect(await gaps(file, text)).toEqual([]);
  });

  it("of GitHub Actions", async () => {
    const text = "on: push\njobs:\n  a:\n    runs-on: x\n    steps: [{run: a}]\n    env: {A: b}\n    env: {C: d}\n";
    expect(await gaps(".github/workflows/a.yml", text)).toEqual([`7:5 ${twice("env", "GitHub Actions")}`]);
  });

  it("and both are read", async () => {
    const text = `${service}    environment:\n      A_PASSWORD: canary-Xk3v9Q\n      A_PASSWORD: canary-Zk4v8R\n`;
    const { findings } = await lint(memoryWorkspace({ "compose.yaml": text }));
    expect(findings.map(({ region }) => region?.startLine)).toEqual([5, 6]);
  });
});

describe("a Dockerfile with an unknown instruction is a gap", () => {
  it.each([
    ["Dockerfile", "FRM alpine\n", "1:1 unknown instruction FRM; did you mean FROM?"],
    ["Dockerfile", "FROM a\nENVV DB_PASSWORD=canary\n", "2:1 unknown instruction ENVV; did you mean ENV?"],
    ["Dockerfile", "FROM a\nRUN a\n  canary-hunter b\n", "3:3 unknown instruction"],
    ["Dockerfile", "hello canary\n", "1:1 no instruction of a Dockerfile in it"],
    ["app.Dockerfile", "hello canary\n", "1:1 no instruction of a Dockerfile in it"],
    ["Dockerfile.dev", "COYP a b\nFROM x\n", "1:1 unknown instruction COYP; did you mean COPY?"],
    ["Dockerfile", "FROM a\nONBUILD RNU x\n", "2:1 unknown instruction RNU; did you mean RUN?"],
    ["Dockerfile", "# syntax=edrevo/dockerfile-plus\nFROM a\nINCLUDE+ b\n", "3:1 an instruction of another syntax"],
    ["Dockerfile", "# syntax=docker/dockerfile:1-labs\nFROM a\nINCLUDE b\n", "3:1 unknown instruction"],
  ])("%s %j", async (file, text, said) => {
    expect(await gaps(file, text)).toEqual([said]);
  });

  it.each([
    ["Dockerfile", "from a\nonbuild run b\nmaintainer c\n"],
    ["Dockerfile", "# escape=`\nFROM a\nRUN b `\n  c\n"],
    ["Dockerfile", "FROM a\nRUN <<E\nFRM x\nE\nCOPY <<-E /x\n\tFRM y\n\tE\n"],
    ["Dockerfile", "FROM a\nRUN b \\\n# FRM\n\n  FRM c\n"],
    ["Dockerfile", "{{\n    ARGS: x\n}}FROM a\n"],
    ["Dockerfile", 'FROM a\nRUN {{Insert("x", [\n  "product": "y",\n])}}\n'],
    ["Dockerfile.in", "FROM a\ninclude(`x')\n"],
    ["Dockerfile.php", "<?php\nclass Dockerfile {}\n"],
    ["docker/Dockerfile.md", "hello\n"],
    ["Dockerfile", "# nothing yet\n"],
  ])("but not %s %j", async (file, text) => {
    expect(await gaps(file, text)).toEqual([]);
  });
});
