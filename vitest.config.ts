// The pure parts, in seconds. The bundled server, other editors and the real VS Code have their own: test/lsp, test/editors, test/e2e.
import { defineConfig } from "vitest/config";

export default defineConfig({
  // The SDK's source instead of its last build.
  ssr: { resolve: { conditions: ["@strataline/source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/e2e/**", "test/lsp/**", "test/editors/**", "node_modules/**"],
    environment: "node",
    // Some tests start real processes and compilers, and a test machine may be busy: a limit against hanging, not a budget.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
