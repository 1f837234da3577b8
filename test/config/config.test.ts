import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { defaultConfig, layered } from "../../src/config/config.ts";
import { readConfig } from "../../src/config/config-file.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { UserError } from "../../src/errors.ts";

const rules = ["secret-in-env", "secret-in-url"];
const parse = (text: string) => parseConfig("runsecrets.yaml", text, rules);

function complaint(text: string): string {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof UserError) return error.hint === undefined ? error.message : `${error.message}; ${error.hint}`;
    throw error;
  }
  return "";
}

describe("what a configuration may say", () => {
  it("everything at once", () => {
    const text = `
rules:
  secret-in-env: off
  secret-in-url: medium
fail-on: high
exclude: [vendor/, "*.bak"]
examples: note
overrides:
  - paths: ["dev/"]
    rules: {secret-in-url: off}
ignore:
  - rule: secret-in-env
    path: legacy/**
    subject: db
    key: PASSWORD
    because: until the move
    until: 2030-02-28
`;
    expect(parse(text)).toEqual({
      rules: { "secret-in-env": "off", "secret-in-url": "medium" },
      failOn: "high",
      exclude: ["vendor/", "*.bak"],
      examples: "note",
      overrides: [{ paths: ["dev/"], rules: { "secret-in-url": "off" } }],
      ignore: [
        {
          rule: "secret-in-env",
          path: "legacy/**",
          subject: "db",
          key: "PASSWORD",
          because: "until the move",
          until: "2030-02-28",
          origin: "runsecrets.yaml:12",
        },
      ],
    });
  });

  it.each(["", "# nothing\n", "rules:\nexclude:\nignore:\n", "\ufeff{}"])("nothing: %j", (text) =>
    expect(parse(text)).toEqual({}),
  );

  it("anchors", () => {
    expect(parse("rules:\n  secret-in-env: &x off\n  secret-in-url: *x\n").rules).toEqual({
      "secret-in-env": "off",
      "secret-in-url": "off",
    });
  });
});

describe("errors name a place and what was meant, and no value", () => {
  it.each([
    ["fial-on: high", "runsecrets.yaml:1: unknown key fial-on; did you mean fail-on?"],
    [
      "a b canary: x",
      "runsecrets.yaml:1: unknown key (not shown); known are rules, overrides, baseline, fail-on, exclude, examples, ignore, images, secrets, swarm",
    ],
    ["\nrules:\n  secret-in-envv: off", "runsecrets.yaml:3: unknown rule secret-in-envv; did you mean secret-in-env?"],
    ["rules:\n  x: off", "runsecrets.yaml:2: unknown rule x; `runsecrets rules` lists them all"],
    [
      "rules:\n  secret-in-env: hihg",
      "runsecrets.yaml:2: `secret-in-env` must be one of off, info, low, medium, high, critical; did you mean high?",
    ],
    [
      "rules:\n  secret-in-env: false",
      "runsecrets.yaml:2: `secret-in-env` must be one of off, info, low, medium, high, critical",
    ],
    ["rules: [canary]", "runsecrets.yaml:1: `rules` must hold keys and values"],
    ["canary", "runsecrets.yaml:1: the configuration must hold keys and values"],
    ["fail-on: canary", "runsecrets.yaml:1: `fail-on` must be one of info, low, medium, high, critical, never"],
    ["exclude: canary", "runsecrets.yaml:1: `exclude` must be a list"],
    ["exclude:\n  - a\n  - {canary: 1}", "runsecrets.yaml:3: each of `exclude` must be a text"],
    ["ignore:\n  - canary", "runsecrets.yaml:2: each of `ignore` must hold keys and values"],
    ["ignore:\n  - because: x", "runsecrets.yaml:2: an ignore needs `rule`"],
    ["ignore:\n  - rule: secret-in-env\n", "runsecrets.yaml:2: an ignore needs `because`; say why it is accepted"],
    [
      "ignore:\n  - rule: secret-in-env\n    because: ' '",
      "runsecrets.yaml:2: an ignore needs `because`; say why it is accepted",
    ],
    [
      "ignore:\n  - rule: canary\n    because: x",
      "runsecrets.yaml:2: `rule` names no rule; `runsecrets rules` lists them all",
    ],
    [
      "ignore:\n  - rule: secret-in-ur\n    because: x",
      "runsecrets.yaml:2: `rule` names no rule; did you mean secret-in-url?",
    ],
    [
      "ignore:\n  - rule: secret-in-env\n    becuase: x",
      "runsecrets.yaml:3: unknown key becuase; did you mean because?",
    ],
    [
      "ignore:\n  - rule: secret-in-env\n    because: x\n    until: 2025-02-30",
      "runsecrets.yaml:4: `until` is no date; write it as 2026-12-31",
    ],
    ["overrides: {}", "runsecrets.yaml:1: `overrides` must be a list"],
    ["overrides:\n  - rules: {}", "runsecrets.yaml:2: an override needs `paths`"],
    ["overrides:\n  - paths: [a]", "runsecrets.yaml:2: an override needs `rules`"],
    ["overrides:\n  - paths: a\n    rules: {}", "runsecrets.yaml:2: `paths` must be a list"],
    ["overrides:\n  - path: [a]\n    rules: {}", "runsecrets.yaml:2: unknown key path; did you mean paths?"],
    [
      "overrides:\n  - paths: [a]\n    rules: {secret-in-envv: off}",
      "runsecrets.yaml:3: unknown rule secret-in-envv; did you mean secret-in-env?",
    ],
    ["a: [canary\n", "runsecrets.yaml:2: the indentation does not fit"],
    ["exclude: []\nexclude: [canary]\n", "runsecrets.yaml:2: a key is here twice"],
    ["{}\n---\ncanary: 1\n", "runsecrets.yaml:2: a second document begins here"],
    ["a: *canary\n", "runsecrets.yaml cannot be read as YAML (ReferenceError)"],
    ['a: "canary\n', "runsecrets.yaml:2: this is not valid YAML"],
  ])("%j", (text, expected) => expect(complaint(text)).toBe(expected));

  it("survives depth and bombs", () => {
    const bomb = Array.from(
      { length: 12 },
      (_, at) => `a${at}: &a${at} [${`*a${at - 1},`.repeat(at === 0 ? 0 : 12)}]`,
    ).join("\n");
    for (const text of ["[".repeat(50_000), "{a: ".repeat(50_000), bomb, "&a [*a]", "__proto__: {rules: 1}"]) {
      expect(complaint(text)).toMatch(/^runsecrets\.yaml/);
      expect(complaint(text).length).toBeLessThan(200);
    }
  });
});

describe("where it is looked for", () => {
  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "runsecrets-config-"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const put = (name: string, text: string) => {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  };

  it("nowhere is fine", async () => expect(readConfig(root, rules)).toEqual({}));

  it.each(["runsecrets.yaml", "runsecrets.yml", ".config/runsecrets.yaml"])("%s", async (name) => {
    put(name, "fail-on: high");
    expect(readConfig(root, rules)).toEqual({ failOn: "high" });
  });

  it("package.json", async () => {
    put("package.json", '\ufeff{\n\t"name": "x",\n\t"runsecrets": {\n\t\t"fail-on": "high"\n\t}\n}\n');
    expect(readConfig(root, rules)).toEqual({ failOn: "high" });
    put("package.json", '{\n\t"name": "x",\n\t"runsecrets": {\n\t\t"fial-on": "high"\n\t}\n}\n');
    expect(() => readConfig(root, rules)).toThrow("package.json:4: unknown key fial-on");
  });

  it.each([
    '{"name": "runsecrets", "devDependencies": {"runsecrets": "1"}}',
    '{"runsecrets": canary',
    "[]",
    '"runsecrets"',
  ])("not in the package.json %s", async (text) => {
    put("package.json", text);
    expect(readConfig(root, rules)).toEqual({});
  });

  it("a file beside package.json wins", async () => {
    put("package.json", '{"runsecrets": {"fail-on": "low"}}');
    put("runsecrets.yaml", "fail-on: high");
    expect(readConfig(root, rules)).toEqual({ failOn: "high" });
    expect(readConfig(root, rules, "package.json")).toEqual({ failOn: "low" });
  });

  it("two files are one too many", async () => {
    put("runsecrets.yaml", "");
    put("runsecrets.yml", "");
    expect(() => readConfig(root, rules)).toThrow("more than one configuration: runsecrets.yaml, runsecrets.yml");
  });

  it("a named file must be there", async () => {
    expect(() => readConfig(root, rules, "nope.yaml")).toThrow("no configuration at nope.yaml");
    expect(() => readConfig(root, rules, ".")).toThrow("cannot read the configuration . (is a folder)");
    put("large.yaml", "#".repeat(1024 * 1024 + 1));
    expect(() => readConfig(root, rules, "large.yaml")).toThrow("larger than 1 MiB");
    put("sub/own.yaml", "fail-on: info");
    expect(readConfig(root, rules, join(root, "sub", "own.yaml"))).toEqual({ failOn: "info" });
  });
});

it("one configuration over another", () => {
  const entry = { rule: "secret-in-env", because: "x", origin: "a:1" };
  const base = layered(defaultConfig, {
    rules: { a: "off", b: "low" },
    exclude: ["x"],
    examples: "full",
    ignore: [entry],
    images: [],
    secrets: { ...defaultConfig.secrets, names: ["A"] },
    overrides: [{ paths: ["x"], rules: { a: "low", b: "off" } }],
  });
  expect(layered(base, { rules: { b: "high" }, failOn: "never", exclude: ["y"], debug: true })).toEqual({
    rules: { a: "off", b: "high" },
    overrides: [{ paths: ["x"], rules: { a: "low" } }],
    failOn: "never",
    exclude: ["x", "y"],
    examples: "full",
    ignore: [entry],
    secrets: { names: ["A"], "not-names": [], values: [], "not-values": [] },
    debug: true,
    images: [],
    swarm: [],
  });
});

describe("images of the user's own", () => {
  const image = (lines: string) => `images:\n  - image: acme/shop\n    kind: suffix-file\n${lines}`;

  it("are families of the catalogue's kind", () => {
    expect(parse(image("    secret-variables: [SHOP_PASSWORD]\n    until: '3.8'\n")).images).toMatchObject([
      {
        image: "acme/shop",
        patterns: ["acme/shop"],
        replacement: "{VAR}_FILE={path}",
        until: "3.8",
        bothSet: "unknown",
      },
    ]);
  });

  it.each([
    ["images: 3\n", "runsecrets.yaml:1: `images` must be a list"],
    ["images: [3]\n", "runsecrets.yaml:1: each of `images` must hold keys and values"],
    ["images:\n  - image: x\n", "runsecrets.yaml:2: each of `images` needs `kind`"],
    ["images:\n  - kind: none\n", "runsecrets.yaml:2: each of `images` needs `image`"],
    [
      image("    secret_variables: [A]\n"),
      "runsecrets.yaml:4: unknown key secret_variables; did you mean secret-variables?",
    ],
    [image("    both-set: eror\n"), /^runsecrets\.yaml:4: `both-set` must be one of .*; did you mean error\?$/],
    [image("    since: 3.8\n"), 'runsecrets.yaml:4: `since` must be a version in quotes, as "3.8"'],
    [image("    variable-pattern: 3\n"), "runsecrets.yaml:4: `variable-pattern` must be a text"],
    [
      image("    scope: pattern\n"),
      "runsecrets.yaml:2: each of `images` needs `variable-pattern` for `scope: pattern`",
    ],
    [image("    paths: {A: b}\n"), "runsecrets.yaml:4: `A` must be an absolute path"],
    [
      image("    except: [{variables: [A], newlin: kept}]\n"),
      "runsecrets.yaml:4: unknown key newlin; did you mean newline?",
    ],
    [image("    sources: [{repo: a/b, path: c}]\n"), "runsecrets.yaml:4: `sources` needs `commit`"],
    [image("    sources: [{url: a, repo: b}]\n"), "runsecrets.yaml:4: unknown key repo; known are url"],
    [image("    patterns: acme/shop\n"), "runsecrets.yaml:4: `patterns` must be a list"],
  ])("%j", (text, message) => {
    if (typeof message === "string") expect(complaint(text)).toBe(message);
    else expect(complaint(text)).toMatch(message);
  });
});
