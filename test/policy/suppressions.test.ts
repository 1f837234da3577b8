import { describe, expect, it } from "vitest";
import type { Gap, Subject } from "../../src/facts/index.ts";
import { say } from "../../src/facts/shown.ts";
import { World } from "../../src/facts/world.ts";
import type { Finding } from "../../src/findings/finding.ts";
import { type SuppressionScene, suppress } from "../../src/policy/suppressions.ts";
import type { FileKind } from "../../src/scanners/kinds.ts";
import { suppressionComments } from "../../src/scanners/text/suppression-comments.ts";
import { found, shuffled } from "../support/findings.ts";
import { marked } from "../support/marked.ts";

const known = new Set(["bad-suppression", "secret-in-env", "secret-in-url"]);

interface Story {
  kind?: FileKind;
  scene?: Partial<SuppressionScene>;
  gap?: boolean;
}

/**
 * Each `«…»` is the statement of a finding of `secret-in-env`; a line that begins with `FROM` or `db:` begins a
 * subject.
 */
function told(text: string, { kind = "Dockerfile", scene = {}, gap = false }: Story = {}) {
  const { files, spans } = marked({ f: text });
  const clean = files.f ?? "";
  const subjects = [...clean.matchAll(/(?:FROM|db:)[^\n]*/g)].map(({ 0: line, index }): Subject => {
    const span = [index, index + line.length] as const;
    const id = line.startsWith("FROM") ? (`stage:f#${index}` as const) : ("service:f#db" as const);
    return { id, name: "it", ships: true, place: { in: "text", file: "f", span, statement: span } };
  });
  const findings = spans.map(({ span }): Finding => {
    const owner = subjects.findLast(({ place }) => place.in === "text" && place.span[0] <= span[0]);
    return found("secret-in-env", [span[1] - 1, span[1]], {
      file: "f",
      statement: span,
      ...(owner && { subject: owner.id }),
    });
  });
  const place = { in: "text", file: "f", span: [0, 0], statement: [0, 0] } as const;
  const gaps: Gap[] = gap
    ? [
        {
          kind: "gap",
          about: ["binding"],
          code: "unreadable",
          why: say("x"),
          subject: "script:f",
          place,
          seen: "declared",
          order: 0,
        },
      ]
    : [];
  const { findings: left, suppressed } = suppress(findings, {
    comments: suppressionComments({ file: "f", text: clean }, kind),
    judged: findings,
    world: new World([{ facts: gaps, subjects, links: [] }]),
    known,
    rules: {},
    partial: false,
    ...scene,
  });
  return {
    left: left.filter((one) => one.rule === "secret-in-env").length,
    suppressed,
    complaints: left.filter((one) => one.rule === "bad-suppression"),
    says: left.filter((one) => one.rule === "bad-suppression").map((one) => one.say),
    text: clean,
  };
}

const ignore = "# runsecrets-ignore secret-in-env -- why";

describe("what a comment covers", () => {
  it.each<[string, string, number, number]>([
    ["the next statement", `${ignore}\n«ENV A=1»\n«ENV B=2»\n`, 1, 1],
    ["the next statement, after blanks and comments", `${ignore}\n\n# more\n  «ENV A=1»\n«ENV B=2»\n`, 1, 1],
    ["the whole of it, not only its first line", `${ignore}\n«ENV A=1 \\\n  B=2»\n`, 1, 0],
    ["the statement it is in", `«ENV A=1 \\\n  ${ignore}\n  B=2»\n«ENV C=3»\n`, 1, 1],
    ["everything that begins on the next line", `${ignore}\n{«a: 1»,«b: 2»}\n«c: 3»\n`, 2, 1],
    ["a whole stage", `${ignore}\nFROM a\n«ENV A=1»\n«ENV B=2»\nFROM b\n«ENV C=3»\n`, 2, 1],
    ["nothing further down", `${ignore}\nRUN a\n«ENV A=1»\n`, 0, 1],
  ])("%s", (_, text, suppressed, left) => expect(told(text)).toMatchObject({ suppressed, left }));

  it.each<[string, string, number, number]>([
    ["its own line", `«A: 1» ${ignore}\n«B: 2»\n`, 1, 1],
    ["a whole service, from above its key", `${ignore}\ndb:\n  «A: 1»\n  «B: 2»\n`, 2, 0],
    ["a whole service, from its key's line", `db: ${ignore}\n  «A: 1»\n  «B: 2»\n`, 2, 0],
  ])("%s", (_, text, suppressed, left) => {
    expect(told(text, { kind: "compose file" })).toMatchObject({ suppressed, left, says: [] });
  });

  it("only the rules it names", () => {
    expect(told("# runsecrets-ignore secret-in-url -- why\n«ENV A=1»\n")).toMatchObject({
      suppressed: 0,
      left: 1,
      says: ["unused"],
    });
  });
});

describe("what is wrong with a comment", () => {
  it.each<[string, string, string[], number]>([
    ["no reason", "# runsecrets-ignore secret-in-env\n«ENV A=1»\n", ["no-reason"], 0],
    ["an empty reason", "# runsecrets-ignore secret-in-env -- \n«ENV A=1»\n", ["no-reason"], 0],
    ["an unknown rule", "# runsecrets-ignore secret-in-envv -- why\n«ENV A=1»\n", ["unknown-rule"], 0],
    [
      "an unknown rule beside a known one",
      "# runsecrets-ignore secret-in-ur, secret-in-env -- why\n«ENV A=1»\n",
      ["unknown-rule"],
      1,
    ],
    ["no rule", "# runsecrets-ignore -- why\n«ENV A=1»\n", ["no-rule"], 0],
    ["what cannot be a rule", "# runsecrets-ignore hadolint -- why\n«ENV A=1»\n", ["no-rule"], 0],
    ["nothing to ignore", `${ignore}\nRUN a\n«ENV A=1»\n`, ["unused"], 0],
    ["nothing after it", `«ENV A=1»\n${ignore}`, ["unused"], 0],
    ["one rule of two", "# runsecrets-ignore secret-in-env, secret-in-url -- why\n«ENV A=1»\n", ["unused"], 1],
    ["itself", "# runsecrets-ignore bad-suppression -- why\n# runsecrets-ignore\nRUN a\n", ["unused", "no-rule"], 0],
  ])("%s", (_, text, says, suppressed) => expect(told(text)).toMatchObject({ says, suppressed }));

  it("names the nearest rule, and marks what is meant", () => {
    const { complaints, text } = told("FROM x\n# runsecrets-ignore secret-in-evn -- why\n«ENV A=1»\n");
    expect(complaints[0]).toMatchObject({ key: "secret-in-env", subject: "stage:f#0", severity: "low" });
    expect(complaints[0]?.instead).toContain("change it to secret-in-env");
    expect(complaints[0]?.at).toMatchObject({ span: [text.indexOf("secret-in-evn"), text.indexOf(" -- why")] });
  });

  it("does not repeat what could be anything", () => {
    const { complaints } = told("# runsecrets-ignore orchid-canary-42, C@nary -- canary\nRUN a\n");
    expect(complaints.map((one) => one.say)).toEqual(["no-rule", "no-rule"]);
    expect(JSON.stringify(complaints)).not.toMatch(/c.nary/i);
  });
});

describe("an ignore is not called unused", () => {
  const text = `${ignore}\nRUN a\n`;
  it.each<[string, Story]>([
    ["when its rule is off", { scene: { rules: { "secret-in-env": "off" } } }],
    ["when only some files were read", { scene: { partial: true } }],
    ["when something in the file was not seen", { gap: true }],
    ["when bad-suppression is off", { scene: { rules: { "bad-suppression": "off" } } }],
  ])("%s", (_, story) => expect(told(text, story).says).toEqual([]));

  it("when its finding was dropped for another reason", () => {
    const statement = [text.indexOf("RUN"), text.length - 1] as const;
    const dropped = found("secret-in-env", statement, { file: "f", example: true });
    expect(told(text, { scene: { judged: [dropped] } }).says).toEqual([]);
  });
});

it("the order of comments and findings changes nothing", () => {
  const text = `${ignore}\n«ENV A=1»\n# runsecrets-ignore x\n«ENV B=2»\n${ignore}\n«ENV C=3»\n${ignore}\nRUN a\n`;
  const comments = suppressionComments({ file: "f", text: marked({ f: text }).files.f ?? "" }, "Dockerfile");
  const plain = told(text);
  for (let seed = 1; seed < 20; seed++) {
    const other = told(text, { scene: { comments: shuffled(comments, seed) } });
    expect({ ...other, complaints: undefined, says: other.says.toSorted() }).toEqual({
      ...plain,
      complaints: undefined,
      says: plain.says.toSorted(),
    });
  }
});
