// The bundled CLI as a language server in editors that are not ours. `npm run build` first.
import { defineConfig } from "vitest/config";

export default defineConfig({
  // Installing an editor counts too.
  test: { include: ["test/editors/**/*.test.ts"], testTimeout: 60_000, hookTimeout: 300_000 },
});
