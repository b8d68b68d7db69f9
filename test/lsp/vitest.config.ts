// The protocol tests: the bundled `dist/server.js` over stdio. `npm run build` first.
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: { passWithNoTests: true, include: ["test/lsp/**/*.test.ts"], testTimeout: 30_000 },
});
