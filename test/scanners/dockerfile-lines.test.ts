import { describe, expect, it } from "vitest";
import { scanDockerfile } from "../../src/scanners/dockerfile/index.ts";
import { said, saidIn } from "./dockerfile-said.ts";

const secret = "env SECRET=‹canary›";

/** Title to a Dockerfile after its FROM, and what is reported of it. */
const shapes: Record<string, [lines: string[], says: string[]]> = {
  "a quoted << is no here-document": [
    ['RUN echo "x <<EOF" y', "ENV SECRET=canary"],
    ["build: echo x <<EOF y", secret],
  ],
  "an escaped << is no here-document": [["RUN echo \\<<EOF", "ENV SECRET=canary"], expect.arrayContaining([secret])],
  "a line whose quote is not closed has no here-document": [
    ["RUN echo it's <<EOF", "ENV SECRET=canary"],
    expect.arrayContaining([secret]),
  ],
  "<<< is no here-document": [["RUN cat <<<EOF", "ENV SECRET=canary"], expect.arrayContaining([secret])],
  "<< of an instruction that takes none": [
    ["USER <<EOF", "ENV SECRET=canary"],
    ["user ‹<<EOF›", secret],
  ],
  "a here-document that never ends hides nothing": [
    ["RUN cat <<EOF", "ENV SECRET=canary"],
    expect.arrayContaining([secret, "gap: a here-document without an end"]),
  ],
  "a here-document after a file descriptor": [
    ["RUN cat 3<<EOF", "ENV NOT=here", "EOF", "ENV SECRET=canary"],
    expect.not.arrayContaining(["env NOT=‹here›"]),
  ],
  "a here-document after blanks": [
    ["COPY << EOF /x", "ENV NOT=here", "EOF", "ENV SECRET=canary"],
    expect.not.arrayContaining(["env NOT=‹here›"]),
  ],
  "a here-document whose end has blanks": [
    ['COPY <<"E O F" /x', "ENV NOT=here", "E O F", "ENV SECRET=canary"],
    expect.arrayContaining([secret]),
  ],
  "the body of a here-document is neither arguments nor variables": [
    ["COPY <<'EOF' /x", "$NOT here \\", "EOF", "ENV SECRET=canary"],
    ["text /x: ‹$NOT here \\\n›", secret],
  ],
  "ENTRYPOINT and CMD have no here-documents": [
    ["CMD cat <<EOF", "ENV SECRET=canary", "EOF"],
    expect.arrayContaining([secret]),
  ],
  "the JSON form keeps blanks and escapes": [
    [String.raw`CMD ["run", "a b  c", "\u0041\n"]`],
    ["start: run a b  c A\n"],
  ],
  "JSON that is none goes to the shell": [
    [`CMD ["a", 'b'] && x`],
    expect.arrayContaining([expect.stringMatching(/^start: .*x$/)]),
  ],
  "JSON with something after it goes to the shell": [[`CMD ["a"] tail`], [expect.not.stringMatching(/^start: a$/)]],
  "HEALTHCHECK has a JSON form": [
    [`HEALTHCHECK --interval=5s CMD ["curl", "-f", "x y"]`, "HEALTHCHECK NONE"],
    ["health: curl -f x y"],
  ],
  "quotes inside a word are resolved": [[`ENV G="a"b'c'`], ["env G=‹abc›"]],
  "blanks around a continuation stay": [
    ["ENV V=a\\", 'b W="a\\', '  b"'],
    ["env V=‹ab›", "env W=‹a  b›"],
  ],
  "a dollar in single quotes": [["ENV V='$X' W=\"$X\""], ["env V=‹$X›", "env W=${X}"]],
  "a variable with a pattern": [
    ["ENV V=${T#pat} W=${T%%.*}x Y=${T/a/b}"],
    ["env V=${T}", "env W=${T}‹x›", "env Y=${T}"],
  ],
  "a fallback inside a fallback": [["ENV V=${A:-${B:-canary}}z"], ["env V=${A:-${B:-‹canary›}}‹z›"]],
  "an alternative represents itself": [["ENV V=${A:+x$A} W=${A:?must be set}"], ["env V=‹x›${A}", "env W=${A}"]],
  "$(( is no variable": [["ENV V=$((1+1))"], ["env V=‹$((1+1))›"]],
  "a dollar that nothing follows": [["ENV V=a$ W=\\$X Y=a$$b"], ["env V=‹a$›", "env W=‹$X›", "env Y=‹ab›"]],
  "a # in the middle of ENV is a word": [["ENV A=1 # x"], ["env A=‹1›"]],
  "a quote at the end of a path in single quotes": [["ENV A='C:\\' SECRET=canary"], ["env A=‹C:\\›", secret]],
  "an unknown instruction": [
    ["RUNN x", "ENV SECRET=canary"],
    [secret, "gap: unknown instruction RUNN; did you mean RUN?"],
  ],
  "a form feed is white space": [["ENV A=1\fSECRET=canary"], ["env A=‹1›", secret]],
  "a carriage return only ends no line": [["ENV A=1\rSECRET=canary"], ["env A=‹1›", secret]],
  "a keyword in two lines": [["EN\\", "V SECRET=canary"], [secret]],
  "comments and empty lines inside a continuation": [
    ["ENV A=1 \\", "  # B=2 \\", "", "  SECRET=canary"],
    ["env A=‹1›", secret],
  ],
  "blanks after the escape character": [
    ["ENV A=1 \\  ", "SECRET=canary"],
    ["env A=‹1›", secret],
  ],
  "an escape character that is escaped continues nothing": [
    ["ENV A=1\\\\", "ENV SECRET=canary"],
    ["env A=‹1\\›", secret],
  ],
  "lower case": [["env SECRET=canary"], [secret]],
  "ONBUILD with a here-document": [
    ["ONBUILD COPY <<EOF /x", "ENV NOT=here", "EOF", "ENV SECRET=canary"],
    ["text /x: ‹ENV NOT=here\n›", secret],
  ],
};

describe("lines of a Dockerfile", () => {
  for (const [title, [lines, says]] of Object.entries(shapes)) {
    it(title, () => {
      expect(saidIn(...lines)).toEqual(says);
      expect(said(["FROM alpine:3.20", ...lines, ""].join("\r\n")).slice(1)).toEqual(says);
    });
  }

  it("reads the escape directive", () => {
    const lines = ["FROM x", "ENV A=a `", " SECRET=canary"];
    expect(said(["# syntax=docker/dockerfile:1", "# escape=`", ...lines])).toContain(secret);
    expect(said(["# escape=`", ...lines])).toContain(secret);
  });

  it("stops at a directive that is unknown, as the builder does", () => {
    expect(said(["# foo=bar", "# escape=`", "FROM x", "ENV A=a\\", "b"])).toContain("env A=‹ab›");
    expect(said(["", "# escape=`", "FROM x", "ENV A=a\\", "b"])).toContain("env A=‹ab›");
  });

  it("counts a byte order mark as no character of the first line's keyword", () => {
    const text = "\uFEFFFROM alpine\nENV SECRET=canary\n";
    const { facts } = scanDockerfile({ file: "Dockerfile", text });
    expect(facts.map(({ place }) => place.in === "text" && text.slice(...place.span))).toEqual([
      "alpine",
      "SECRET=canary",
    ]);
    expect(facts[0]?.place).toMatchObject({ statement: [1, 12] });
  });

  it("survives what overflows the stack of others", () => {
    expect(said("\\\n\n")).toEqual([]);
  });
});
