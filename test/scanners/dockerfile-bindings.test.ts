import { describe, expect, it } from "vitest";
import { scanDockerfile } from "../../src/scanners/dockerfile/index.ts";
import { said, saidIn } from "./dockerfile-said.ts";

describe("ENV, ARG and LABEL", () => {
  it("reads every pair of both forms", () => {
    expect(saidIn("ENV A=1 B=two 'C D'=\"x y\" E=", "ENV A b  c", "LABEL a.b=c d='e f'", "LABEL g h")).toEqual([
      "env A=‹1›",
      "env B=‹two›",
      "env C D=‹x y›",
      "env E=",
      "env A=‹b  c›",
      "label a.b=‹c›",
      "label d=‹e f›",
      "label g=‹h›",
    ]);
  });

  it("an argument without a default is what the build is given", () => {
    expect(saidIn("ARG A B=1 C=")).toEqual(["build-arg A=<A>", "build-arg B=‹1›", "build-arg C="]);
  });

  it("ONBUILD says the same", () => {
    expect(saidIn("ONBUILD ARG T", "onbuild env A=$T B=1")).toEqual(["build-arg T=<T>", "env A=<T>", "env B=‹1›"]);
  });

  it("an ENV without a value is a gap, not a binding", () => {
    expect(saidIn("ENV A", "ENV B=1")).toEqual(["gap: ENV without a name and a value", "env B=‹1›"]);
  });

  it("the words of a template stay together", () => {
    expect(said(["FROM alpine:{{ version }} AS a", "ENV A={{ b c }} D={{e}}f"])).toEqual([
      "image ‹alpine:{{ version }}›",
      "env A=‹{{ b c }}›",
      "env D=‹{{e}}f›",
    ]);
  });

  it("places name through value, value, and statement", () => {
    const text = "FROM x\nENV A=1 \\\n  # c\n  B=\"two w\"\\\n's'\nARG C\n";
    const { facts } = scanDockerfile({ file: "Dockerfile", text });
    const places = facts.flatMap((fact) =>
      fact.kind === "binding" && fact.place.in === "text"
        ? [[fact.place.span, fact.valueSpan, fact.place.statement].map((span) => text.slice(...span))]
        : [],
    );
    const statement = "ENV A=1 \\\n  # c\n  B=\"two w\"\\\n's'";
    expect(places).toEqual([
      ["A=1", "1", statement],
      ["B=\"two w\"\\\n's'", "\"two w\"\\\n's'", statement],
      ["C", "", "ARG C"],
    ]);
  });
});

describe("build arguments in scope", () => {
  it("are those of the stage, before the line", () => {
    expect(saidIn("ENV A=$T", "ARG T", "ENV B=$T C=${T:-x}", "FROM y", "ENV D=$T")).toEqual([
      "env A=${T}",
      "build-arg T=<T>",
      "env B=<T>",
      "env C=<T:-‹x›>",
      "image ‹y›",
      "env D=${T}",
    ]);
  });

  it("come with the stage that another is built FROM", () => {
    expect(said(["FROM x AS a", "ARG T", "FROM A AS b", "ENV D=$T"])).toContain("env D=<T>");
  });

  it("do not come from before the first FROM, unless they are declared again", () => {
    expect(said(["ARG T=1 U=$T", "FROM x:$T", "ENV A=$T", "ARG T", "ENV B=$T"])).toEqual([
      "build-arg T=‹1›",
      "build-arg U=<T>",
      "image ‹x:›<T>",
      "env A=${T}",
      "build-arg T=<T>",
      "env B=<T>",
    ]);
  });

  it("end with an ENV of the same name", () => {
    expect(saidIn("ARG T", "ENV T=$T", "ENV B=$T").slice(1)).toEqual(["env T=<T>", "env B=${T}"]);
  });

  it("of a stage mean nothing to the next FROM", () => {
    expect(saidIn("ARG T", "FROM y:$T")).toEqual(["build-arg T=<T>", "image ‹y:›${T}"]);
  });

  it("given by the builder are known to FROM", () => {
    expect(said(["FROM --platform=$BUILDPLATFORM x:$TARGETARCH"])).toEqual(["image ‹x:›<TARGETARCH>"]);
  });
});

describe("stages", () => {
  const subjects = (...lines: string[]) =>
    scanDockerfile({ file: "api/Dockerfile", text: lines.join("\n") }).subjects.map(
      ({ id, name, ships }) => `${id} ${name}${ships ? " ships" : ""}`,
    );

  it("are called by name or number; the last one ships and those that it is built FROM", () => {
    expect(subjects("ARG V=1", "FROM x AS base", "FROM y", "FROM Base as Last")).toEqual([
      "stage:api/Dockerfile#global before the first FROM",
      "stage:api/Dockerfile#base base ships",
      "stage:api/Dockerfile#1 1",
      "stage:api/Dockerfile#last last ships",
    ]);
  });

  it("are linked to what they are built FROM, by default values too", () => {
    const text = "ARG KIND=prod\nFROM x AS build-prod\nFROM build-${KIND}\nFROM ${NOTHING:-build-prod}";
    const { links } = scanDockerfile({ file: "Dockerfile", text });
    expect(links).toEqual([
      { from: "stage:Dockerfile#1", to: "stage:Dockerfile#build-prod", because: "built-from" },
      { from: "stage:Dockerfile#2", to: "stage:Dockerfile#build-prod", because: "built-from" },
    ]);
  });

  it("have names of their own", () => {
    expect(subjects("FROM x AS a", "FROM y AS a", "FROM z AS global", "FROM z AS 7up")).toEqual([
      "stage:api/Dockerfile#a a",
      "stage:api/Dockerfile#1 1",
      "stage:api/Dockerfile#2 2",
      "stage:api/Dockerfile#3 3 ships",
    ]);
  });

  it("begin at their FROM, and order grows with the file", () => {
    const text = "# c\nFROM x \\\n  AS a\nENV A=1 B=2\nRUN a && b\n";
    const { subjects: found, facts } = scanDockerfile({ file: "Dockerfile", text });
    expect(found.map(({ place }) => place.in === "text" && text.slice(...place.span))).toEqual(["FROM x \\\n  AS a"]);
    const orders = facts.map(({ order }) => order);
    expect(orders).toEqual([...orders].sort((a, b) => a - b));
    expect(new Set(orders).size).toBe(orders.length);
  });
});

describe("settings", () => {
  it("user and shell", () => {
    expect(saidIn("ARG U", "USER $U:app", 'SHELL ["/bin/bash", "-c"]')).toEqual([
      "build-arg U=<U>",
      "user <U>‹:app›",
      "shell ‹/bin/bash›‹-c›",
    ]);
  });
});

describe("files that are no Dockerfiles, or not quite", () => {
  it.each([
    ["{% if x %}", "a template: lines of another language are between its instructions"],
    ["{{- range . }}", "a template: lines of another language are between its instructions"],
    ["<<<<<<< HEAD", "a template: lines of another language are between its instructions"],
  ])("%s", (line, why) => {
    const facts = saidIn(line, "ENV A=1", line);
    expect(facts).toEqual(["env A=‹1›", `gap: ${why}`]);
  });

  it("nothing but comments is nothing", () => {
    expect(said("# FROM x\n\n  # ENV A=b\n")).toEqual([]);
  });

  it("no instruction at all is a gap", () => {
    expect(said("version https://example.net/spec/v1\noid sha256:4d7a\n")).toEqual([
      "gap: no instruction of a Dockerfile in it",
    ]);
  });

  it("a file without end is a gap", () => {
    expect(said("ENV A=1\n".repeat(50_001))).toEqual(["gap: a Dockerfile of this size"]);
    expect(said(`ENV A=${"1".repeat(1_000_000)}`)).toEqual(["gap: a Dockerfile of this size"]);
  });

  it("what is before the first FROM is told", () => {
    const { facts, subjects } = scanDockerfile({ file: "Dockerfile", text: "ENV A=1\nRUN b\n" });
    expect(new Set(facts.map(({ subject }) => subject))).toEqual(new Set(["stage:Dockerfile#global"]));
    expect(subjects).toMatchObject([{ id: "stage:Dockerfile#global", ships: false }]);
  });
});
