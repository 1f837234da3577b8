import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

const shared = { testTimeout: 60_000, hookTimeout: 180_000, pool: "forks" } as const;
const build = "./test/support/build.ts";

export default defineConfig({
  define: { __VERSION__: JSON.stringify("0.0.0-test") },
  test: {
    // Otherwise one processor stays idle, which is half of a small machine.
    maxWorkers: availableParallelism(),
    reporters: ["default", "./scripts/closing-line.mjs"],
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: "files",
          include: ["test/**/*.test.ts"],
          exclude: ["test/engine/**"],
          globalSetup: build,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: "engine",
          include: ["test/engine/**/*.test.ts"],
          // All of them share the engines of the machine.
          fileParallelism: false,
          globalSetup: [build, "./test/engine/support/setup.ts"],
        },
      },
    ],
  },
});
