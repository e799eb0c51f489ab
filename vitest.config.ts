import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["server/**/*.test.ts"],
    testTimeout: 60_000,
    pool: "threads",
    setupFiles: ["server/test/support/seed.ts"],
    reporters: ["default", "./scripts/stalled-tests.mjs"],
  },
});
