// The end-to-end tests: a real VS Code with the packaged extension. `npm run package` first.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/e2e/**/*.test.ts"],
    // One server and one browser serve all of them, in order.
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 120_000,
  },
});
