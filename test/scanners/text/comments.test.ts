import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CommentSyntax, comments } from "../../../src/scanners/text/comments.ts";
import { cpuTime } from "../../support/cpu-time.ts";

function found(text: string, syntax: CommentSyntax): string[] {
  return [...comments(text, syntax)].map(([start, end]) => text.slice(start, end));
}

/** Every `#yes` is a comment and no `#no` is. */
const texts: Record<Exclude<CommentSyntax, "code" | "none">, readonly string[]> = {
  "whole-line": [
    "#yes\nFROM x #no\n",
    "FROM x\r\n  #yes\r\nENV A=1 \\\n\t#yes\n  B='#no\n#yes\n'\n",
    "\ufeff#yes\nRUN <<E\n#yes\nE\n",
  ],
  env: [
    "#yes\nA=b #yes\nB=b#no\nC= #yes\nD=#no\n",
    'A=\'x #no\' #yes\nB="x\n#no\n y \\" #no" #yes\nC=it\'s #yes\nD="open #yes\nE=1\n#yes',
    "export A=\"x\" #yes\r\n  #yes\r\nno equals #yes\n'A #no'=b\n".replace("'A #no'=b\n", ""),
  ],
  yaml: [
    "#yes\na: b #yes\nc: d#no\ne: 'x #no' #yes\nf: \"x\n  #no\n  y\" #yes\n",
    "a: don't #yes\nb: say \"hi #yes\nc: [ 'x #no', \"y #no\" ] #yes\nd: { e: '#no' } #yes\n",
    "a: |\n  text #no\n  it's \"open\n  #yes\n\nb: 'x #no' #yes\n",
    "- >- #yes\n  text #no\n- a: |+\n    text #no\n  b: c #yes\n- d #yes\n",
    "a: &x 'q #no' #yes\nb: !t \"q #no\" #yes\n? 'k #no'\n: 'v #no' #yes\n- - 'z #no'\n",
    '{"a":"#no","b":["x #no"]} #yes\n',
    "url: http://x/#no\nport: 'a''b #no' #yes\nesc: \"a\\\"b #no\" #yes\n",
    "a: 'open #yes\nb: c #yes\n",
    "a:\n  - |\n    text #no\n  - b #yes\n  - c: >\n      text #no\n    d: e #yes\n",
  ],
  braces: [
    "#yes\na = \"#no\" #yes\nb = 'it #no' #yes\n/* #no\n#no */ c #yes\n",
    "a = \"\"\"x\n#no\n\"\"\" #yes\nb = '''\n#no 'q' #no''' #yes\nc = \"open #no\nd #yes\n",
    'a = "\\" #no" #yes\n/* #no',
  ],
  shell: [
    "#!yes\necho a#no $#no ${x#no} #yes\necho 'a #no' \"b #no\" #yes\necho it\\'s #yes\n",
    "#yes it's not a quote\necho 'x\n#no\n' #yes\nfoo;#yes\n(#yes\n",
    "cat <<E #yes\nit's text #no\n#yes\nE\necho 'x #no' #yes\n",
    "cat <<-'E' <<F\n\ttext #no\n\tE\n text #no\nF\necho #yes\ncat <<<'x #no' #yes\n",
    "echo $'it\\'s #no' #yes\necho $((1 << 2)) #yes\necho 'open #yes\n",
  ],
};

describe("comments", () => {
  for (const [syntax, list] of Object.entries(texts)) {
    it.each(list)(`${syntax}: %j`, (text) => {
      const comments = found(text, syntax as CommentSyntax);
      expect(comments.join("\n")).not.toMatch(/^.*?#no/);
      expect(comments).toHaveLength(text.match(/#!?yes/g)?.length ?? 0);
      for (const comment of comments) expect(comment).toMatch(/^#!?yes/);
    });
  }

  it("reads the slashes of code", () => expect(found("//a\nx() // b\n  // c\n", "code")).toEqual(["//a", "// c"]));

  it("never throws, and gives spans in order, on any text", () => {
    const piece = fc.constantFrom(
      "#",
      "'",
      '"',
      "\n",
      " ",
      "\\",
      "<<E",
      "E\n",
      "a: |\n",
      "- ",
      "[",
      "{",
      "]",
      ": ",
      "=",
      "$",
      "x",
      "\r\n",
      "\t",
    );
    const syntax = fc.constantFrom<CommentSyntax>("whole-line", "env", "yaml", "shell", "code");
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), syntax, (pieces, one) => {
        const text = pieces.join("");
        let last = -1;
        for (const [start, end] of comments(text, one)) {
          expect(start).toBeGreaterThan(last);
          expect(end).toBeGreaterThan(start);
          expect(text.slice(start, end)).not.toContain("\n");
          last = end - 1;
        }
      }),
      { numRuns: 2000 },
    );
  });

  it.each<[CommentSyntax, string]>([
    ["shell", "<<E "],
    ["shell", "'"],
    ["shell", '"\\"'],
    ["shell", "cat <<E\n"],
    ["yaml", "a: 'x\n"],
    ["yaml", 'a: "\n'],
    ["yaml", "["],
    ["env", "A='\n"],
    ["env", 'A="x\n'],
    ["env", 'A="\\\\"\n'],
    ["yaml", '[,"\\\\",'],
    ["shell", "$'\\\\'"],
    ["whole-line", " "],
  ])("%s: a long run of %j ends in linear time", (syntax, piece) => {
    const started = cpuTime();
    for (const _ of comments(piece.repeat(400_000 / piece.length), syntax));
    expect(cpuTime() - started).toBeLessThan(6000);
  });
});
