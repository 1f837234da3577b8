import { describe, expect, it } from "vitest";
import type { Fact } from "../../src/facts/index.ts";
import { scanDockerfile } from "../../src/scanners/dockerfile/index.ts";
import { saidIn } from "./dockerfile-said.ts";

describe("commands", () => {
  it("RUN, CMD, ENTRYPOINT and HEALTHCHECK in the shell form", () => {
    expect(saidIn("RUN a b && c", "CMD d", "ENTRYPOINT e f", "HEALTHCHECK --retries=3 CMD g | h")).toEqual([
      "build: a b",
      "build: c",
      "start: d",
      "entrypoint ",
      "start: e f",
      "health: g",
      "health: h",
    ]);
  });

  it("what a shell starts is told from what is started itself", () => {
    const text = 'FROM a\nCMD b\nRUN c\nHEALTHCHECK CMD d\nENTRYPOINT ["e"]\n';
    const { facts } = scanDockerfile({ file: "Dockerfile", text });
    const commands = facts.filter((fact) => fact.kind === "command");
    expect(commands.map(({ shell }) => shell)).toEqual([true, undefined, undefined, undefined]);
  });

  it("continuations, comments and empty lines are put together", () => {
    expect(saidIn("RUN a \\", "  # not this", "", "  b\\", "c 'd\\", "e'")).toEqual([
      "build: a   bc de".replace("   ", " "),
    ]);
  });

  it("variables of the shell are build arguments where they are in scope, and only while the image is built", () => {
    expect(saidIn("ARG T", 'RUN a "$T" $U', "CMD a $T")).toEqual([
      "build-arg T=<T>",
      "build: a <T> ${U}",
      "start: a ${T}",
    ]);
  });

  it("the JSON form is one command, and the text of its shell is read too", () => {
    expect(saidIn('CMD ["sh", "-c", "a \\"b c\\" && d $X"]', 'RUN ["a", "$X"]')).toEqual([
      'start: sh -c a "b c" && d $X',
      "start: a b c",
      "start: d ${X}",
      "build: a $X",
    ]);
  });

  it("ONBUILD RUN", () => {
    expect(saidIn("ONBUILD RUN a b")).toEqual(["build: a b"]);
  });

  it.each([
    ["SHELL powershell", ['SHELL ["powershell", "-Command"]', "RUN Get-Item x", "RUN Get-Item y", 'RUN ["z"]']],
    ["SHELL cmd", ['SHELL ["cmd", "/S", "/C"]', "RUN dir", "CMD dir", 'RUN ["z"]']],
  ])("%s is not read, which is reported once", (_, lines) => {
    const facts = saidIn(...lines).slice(1);
    expect(facts).toEqual(["gap: commands of a stage whose shell is not a Unix shell", "build: z"]);
  });

  it("a Windows image has another shell, until SHELL says what it is", () => {
    const text = [
      "FROM mcr.microsoft.com/windows/nanoserver:ltsc2022 AS a",
      "RUN dir",
      "FROM a",
      "RUN dir",
      'SHELL ["C:\\\\bin\\\\bash.exe", "-c"]',
      "RUN ls",
    ].join("\n");
    const { facts } = scanDockerfile({ file: "Dockerfile", text });
    expect(facts.map(({ kind }) => kind)).toEqual(["setting", "gap", "gap", "setting", "command"]);
  });
});

describe("here-documents of RUN", () => {
  it("a script for the shell, with here-documents of its own", () => {
    const facts = saidIn("RUN <<EOT", "a b", "cat > /x <<CFG", "password=canary", "CFG", "EOT", "ENV A=1");
    expect(facts).toContain("build: a b");
    expect(facts).toContain("text /x: ‹password=canary\n›");
    expect(facts.at(-1)).toBe("env A=‹1›");
  });

  it("tabs before the lines are taken off", () => {
    const facts = saidIn("RUN <<-EOT", "\tcat > /x <<CFG", "\tcanary", "\tCFG", "\tlast", "\tEOT");
    expect(facts).toContain("text /x: ‹canary\n›");
    expect(facts).toContain("build: last");
  });

  it("input of another program", () => {
    expect(saidIn("RUN python3 <<EOF", "import x", "EOF")).toEqual(["build: python3 << ‹import x\n›"]);
    expect(saidIn("RUN <<EOF python3", "import x", "EOF")).toEqual(["build: python3 << ‹import x\n›"]);
  });

  it("a file that the shell writes", () => {
    expect(saidIn("RUN cat <<EOF > /x", "canary", "EOF")).toContain("text /x: ‹canary\n›");
  });

  it("a script whose first line names its program", () => {
    expect(saidIn("RUN <<EOF", "#!/usr/bin/env python3", "import x", "EOF")).toEqual([
      "build: /usr/bin/env python3 << ‹#!/usr/bin/env python3\nimport x\n›",
    ]);
    expect(saidIn("RUN <<EOF", "#!/bin/bash -e", "a b", "EOF")).toEqual(["build: a b"]);
  });
});

describe("RUN --mount", () => {
  it.each([
    ["type=secret,id=a", "grant a /run/secrets/a"],
    ["id=a,type=secret", "grant a /run/secrets/a"],
    ["TYPE=Secret,src=b/a", "grant b/a /run/secrets/a"],
    ["type=secret,target=/root/.npmrc", "grant .npmrc /root/.npmrc"],
    ["type=secret,id=a,dst=b", "grant a /w/b"],
    ["type=secret,id=a,env=TOKEN", "grant a  TOKEN"],
    ["type=secret,id=a,env=TOKEN,target=/b", "grant a /b TOKEN"],
    ["type=secret,id=a,uid=1,gid=2,mode=0440,required", "grant a /run/secrets/a  1 2 440"],
    ["type=secret,id=a,mode=400,required=true", "grant a /run/secrets/a    400"],
    ['"type=secret,id=a"', "grant a /run/secrets/a"],
    ["'type=secret,\"id=a,b\"'", "grant a,b /run/secrets/a,b"],
    ['\'type=secret,"id=a""b"\'', 'grant a"b /run/secrets/a"b'],
    ["type=secret,id=a\\ b", "grant a b /run/secrets/a b"],
    ["type=secret\\\n,id=a", "grant a /run/secrets/a"],
    ["type=ssh", "mount ssh /run/buildkit/ssh_agent.0 unknown"],
    ["type=cache,target=/c", "mount cache /c disk rw"],
    ["type=tmpfs,target=/run/secrets", "mount tmpfs /run/secrets memory rw"],
    ["source=a/$V,target=/b", "mount bind /b disk from ‹a/›${V}"],
    ["type=bind,target=b,rw", "mount bind /w/b disk rw"],
    ["type=$T,id=a", "gap: a --mount that cannot be read"],
    ["type=secret", "gap: a --mount that cannot be read"],
    ["type=cache", "gap: a --mount that cannot be read"],
  ])("%s", (mount, says) => {
    expect(saidIn("WORKDIR /w", `RUN --network=none --mount=${mount} a b`)).toEqual([
      "workdir ‹/w›",
      says,
      "build: a b",
    ]);
  });

  it("the grant and the commands of one RUN share their statement", () => {
    const text = "FROM x\nRUN --mount=type=secret,id=a \\\n  --mount=type=cache,target=/c \\\n  b && c\n";
    const { facts } = scanDockerfile({ file: "Dockerfile", text });
    const statements = facts.slice(1).map(({ place }) => (place.in === "text" ? text.slice(...place.statement) : ""));
    expect(new Set(statements)).toEqual(new Set([text.slice(7, -1)]));
    expect(facts.map((fact) => (fact.kind === "grant" ? cut(text, fact) : undefined)).find(Boolean)).toBe(
      "--mount=type=secret,id=a",
    );
  });
});

describe("places of words", () => {
  const words = (text: string) =>
    scanDockerfile({ file: "Dockerfile", text: `FROM x\n${text}\n` }).facts.flatMap((fact) =>
      fact.kind === "command" ? fact.words.map(({ span }) => `FROM x\n${text}\n`.slice(...span)) : [],
    );

  it("end before a continuation, and go on across it inside a word", () => {
    expect(words('RUN a "b" \\\n  # c\n  d\\\n e\\\nf')).toEqual(["a", '"b"', "d", "e\\\nf"]);
  });

  it("are the strings of the JSON form", () => {
    expect(words('CMD ["a b", \\\n "\\u0041"]')).toEqual(['"a b"', '"\\u0041"']);
  });

  it("of a shell text inside a JSON string", () => {
    expect(words('CMD ["sh", "-c", "a \\"b\\" \\u0041"]').slice(3)).toEqual(["a", '\\"b\\"', "\\u0041"]);
  });

  it("of the body of a here-document", () => {
    expect(words("RUN <<-EOF\n\ta \\\n\tb\n\tEOF")).toEqual(["a", "b"]);
  });
});

function cut(text: string, { place }: Fact): string {
  return place.in === "text" ? text.slice(...place.span) : "";
}
