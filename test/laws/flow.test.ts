import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { loadFacts } from "../../src/pipeline/lint.ts";
import { collapse } from "../../src/policy/collapse.ts";
import { rules } from "../../src/rules/index.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";

/** A file made of pieces that are in any order, `@` in each of which is a secret of its own. */
interface Syntax {
  file: string;
  pieces: readonly string[];
  /** Puts the pieces into one file. */
  whole: (pieces: readonly string[]) => string;
  /** What may be between two pieces. */
  between: readonly string[];
}

const lines = (pieces: readonly string[]) => pieces.join("");
const shell: readonly string[] = [
  "DB_PASSWORD=@\n",
  "export API_TOKEN='@'\n",
  'docker run -d -e MYSQL_ROOT_PASSWORD="@" mysql:8\n',
  "docker build --build-arg NPM_TOKEN=@ .\n",
  "if true; then\n  mysql -uroot -p@ -e 'select 1'\nfi\n",
  "for x in 1 2; do curl -u deploy:@ https://n.example.net/$x; done\n",
  "run() {\n  sshpass -p @ ssh host \\\n    uptime\n}\n",
  "psql postgres://app:@@db/app\n",
];
const recipes = shell.filter((piece) => !/^(?:if|for|run)/.test(piece));
const steps = (indent: string, write: (text: string) => string) =>
  recipes.map((one) => write(one).replace(/^(?=.)/gm, indent));

const syntaxes: Record<string, Syntax> = {
  "a script": {
    file: "deploy.sh",
    pieces: shell,
    whole: lines,
    between: ["\n", "# a remark\n", "  \t\n", "true &&\n  true\n"],
  },
  "a Makefile": {
    file: "Makefile",
    pieces: ["SMTP_PASSWORD = @\n", ...recipes.slice(2).map((one, at) => `t${at}:\n\t${one}`)],
    whole: lines,
    between: ["\n", "# a remark\n", "x: y\n\ttrue\n"],
  },
  "steps of a workflow": {
    file: ".github/workflows/deploy.yml",
    pieces: [
      ...steps("      ", (one) => `- run: |\n    ${one}`),
      "      - run: make\n        env:\n          SMTP_PASSWORD: @\n",
      "      - uses: docker/build-push-action@v6\n        with:\n          build-args: |\n            A=b\n            CI_TOKEN=@\n",
    ],
    whole: (pieces) => `on: push\njobs:\n  a:\n    runs-on: x\n    steps:\n${pieces.join("")}`,
    between: ["\n", "      # a remark\n", "      - run: make\n", "      - uses: actions/checkout@v4\n"],
  },
  "jobs of GitLab": {
    file: ".gitlab-ci.yml",
    pieces: recipes.map((one, at) => `job${at}:\n  script:\n    - |\n      ${one}`),
    whole: lines,
    between: ["\n", "# a remark\n", "other:\n  script: [make]\n"],
  },
  "a program": {
    file: "src/app.ts",
    pieces: [
      'process.env.DB_PASSWORD = "@";\n',
      'const key = process.env.JWT_SECRET ?? "@";\n',
      "function a() {\n  const { API_TOKEN = '@' } = process.env;\n  return API_TOKEN;\n}\n",
      'docker.createContainer({ Image: "x", Env: ["SMTP_PASSWORD=@"] });\n',
      "if (x) {\n  execSync(`docker run -e MYSQL_ROOT_PASSWORD=@ mysql:8`);\n}\n",
    ],
    whole: (pieces) => `import Docker from "dockerode";\n${pieces.join("")}`,
    between: ["\n", "// a remark\n", "/* ' \" ` */\n", "let y = `${1 + 2}`;\n"],
  },
};

const secretOf = (at: number) => `c4n4ry${"kXw7Lq2Zt9"[at % 10]}Rb5Vn8Pd${at}`;
const broken: Record<string, string> = {
  "a.sh": 'echo "$(( `\n',
  "b.ts": "a(process.env.X; }\n",
  ".github/workflows/c.yml": "on: push\njobs: {a: [}\n",
  "d/Makefile": "\t$(\n",
};

async function found(files: Record<string, string>, file: string) {
  const { sightings } = await loadFacts(memoryWorkspace(files));
  return collapse(applyRules(rules, new JudgedWorld(sightings))).filter(
    ({ at, rule }) => at.file === file && rule !== "missing-file-variant",
  );
}

/** Which secret each finding underlines, and what is reported of it. */
function told(findings: Awaited<ReturnType<typeof found>>, text: string): string[] {
  return findings
    .map(({ rule, say, key, at }) => `${at.in === "text" ? text.slice(...at.span) : "?"} ${rule} ${say} ${key}`)
    .sort();
}

for (const [title, { file, pieces, whole, between }] of Object.entries(syntaxes)) {
  // An `@` that belongs to the text is before the host of a URL, or in the version of an action.
  const filled = pieces.map((piece, at) => piece.replace(/@(?!v\d|db\b)/, secretOf(at)));
  const text = whole(filled);

  describe(title, () => {
    it("each secret is underlined, no more and no less", async () => {
      const spans = told(await found({ [file]: text }, file), text).map((one) => one.split(" ")[0]);
      expect([...new Set(spans)].sort()).toEqual(pieces.map((_, at) => secretOf(at)).sort());
    });

    it("order, blank lines, remarks and line ends change nothing", async () => {
      const straight = told(await found({ [file]: text }, file), text);
      await fc.assert(
        fc.asyncProperty(
          fc.shuffledSubarray(filled, { minLength: filled.length }),
          fc.array(fc.constantFrom(...between), { maxLength: filled.length }),
          fc.constantFrom("\n", "\r\n"),
          async (order, filling, end) => {
            const changed = whole(order.flatMap((piece, at) => [filling[at] ?? "", piece])).replaceAll("\n", end);
            expect(told(await found({ [file]: changed }, file), changed)).toEqual(straight);
          },
        ),
        { numRuns: 30 },
      );
    });

    it("what is left of it says no more than the whole", async () => {
      const straight = new Set(told(await found({ [file]: text }, file), text));
      await fc.assert(
        fc.asyncProperty(fc.subarray(filled), async (some) => {
          const part = whole(some);
          expect(told(await found({ [file]: part }, file), part).filter((one) => !straight.has(one))).toEqual([]);
        }),
        { numRuns: 20 },
      );
    });

    it("a broken file beside it hides nothing", async () => {
      const straight = told(await found({ [file]: text }, file), text);
      for (const [path, content] of Object.entries(broken))
        expect(told(await found({ [path]: content, [file]: text }, file), text)).toEqual(straight);
    });
  });
}
