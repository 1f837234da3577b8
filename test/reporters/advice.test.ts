import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import type { ProposedFix } from "../../src/findings/proposed-fix.ts";
import type { LocatedFinding } from "../../src/findings/report.ts";
import { githubReporter } from "../../src/reporters/github.ts";
import { gitlabReporter } from "../../src/reporters/gitlab.ts";
import { sarifReporter } from "../../src/reporters/sarif.ts";
import { textReporter } from "../../src/reporters/text.ts";
import { located, onLine, runReport } from "../support/run-report.ts";

const fix: ProposedFix = {
  title: "move POSTGRES_PASSWORD of service db to a secret",
  safety: "review",
  files: [
    {
      file: "compose.yaml",
      edits: [
        { region: onLine(5, 7, 24), text: "POSTGRES_PASSWORD_FILE" },
        { region: onLine(6, 1, 1), text: "    secrets: [postgres_password]\n" },
      ],
      diff: [
        {
          line: 5,
          lines: [
            { sign: " ", text: "  db:" },
            { sign: "-", text: "      POSTGRES_PASSWORD: ••••••••" },
            { sign: "+", text: "      POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password" },
          ],
        },
      ],
    },
    {
      file: ".gitignore",
      edits: [{ region: onLine(1, 1, 1), text: "/secrets/\n" }],
      diff: [{ line: 1, lines: [{ sign: "+", text: "/secrets/" }] }],
    },
  ],
  values: ["secrets/postgres_password"],
  steps: ["change it afterwards"],
  cautions: ["the image exports it"],
};
const manual: ProposedFix = {
  ...fix,
  safety: "manual",
  files: [],
  values: [],
  steps: ["read the file in the program"],
};

function page(...findings: LocatedFinding[]): string {
  return [...textReporter(runReport({ findings }), { color: false, verbose: false })].join("");
}

describe("the report", () => {
  it("shows a fix as a diff, and after it what a person does", () => {
    expect(page(located({ fix, instead: "not this", paste: ["nor this"] }))).toContain(
      [
        "  fix: move POSTGRES_PASSWORD of service db to a secret",
        "    │     db:",
        "    │ -       POSTGRES_PASSWORD: ••••••••",
        "    │ +       POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password",
        "    │ @@ in .gitignore @@",
        "    │ + /secrets/",
        "  then: store a new value in secrets/postgres_password",
        "  then: change it afterwards",
        "  note: the image exports it",
        "",
      ].join("\n"),
    );
    expect(page(located({ fix, instead: "not this", paste: ["nor this"] }))).not.toMatch(/not this|nor this/);
  });

  it("says what a person does where no edit is safe", () => {
    const text = page(located({ fix: manual, instead: "not this" }));
    expect(text).toContain("  fix: read the file in the program\n  note: the image exports it\n");
    expect(text).not.toMatch(/not this|runsecrets fix/);
  });

  it("gives the same sentence once in a file, and each diff", () => {
    const other = { ...fix, title: "move ANOTHER of service web to a secret" };
    const text = page(located({ fix, region: onLine(5) }), located({ fix: other, region: onLine(9) }));
    expect(text.match(/then: change it afterwards/g)).toHaveLength(1);
    expect(text.match(/│ @@ in/g)).toHaveLength(2);
  });

  it("ends with what `fix` can do", () => {
    expect(page(located({ fix }))).toContain("\n`runsecrets fix` can move it · `runsecrets explain");
    expect(page(located({ fix }), located({ fix: manual, region: onLine(9) }))).toContain(
      "\n`runsecrets fix` can move 1 of them · ",
    );
    expect(page(located())).not.toContain("runsecrets fix");
  });
});

describe("reports for programs", () => {
  it("carries edits in SARIF, and the diff as Markdown", () => {
    const log: Log = JSON.parse(sarifReporter(runReport({ findings: [located({ fix }), located({ fix: manual })] })));
    const [first, second] = log.runs[0]?.results ?? [];
    expect(first?.fixes).toEqual([
      {
        description: {
          text: "move POSTGRES_PASSWORD of service db to a secret; store a new value in secrets/postgres_password.",
        },
        artifactChanges: fix.files.map(({ file, edits }) => ({
          artifactLocation: { uri: file, uriBaseId: "%SRCROOT%" },
          replacements: edits.map(({ region, text }) => ({ deletedRegion: region, insertedContent: { text } })),
        })),
      },
    ]);
    expect(first?.message.markdown).toContain("```diff\n    db:\n-       POSTGRES_PASSWORD: ••••••••\n");
    expect(second?.fixes).toBeUndefined();
  });

  it("holds the fix as text", () => {
    const [entry] = JSON.parse(gitlabReporter(runReport({ findings: [located({ fix })] })));
    expect(entry.description).toContain("\n  +       POSTGRES_PASSWORD_FILE: /run/secrets/postgres_password\n");
    expect(githubReporter(runReport({ findings: [located({ fix })] }))).toContain(
      "Fix: move POSTGRES_PASSWORD of service db to a secret.\n",
    );
  });
});
