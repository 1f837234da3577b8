import { describe, expect, it } from "vitest";
import { memoryWorkspace } from "../../../src/inputs/memory.ts";
import { lint } from "../../../src/pipeline/lint.ts";
import { type Files, said, worldOf } from "./ends-up.ts";
import { stories } from "./stories.ts";

const gapsOf = async (files: Files) =>
  (await lint(memoryWorkspace(files))).gaps.map(({ file, line, why }) => `${file}:${line} ${why}`);
const service = (body: string) => `services:\n  a:\n    image: x\n${body.replace(/^/gm, "    ")}\n`;

describe("projects", () => {
  it("a story of each kind ends as it should", async () => {
    const ends = async (title: string) => {
      const [project] = (await worldOf(stories[title]?.files ?? {})).projects();
      return project && said(project).services;
    };
    expect(await ends("!override of a section")).toMatchObject({
      app: { environment: { B: "z", Y: "b" }, secrets: { "/run/secrets/q": "q" } },
    });
    expect(await ends("an override that extends")).toMatchObject({
      app: { image: "b:1", environment: { A: "over", B: "common", C: "common" } },
    });
    expect(await ends("COMPOSE_FILE in a folder")).toMatchObject({ app: { environment: { A: "2" } } });
  });

  it("says where a value arrives, and where it is replaced", async () => {
    const world = await worldOf({
      "compose.yaml": service("extends: {file: common.yaml, service: base}"),
      "compose.override.yaml": "services:\n  a:\n    environment: {A: over}\n",
      "common.yaml": "services:\n  base:\n    image: y\n    environment: {A: base, B: base}\n",
    });
    const arrives = world
      .all("binding")
      .map((fact) => [
        `${fact.place.file} ${fact.name}`,
        ...world.effectiveServices(fact).map(({ name, project }) => `${project.id} ${name}`),
      ]);
    expect(arrives.sort()).toEqual([
      ["common.yaml A"],
      ["common.yaml B", "project:compose.yaml a"],
      ["compose.override.yaml A", "project:compose.yaml a"],
    ]);
    const [project] = world.projects();
    expect(project?.services.get("a")?.environment.get("A")?.place.file).toBe("compose.override.yaml");
    expect(project?.services.get("a")?.subjects).toEqual([
      "service:common.yaml#base",
      "service:compose.yaml#a",
      "service:compose.override.yaml#a",
    ]);
    expect(world.projectsOf("service:common.yaml#base")).toEqual([project]);
    expect(project?.complete("grant")).toBe(true);
  });

  it("a value that an anchor shares arrives in each service", async () => {
    const world = await worldOf(stories["an anchor and an override"]?.files ?? {});
    const shared = world.all("binding").find(({ place }) => place.file === "docker-compose.yml");
    expect(shared && world.effectiveServices(shared).map(({ name }) => name)).toEqual(["a"]);
  });

  it("a file for -f is over the usual one, and nothing can be said to be absent", async () => {
    const world = await worldOf({
      "compose.yaml": `${service("user: '1'")}secrets:\n  p: {file: p.txt}\n`,
      "compose.prod.yaml": "services:\n  a:\n    secrets: [p]\n",
    });
    const [usual, prod] = world.projects();
    expect(usual?.complete("grant")).toBe(true);
    expect(prod?.secrets.has("p")).toBe(true);
    expect(prod?.services.get("a")?.complete("grant")).toBe(false);
  });

  it("files that only others join are no projects", async () => {
    for (const title of ["extends through two files", "include, nested", "include, several files in one"]) {
      const world = await worldOf(stories[title]?.files ?? {});
      const usual = Object.keys(stories[title]?.files ?? {}).filter((path) => /compose\.ya?ml$/.test(path));
      expect(world.projects()).toHaveLength(usual.length);
    }
  });

  it("circles end", async () => {
    const files = {
      "a.yaml": `include: [b.yaml]\n${service("extends: b")}  b:\n    image: x\n    extends: a\n`,
      "b.yaml": `include: [a.yaml]\nservices:\n  c:\n    image: x\n    extends: {file: a.yaml, service: a}\n`,
    };
    const world = await worldOf(files);
    const [project] = world.projects();
    expect([...(project?.services.keys() ?? [])].sort()).toEqual(["a", "b", "c"]);
    expect(project?.services.get("a")?.facts("setting")).toHaveLength(1);
    expect(await gapsOf(files)).toContain("b.yaml:1 includes a.yaml: in a circle");
  });

  it("reads what is joined whatever it is called, and reports in what was asked for only", async () => {
    const files = {
      "compose.yaml": "include: [parts/db.cfg]\n",
      "parts/db.cfg": service("environment: {DB_PASSWORD: maple-canary-77}"),
    };
    expect((await lint(memoryWorkspace(files))).findings.map(({ file }) => file)).toEqual(["parts/db.cfg"]);
    const workspace = memoryWorkspace(files);
    const given = { ...workspace, list: async () => [{ path: "compose.yaml", given: true }] };
    const { findings, gaps, scanned } = await lint(given);
    expect({ findings, gaps, scanned }).toEqual({ findings: [], gaps: [], scanned: { "compose file": 1 } });
  });
});

describe("what cannot be followed is reported", () => {
  const rows: [string, Files, string[]][] = [
    [
      "remote",
      { "compose.yaml": "include: https://u:canary@example.net/a.yml?t=canary\n" },
      ["includes https://example.net/a.yml: remote"],
    ],
    [
      "remote by git",
      { "compose.yaml": "include: [git@github.com:o/r.git]\n" },
      ["includes git@github.com:o/r.git: remote"],
    ],
    ["missing", { "compose.yaml": "include: [a.yml]\n" }, ["includes a.yml: no such file"]],
    [
      "outside",
      { "compose.yaml": "include: [../a.yml]\n" },
      ["includes ../a.yml: is outside of the folder that is checked"],
    ],
    ["a variable", { "compose.yaml": "include: ['${X}/a.yml']\n" }, ["includes ${X}/a.yml: a variable in its path"]],
    [
      "several with a variable",
      { "compose.yaml": "include: ['${X}/a.yml', '${X}/b.yml', '${X}/c.yml', d.yml]\n" },
      ["includes ${X}/a.yml and 2 more: a variable in its path", "includes d.yml: no such file"],
    ],
    ["a default", { "compose.yaml": "include: ['${X:-b}/a.yml']\n", "b/a.yml": service("user: '1'") }, []],
    [
      "extends: no file",
      { "compose.yaml": service("extends: {file: b.yml, service: b}") },
      ["extends a service of b.yml: no such file"],
    ],
    [
      "extends: no service",
      { "compose.yaml": service("extends: {file: b.yml, service: b}"), "b.yml": service("user: '1'") },
      ["extends service b of b.yml: no such service"],
    ],
    [
      "extends: a variable",
      { "compose.yaml": service("extends: {service: '${X}'}") },
      ["extends a service whose name is a variable"],
    ],
    [
      "COMPOSE_FILE",
      { ".env": "COMPOSE_FILE=a.yml:b.yml\n", "a.yml": service("user: '1'") },
      ["COMPOSE_FILE names b.yml: no such file"],
    ],
    ["build: no folder", { "compose.yaml": service("build: api") }, ["built from api: no such folder"]],
    [
      "build: no Dockerfile",
      { "compose.yaml": service("build: api"), "api/x": "" },
      ["built with api/Dockerfile: no such file"],
    ],
    [
      "build: outside",
      { "compose.yaml": service("build: ../api") },
      ["built from ../api: is outside of the folder that is checked"],
    ],
    ["build: a variable", { "compose.yaml": service("build: $X") }, ["built from $X: a variable in its path"]],
    ["build: there", { "compose.yaml": service("build: api"), "api/Dockerfile": "FROM alpine:3.20\n" }, []],
    [
      "build: an override that adds arguments",
      {
        "compose.yaml": service("build: ."),
        "compose.override.yaml": "services:\n  a:\n    build: {args: {A: x}}\n",
        Dockerfile: "FROM alpine:3.20\n",
      },
      [],
    ],
  ];
  it.each(rows)("%s", async (_title, files, expected) => {
    expect((await gapsOf(files)).map((line) => line.replace(/^\S+ /, ""))).toEqual(expected);
  });
});
