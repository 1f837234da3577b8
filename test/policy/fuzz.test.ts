import fc from "fast-check";
import { expect, it } from "vitest";
import { UserError } from "../../src/errors.ts";
import { lint } from "../../src/lint.ts";
import { defaultConfig, layered } from "../../src/policy/config.ts";
import { parseConfig } from "../../src/policy/parse-config.ts";
import { memoryWorkspace } from "../../src/workspace/memory.ts";

const rules = ["secret-in-env", "secret-in-url"];

const config = `# canary
rules:
  secret-in-env: off
  secret-in-url: &medium medium
fail-on: high
exclude: [vendor/, "canary*"]
examples: note
ignore:
  - rule: secret-in-env
    path: 'canary/**'
    because: canary
    until: 2030-02-28
`;

const dockerfile = `FROM alpine:3.20
# runsecrets-ignore secret-in-env, secret-in-url -- canary
ENV DB_PASSWORD=orchid-42-canary \\
  # runsecrets-ignore secret-in-env
  API_TOKEN=orchid-43-canary
# runsecrets-ignore canary-rule -- canary
`;

const piece = fc.oneof(
  fc.constantFrom(
    ..."\n\r\t :-[]{}#&*!|>'\"%@`,?\\\0\ufeff\u2028",
    "- ",
    "--",
    "---\n",
    "<<: ",
    "canary",
    "&a ",
    "*a",
    "null",
    "off",
    "999",
  ),
  fc.string({ maxLength: 3, unit: "binary" }),
);

/** A text with some of it cut out, doubled or replaced. */
function mutated(text: string) {
  const change = fc.tuple(fc.nat(text.length), fc.nat(12), piece);
  return fc
    .array(change, { minLength: 1, maxLength: 6 })
    .map((changes) =>
      changes.reduce((now, [at, length, put]) => now.slice(0, at) + put + now.slice(at + length), text),
    );
}

it("a broken configuration gives one clear line, without what it holds", () => {
  fc.assert(
    fc.property(mutated(config), (text) => {
      try {
        layered(defaultConfig, parseConfig("runsecrets.yaml", text, rules));
      } catch (error) {
        expect(error).toBeInstanceOf(UserError);
        const { message, hint = "" } = error as UserError;
        expect(message).toMatch(/^runsecrets\.yaml(:\d+)?(:| cannot be read)/);
        expect(`${message}${hint}`).not.toMatch(/[\n\r]/);
        // A key may be named, where it looks like one.
        expect(`${message}${hint}`.replace(/unknown (key|rule) [\w-]+/, "")).not.toContain("canary");
      }
    }),
    { numRuns: 2000 },
  );
});

it("a broken suppression comment never ends a run, and shows nothing", async () => {
  await fc.assert(
    fc.asyncProperty(mutated(dockerfile), async (text) => {
      const { findings, gaps } = await lint(memoryWorkspace({ Dockerfile: text }));
      for (const { why } of gaps) expect(why).not.toContain("internal error");
      const comments = findings.filter((finding) => finding.rule === "bad-suppression");
      expect(JSON.stringify(comments)).not.toContain("canary");
    }),
    { numRuns: 2000 },
  );
});
