import fc from "fast-check";
import { expect, it } from "vitest";
import { defaultConfig, layered } from "../../src/config/config.ts";
import { parseConfig } from "../../src/config/parse-config.ts";
import { UserError } from "../../src/errors.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { lint } from "../../src/pipeline/lint.ts";

const rules = ["secret-in-env", "secret-in-url"];

const config = `# canary
rules:
  secret-in-env: off
  secret-in-url: &medium medium
overrides:
  - paths: [canary/, "!canary/a"]
    rules: {secret-in-url: off}
fail-on: high
exclude: [vendor/, "canary*"]
examples: note
ignore:
  - rule: secret-in-env
    path: 'canary/**'
    because: canary
    until: 2030-02-28
baseline: canary.json
swarm: [canary/*.yaml]
secrets:
  names: ["CANARY_.*"]
  not-values: [canary]
images:
  - image: acme/canary
    patterns: ["acme/canary-*"]
    kind: suffix-file
    secret-variables: [CANARY]
    both-set: error
    since: "2.1"
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
    { numRuns: 10_000 },
  );
});

const sign = "runsecrets-ignore secret-in-env-file, secret-in-env -- canary";
const files: Readonly<Record<string, string>> = {
  Dockerfile: dockerfile,
  "compose.yaml": `services:
  db:
    # ${sign}
    environment: # runsecrets-ignore secret-in-env
      DB_PASSWORD: orchid-42-canary # runsecrets-ignore -- canary
      NOTE: |
        # ${sign}
`,
  ".env": `# ${sign}\nDB_PASSWORD=orchid-42-canary # ${sign}\nA="x\n# ${sign}"\n`,
  "deploy.sh": `#!/bin/sh\n# ${sign}\ndocker run -e DB_PASSWORD=orchid-42-canary a # ${sign}\ncat <<E\n# ${sign}\nE\n`,
  "docker-bake.hcl": `target "a" { # ${sign}\n  // ${sign}\n  args = { DB_PASSWORD = "orchid-42-canary" }\n}\n/* ${sign}\n*/\n`,
  "app.ts": `// ${sign}\nconst a = process.env.DB_PASSWORD ?? "orchid-42-canary"; // ${sign}\n`,
};

it.each(Object.keys(files))("a broken suppression comment in %s never ends a run, and shows nothing", async (file) => {
  await fc.assert(
    fc.asyncProperty(mutated(files[file] ?? ""), async (text) => {
      const { findings, gaps } = await lint(memoryWorkspace({ [file]: text }));
      for (const { why } of gaps) expect(why).not.toContain("internal error");
      // A subject is named as the file names it, and after a mutation that could be anything.
      const comments = findings
        .filter(({ rule }) => rule === "bad-suppression")
        .map((one) => ({ ...one, subject: "" }));
      expect(JSON.stringify(comments)).not.toContain("canary");
    }),
    { numRuns: 1700 },
  );
});
