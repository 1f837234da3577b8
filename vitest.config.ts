import { defineConfig } from "vitest/config";

export default defineConfig({
  define: { __VERSION__: JSON.stringify("0.0.0-test") },
  test: {
    include: ["test/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 180_000,
    globalSetup: "./test/support/build.ts",
    pool: "forks",
    reporters: ["default", "./scripts/closing-line.mjs"],
  },
});
