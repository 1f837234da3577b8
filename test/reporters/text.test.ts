import { describe, expect, it } from "vitest";
import type { LocatedFinding, ReporterOptions, RunReport } from "../../src/findings/report.ts";
import { textReporter } from "../../src/reporters/text.ts";
import { located, onLine, runReport } from "../support/run-report.ts";

const story: LocatedFinding[] = [
  located({
    region: onLine(19, 7),
    rule: "file-variable-unsupported",
    what: "REDIS_PASSWORD_FILE does nothing: the redis image reads no such variable, and starts without a password",
    instead: "mount a redis.conf with `requirepass` as a secret",
  }),
  located({
    region: onLine(7, 7),
    what: "POSTGRES_PASSWORD is written in plain text; `docker inspect` shows it to everyone with access to the engine",
    shown: "POSTGRES_PASSWORD: h••••••• (12)",
    source: '      POSTGRES_PASSWORD: "h••••••• (12)"',
    instead: "the postgres image reads POSTGRES_PASSWORD_FILE: grant the secret and point there",
    paste: ["environment:  POSTGRES_PASSWORD_FILE: /run/secrets/db_password", "secrets:      [db_password]"],
    relatedRegions: [{ file: "compose.yaml", region: onLine(30), note: "the secret is defined here" }],
    because: "`POSTGRES_PASSWORD` ends in a word for a secret",
  }),
  located({
    file: "api/Dockerfile",
    severity: "critical",
    region: onLine(4, 5),
    rule: "secret-in-build-arg",
    what: "NPM_TOKEN stays in the image's history; anyone who can pull it can read it",
    instead: "mount it for the one command that needs it",
    paste: ["RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci"],
  }),
];
const gaps = [
  {
    file: "compose.yaml",
    line: 3,
    column: 5,
    code: "remote" as const,
    why: "includes https://example.net/base.yaml (remote)",
  },
];

function written(parts: Partial<RunReport>, options: Partial<ReporterOptions> = {}): string {
  return [...textReporter(runReport(parts), { color: false, verbose: false, ...options })].join("");
}

describe("textReporter", () => {
  it("writes a page", () => expect(written({ findings: story, gaps })).toMatchSnapshot());

  it("writes a page for a narrow terminal, with the reasons", () =>
    expect(written({ findings: story, gaps }, { width: 72, verbose: true })).toMatchSnapshot());

  it("keeps prose within the width, and never breaks what is to be pasted", () => {
    for (const width of [60, 72, 80, 100, 200]) {
      for (const line of written({ findings: story }, { width }).split("\n")) {
        if (!line.includes("│ ")) expect(line.length).toBeLessThanOrEqual(Math.min(width, 120));
      }
    }
    expect(written({ findings: story }, { width: 40 })).toContain(
      "│ RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci\n",
    );
  });

  it("differs by nothing but escape codes when it has colours", () => {
    const colored = written({ findings: story, gaps }, { color: true });
    expect(colored).toContain("\u001b[");
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(written({ findings: story, gaps }));
  });

  it("links each rule to its page, and differs by nothing else", () => {
    for (const width of [60, 100]) {
      const page = written({ findings: story, gaps }, { width, pages: "file:///pages/" });
      expect(page).toContain("\u001b]8;;file:///pages/secret-in-env.md\u001b\\secret-in-env\u001b]8;;\u001b\\\n");
      expect(page.replace(/\u001b\]8;;[^\u001b]*\u001b\\/g, "")).toBe(written({ findings: story, gaps }, { width }));
    }
  });

  it("says the same advice once in a file", () => {
    const twice = [1, 9].map((line) => located({ region: onLine(line), paste: ["secrets: [db]"] }));
    const page = written({ findings: [...twice, located({ file: "other.yaml" })] });
    expect(page.match(/fix: grant the secret/g)).toHaveLength(2);
    expect(page.match(/secrets: \[db\]/g)).toHaveLength(1);
    expect(page).toContain(
      "compose.yaml:9:1  high  secret-in-env\n  POSTGRES_PASSWORD is written in plain text\n  fix: the same as on line 1\n",
    );
  });

  it("labels further steps, other ways and what to know", () => {
    const page = written({ findings: [located({ instead: "grant it; change it; or delete it; note: it stays" })] });
    expect(page).toContain("  fix: grant it\n  then: change it\n  or: delete it\n  note: it stays\n");
  });

  it("lists what an engine answered by the thing it is about", () => {
    const one = located({ file: "container shop_1", pointer: "/inspect/Config/Env/0", shown: "A=h••••••• (12)" });
    const page = written({ findings: [one, { ...one, key: "B" }] });
    expect(page.startsWith("container shop_1\n  high  secret-in-env\n    POSTGRES_PASSWORD is")).toBe(true);
    expect(page.match(/^container/gm)).toHaveLength(1);
    expect(page).toContain("\n    │ A=h•••••••\n    │   ^^^^^^^^ 12 characters\n");
  });

  it("ends with what to type next", () => {
    expect(written({ findings: story }).split("\n").at(-2)).toBe(
      "`runsecrets explain secret-in-build-arg` says why · to accept one: # runsecrets-ignore secret-in-build-arg -- reason",
    );
    expect(written({ findings: story }, { quiet: true })).not.toContain("explain");
  });

  it("is one line when there is nothing to say", () => {
    expect(written({})).toBe(
      "No secrets out of place in 14 files (3 Dockerfiles, 4 compose files, 7 env files) · 0.09 s\n",
    );
  });

  it("says what was not checked, even if nothing was found", () => {
    expect(written({ gaps })).toBe(
      [
        "Not checked: compose.yaml:3 includes https://example.net/base.yaml (remote)",
        "",
        "Nothing found in what could be read: 14 files (3 Dockerfiles, 4 compose files, 7 env files), 1 thing not checked · 0.09 s",
        "",
      ].join("\n"),
    );
  });

  it("stays calm over long lists, and counts what it leaves out", () => {
    const many = Array.from({ length: 25 }, (_, at) => ({
      file: `f${at}`,
      code: "too-large" as const,
      why: "larger than 1 MB",
    }));
    expect(written({ gaps: many })).toContain("  and 5 more things; --verbose lists them all\n");
    expect(written({ gaps: many }, { verbose: true })).toContain("  f24 larger than 1 MB\n");
    const relatedRegions = many.map(({ file }) => ({ file, region: onLine(1), note: "used here" }));
    expect(written({ findings: [located({ relatedRegions })] })).toContain("also: 20 more places\n");
  });

  it("shows hostile names on one line, without effect on a terminal or a CI log", () => {
    const evil = "::add-mask::x\n::error::y\u001b[2J\u202e##[add-path]/evil\u0000";
    const finding = located({
      file: evil,
      key: evil,
      what: `${evil} is bad`,
      instead: `do not ${evil}`,
      paste: [evil],
      shown: evil,
      because: evil,
      relatedRegions: [{ file: evil, region: onLine(1), note: evil }],
    });
    for (const width of [undefined, 40]) {
      const page = written(
        { findings: [finding], gaps: [{ file: evil, code: "unreadable", why: evil }] },
        { verbose: true, ...(width !== undefined && { width }) },
      );
      expect(page).not.toMatch(/[^\n\P{C}]/u);
      expect(page).not.toMatch(/^\s*::|##\[/m);
      if (width === undefined) expect(page.split("\n")).toHaveLength(15);
    }
  });
});
