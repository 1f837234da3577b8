import { describe, expect, it } from "vitest";
import { scannerOf } from "../../src/scanners/index.ts";
import type { FileKind } from "../../src/scanners/kinds.ts";
import { slowGrowth } from "../support/cpu-time.ts";

async function gapsOf(kind: FileKind, file: string, text: string): Promise<string[]> {
  const { facts } = (await scannerOf(kind))({ file, text });
  return facts.flatMap((fact) =>
    fact.kind === "gap" && fact.place.in === "text" ? [`${fact.place.span.join("-")} ${fact.why}`] : [],
  );
}

const lost = "a part of this shell text could not be read";

describe("what a parser takes quadratic time over is cut before, and a gap", () => {
  it.each([
    ["shell script", "a.sh", `true\ncat ${"<<A ".repeat(20_000)}`, [`5-80009 ${lost}`]],
    ["shell script", "a.sh", `cat ${"<<A \\\n".repeat(20_000)}`, [`0-120004 ${lost}`]],
    ["Makefile", "Makefile", `a:\n\tcat ${"<<A ".repeat(20_000)}\n`, [`4-80008 ${lost}`]],
  ] as const)("%s %s", async (kind, file, text, gaps) => {
    expect(await gapsOf(kind, file, text)).toEqual(gaps);
  });

  it("but not what scripts have", async () => {
    const many = "cat <<A <<B\na\nA\nb\nB\n".repeat(2000);
    expect(await gapsOf("shell script", "a.sh", many)).toEqual([]);
    expect(await gapsOf("shell script", "a.sh", `x=$((${"1 << 2 | ".repeat(50)}0))\n`)).toEqual([]);
  });
});

// Node ended the process, which nothing can catch, where a pattern was compiled at the end of the stack.
describe("deep nesting is a gap, and no end of the process", () => {
  it.each([
    ["bake file", "docker-bake.json", "{{".repeat(12_000)],
    ["bake file", "docker-bake.json", '{"a":'.repeat(12_000)],
    ["dev container", "devcontainer.json", "[".repeat(12_000)],
    ["compose file", "compose.yaml", `services: ${"{a: ".repeat(12_000)}`],
    ["compose file", "compose.yaml", `services:\n${"- ".repeat(12_000)}`],
    ["compose file", "compose.yaml", `services:\n${"? ".repeat(12_000)}`],
    ["workflow", ".github/workflows/a.yml", `on: ${"[".repeat(12_000)}`],
    ["package file", "package.json", `{"scripts": {"a": "docker run x"}, "b": ${"[".repeat(12_000)}`],
  ] as const)("%s %s", async (kind, file, text) => {
    expect((await gapsOf(kind, file, text)).join()).toContain("RESOURCE_EXHAUSTION");
  });

  it("a mark of a here-document that is as long as the file makes no pattern", async () => {
    const mark = "A".repeat(200_000);
    const text = `target "a" {\n  args = {\n    B = <<${mark}\nb\n${mark}\n  }\n}\n`;
    expect(await gapsOf("bake file", "docker-bake.hcl", text)).toEqual([]);
  });
});

it("as many containers as a script starts have names of their own in linear time", async () => {
  const scan = await scannerOf("shell script");
  const run = (count: number) => () => scan({ file: "a.sh", text: "docker run a\n".repeat(count) });
  expect(await slowGrowth(run(2000), run(8000), 10)).toBeUndefined();
});
