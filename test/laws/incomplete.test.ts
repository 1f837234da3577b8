import { describe, expect, it } from "vitest";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import type { FileContent } from "../../src/inputs/workspace.ts";
import { lint } from "../../src/pipeline/lint.ts";
import { exitCode } from "../../src/policy/threshold.ts";
import { textReporter } from "../../src/reporters/text.ts";
import { runReport } from "../support/run-report.ts";

const dockerfile = "FROM alpine:3.20\nRUN true\n";

/** One thing that cannot be seen, each in a project where nothing is wrong. */
const unseen: Record<string, { files: Record<string, string>; readings?: Record<string, FileContent> }> = {
  "a file that may not be read": {
    files: { Dockerfile: "" },
    readings: { Dockerfile: { gap: "permission denied", code: "unreadable" } },
  },
  "a file that is too large": {
    files: { "app.env": "" },
    readings: { "app.env": { gap: "larger than 10 MB", code: "unreadable" } },
  },
  "a script without an ending that is too large": {
    files: { "bin/deploy": "" },
    readings: { "bin/deploy": { gap: "larger than 10 MB", code: "unreadable", begins: "#!/bin/sh\nset -e\n" } },
  },
  "a file without an ending that may not be read": {
    files: { "bin/deploy": "" },
    readings: { "bin/deploy": { gap: "permission denied", code: "unreadable" } },
  },
  "a broken compose file": { files: { "compose.yaml": "services:\n  a:\n    image: [x\n  b: }\n" } },
  "an include from elsewhere": {
    files: { "compose.yaml": "include: https://example.net/a.yaml\nservices: {a: {image: x}}\n" },
  },
  "a context from elsewhere": {
    files: { "compose.yaml": "services:\n  a:\n    build: https://example.net/a.git\n" },
  },
  "a shell that nobody reads": { files: { Dockerfile: `${dockerfile}SHELL ["cmd", "/c"]\nRUN x\n` } },
  "a program that cannot be read": { files: { "a.ts": "a(process.env.HOME; }\n" } },
  "a mount that cannot be read": { files: { Dockerfile: `${dockerfile}RUN --mount=type=cache x\n` } },
};

describe("incomplete is not clean", () => {
  for (const [what, { files, readings = {} }] of Object.entries(unseen)) {
    it(what, async () => {
      const plain = memoryWorkspace(files);
      const result = await lint({ ...plain, read: (path) => readings[path] ?? plain.read(path) });
      expect(result.findings).toEqual([]);
      expect(result.gaps).not.toEqual([]);
      expect(exitCode(result, "low")).toBe(2);
      const text = [...textReporter(runReport(result), { color: false, verbose: false })].join("");
      expect(text).toContain("Not checked");
      expect(text).not.toContain("No secrets out of place");
    });
  }

  it("a large file without an ending is no script where it does not begin as one", async () => {
    const plain = memoryWorkspace({ Dockerfile: dockerfile, core: "" });
    const large: FileContent = { gap: "larger than 10 MB", code: "unreadable", begins: "1 2 3\n" };
    const result = await lint({ ...plain, read: (path) => (path === "core" ? large : plain.read(path)) });
    expect(result.gaps).toEqual([]);
    expect(exitCode(result, "low")).toBe(0);
  });

  it("what can all be seen is clean", async () => {
    const result = await lint(memoryWorkspace({ Dockerfile: dockerfile }));
    expect(exitCode(result, "low")).toBe(0);
    expect([...textReporter(runReport(result), { color: false, verbose: false })].join("")).toContain(
      "No secrets out of place",
    );
  });
});
