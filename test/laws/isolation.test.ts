import { expect, it } from "vitest";
import { type Config, defaultConfig } from "../../src/config/config.ts";
import { compiledImages } from "../../src/config/own-images.ts";
import { vocabularyOf } from "../../src/config/vocabulary.ts";
import { complete } from "../../src/images/index.ts";
import { memoryWorkspace } from "../../src/inputs/memory.ts";
import { applyRules } from "../../src/pipeline/apply-rules.ts";
import { lint, loadFacts } from "../../src/pipeline/lint.ts";
import { rules } from "../../src/rules/index.ts";
import { createJudge } from "../../src/rules/judge.ts";
import { JudgedWorld } from "../../src/rules/judged-world.ts";

const files = {
  "compose.yaml":
    "services:\n  db:\n    image: example/db:1\n    environment:\n" +
    "      DB_PASSWORD: canary-h7Qz2\n      DB_PASSWORD_OLD: canary-h7Qz2\n      API_TOKEN: canary-p4Xs8\n" +
    "      FLUX: canary-k3Wv9\n      MODE: shape-canary\n      DB_PASSWORD_FILE: /run/secrets/db\n",
  Dockerfile: "FROM alpine:3.20\nCOPY db.env settings /app/\n",
  "db.env": "FLUX=canary-k3Wv9\n",
  settings: "MODE=prod\nFLUX=canary-k3Wv9\nLEVEL=3\n",
};
const words = (own: Partial<Config["secrets"]>): Config => ({
  ...defaultConfig,
  secrets: { ...defaultConfig.secrets, ...own },
});
const configs = [
  defaultConfig,
  words({ names: ["FLUX"] }),
  words({ "not-names": ["DB_PASSWORD"] }),
  words({ values: ["shape-[a-z]+"] }),
  words({ "not-values": ["canary-h7Qz2"] }),
  {
    ...defaultConfig,
    images: [complete({ image: "example/db", kind: "suffix-file", "secret-variables": ["DB_PASSWORD"] })],
  },
  { ...defaultConfig, rules: { "secret-in-env": "off" } } satisfies Config,
];

it("gives runs with different configurations in parallel the results of separate runs", async () => {
  const separate = [];
  for (const config of configs) separate.push(await lint(memoryWorkspace(files), config));
  expect(await Promise.all(configs.map((config) => lint(memoryWorkspace(files), config)))).toEqual(separate);
  const shared = memoryWorkspace(files);
  expect(await Promise.all(configs.map((config) => lint(shared, config)))).toEqual(separate);
  expect(new Set(separate.map((result) => JSON.stringify(result))).size).toBe(configs.length);
});

it("judges the same facts by each configuration anew", async () => {
  const judge = async (config: Config, { sightings }: Awaited<ReturnType<typeof loadFacts>>) => {
    const own = { vocabulary: await vocabularyOf(config), images: await compiledImages(config) };
    const found = applyRules(rules, new JudgedWorld(sightings, createJudge(own)));
    return found.map(({ rule, say, key, what }) => [rule, say, key, what]);
  };
  const shared = await loadFacts(memoryWorkspace(files));
  for (const config of configs) {
    expect(await judge(config, shared)).toEqual(await judge(config, await loadFacts(memoryWorkspace(files))));
  }
});
