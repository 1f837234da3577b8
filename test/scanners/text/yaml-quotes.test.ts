import { describe, expect, it } from "vitest";
import { readYaml } from "../../../src/scanners/text/yaml.ts";
import { growth } from "../../support/cpu-time.ts";

/** The names and values of the map below `env:`, their blanks as one, and where the text is broken. */
function read(text: string) {
  const yaml = readYaml(text);
  const [env] = yaml.entries(yaml.roots[0]);
  const values = yaml.entries(env?.value).map((entry) => {
    const scalar = yaml.scalar(entry.value);
    return [entry.name, scalar?.text.replace(/\s+/g, " "), scalar && text[scalar.at(0)]] as const;
  });
  return { values, problem: yaml.problem?.code };
}

describe("a quoted value that goes on further left than its key", () => {
  it.each([
    ["single quotes", "env:\n  A: '{\n    x: 1\n  }'\n  B: b\n", "{ x: 1 }"],
    ["double quotes", 'env:\n  A: "x\n y"\n  B: b\n', "x y"],
    ["a quote in it", "env:\n  A: 'it''s\n ''so'''\n  B: b\n", "it's 'so'"],
    ["an escape in it", 'env:\n  A: "x\\" z\n y\\\\"\n  B: b\n', 'x" z y\\'],
    ["carriage returns", "env:\r\n  A: '{\r\n  }'\r\n  B: b\r\n", "{ }"],
    ["a comment after it", "env:\n  A: '{\n  }' # of one's own\n  B: b\n", "{ }"],
    ["an empty line in it", "env:\n  A: '{\n\n  }'\n  B: b\n", "{ }"],
  ])("is read as libyaml reads it, and what follows too: %s", (_, text, value) => {
    const { values, problem } = read(text);
    expect(problem).toBeUndefined();
    expect(values.map(([name, written]) => [name, written])).toEqual([
      ["A", value],
      ["B", "b"],
    ]);
    expect(values.map(([, , first]) => first)).toEqual([value[0], "b"]);
  });

  it("several of them", () => {
    const many = Array.from({ length: 12 }, (_, n) => `  A${n}: '{\n  }'\n`).join("");
    const { values, problem } = read(`env:\n${many}  B: b\n`);
    expect([values.length, problem]).toEqual([13, undefined]);
  });

  it.each([
    ["no other quote", "env:\n  A: 'x\n  B: b\n"],
    ["the next document", "env:\n  A: 'x\n---\nenv: y'\n"],
    ["the quote of another value", 'env:\n  A: "x\n  B: "b"\n'],
  ])("is broken where nothing closes it: %s", (_, text) => expect(read(text).problem).toBe("MISSING_CHAR"));

  it("takes no longer for many of them in a large text than for few", () => {
    const text = (count: number) => `env:\n${"  A: '{\n  }'\n".repeat(count)}`;
    expect(growth(readYaml, [text(10_000), text(40_000)], 8)).toBeLessThan(8);
  });
});
