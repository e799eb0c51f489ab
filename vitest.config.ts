import { defineConfig } from "vitest/config";
import { LIMIT_SECONDS } from "./scripts/stalled-tests.mjs";

export default defineConfig({
  test: {
    include: ["server/**/*.test.ts"],
    // Nothing is tested by its time: these limits only end what hangs.
    testTimeout: LIMIT_SECONDS * 1000,
    hookTimeout: LIMIT_SECONDS * 1000,
    pool: "threads",
    setupFiles: ["server/test/support/seed.ts"],
    reporters: ["default", "./scripts/stalled-tests.mjs"],
  },
});
