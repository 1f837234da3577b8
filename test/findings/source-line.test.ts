import { describe, expect, it } from "vitest";
import { lint } from "../../src/index.ts";

/** The lines that the findings of a file are shown with. */
async function sources(file: string, text: string, others: Record<string, string> = {}) {
  const { findings } = await lint({ files: { [file]: text, ...others }, configFile: false });
  return findings.filter((one) => one.file === file).map(({ source }) => source);
}

const value = "lantern808canary";
const mask = "l••••••• (16)";

describe("the line of a finding", () => {
  const rows: Record<string, [file: string, text: string, line: string]> = {
    "a map": [
      "compose.yaml",
      `services:\n  db:\n    environment:\n      DB_PASSWORD: ${value}\n`,
      `      DB_PASSWORD: ${mask}`,
    ],
    "a map, quoted, with a comment": [
      "compose.yaml",
      `services:\n  db:\n    environment:\n      DB_PASSWORD: "${value}" # was hunter2canary\r\n`,
      `      DB_PASSWORD: "${mask}" # …`,
    ],
    "a list": [
      "compose.yaml",
      `services:\n  db:\n    environment:\n    - DB_PASSWORD=${value}\n`,
      `    - DB_PASSWORD=${mask}`,
    ],
    "a fallback": [
      "compose.yaml",
      `services:\n  db:\n    environment:\n      DB_PASSWORD: "\${DB_PASSWORD:-${value}}"\n`,
      `      DB_PASSWORD: "\${DB_PASSWORD:-${mask}}"`,
    ],
    "a program that says or": [
      "index.ts",
      `import Docker from "dockerode";\nconst secret = process.env.JWT_SECRET || "${value}";\n`,
      `const … = process.env.JWT_SECRET || "${mask}";`,
    ],
    "two in one line": [
      "Dockerfile",
      `FROM alpine\nENV DB_PASSWORD=${value} API_TOKEN=aX9canary77Qz\n`,
      `ENV DB_PASSWORD=${mask} API_TOKEN=a••••••• (13)`,
    ],
    "a URL": [
      "Dockerfile",
      `FROM alpine\nENV A_URL=postgres://app:${value}@db/app\n`,
      "ENV A_URL=postgres://…:•••••••• (16)@…",
    ],
    "a tab": [
      "Makefile",
      `run:\n\tdocker run -e DB_PASSWORD=${value} postgres\n`,
      `    docker run -e DB_PASSWORD=${mask} …`,
    ],
    "a name only": ["Dockerfile", "FROM alpine\nARG NPM_TOKEN\nRUN npm ci\n", "ARG NPM_TOKEN"],
  };
  for (const [title, [file, text, line]] of Object.entries(rows)) {
    it(title, async () => expect((await sources(file, text))[0]).toBe(line));
  }

  it("shows no word that nobody judged", async () => {
    const neighbours = ["hunter2canary", "Hunter_2_CANARY", "-pcanary", "CANARY=", "postgres", "canary://x", "…canary"];
    for (const neighbour of neighbours) {
      for (const text of [`ENV DB_PASSWORD=${value} X=${neighbour}`, `RUN X=${neighbour} DB_PASSWORD=${value} make`]) {
        for (const source of await sources("Dockerfile", `FROM alpine\n${text}\n`)) {
          expect(source?.toLowerCase()).not.toMatch(/canary|hunter|postgres/);
        }
      }
    }
  });

  it("is short where a file is one line, and takes no longer for it", async () => {
    const pairs = Array.from({ length: 500 }, (_, at) => `A${at}_PASSWORD=${value}${at}`).join(" ");
    const lines = await sources("Dockerfile", `FROM alpine\nENV ${pairs}\n`);
    expect(lines.length).toBeGreaterThan(400);
    for (const line of lines) expect(line?.length).toBeLessThan(700);
  });
});
