// Which bundles exist, where they come from, how big they may be and what they must never contain.
import type { BuildOptions } from "esbuild";
import { rawWorker } from "./rawWorker.ts";
import { slimTypescript } from "./slimTypescript.ts";

export interface Bundle {
  readonly name: string;
  readonly options: BuildOptions;
  /** Largest size per output in kB (1000 bytes): the file and every chunk it loads at once, lazy imports not counted. */
  readonly budgets: Readonly<Record<string, number>>;
  /** Packages that must not end up in any output of this bundle. */
  readonly forbidden: readonly string[];
}

/** What a bundled CommonJS package expects to find inside an ES module that runs in Node. */
const commonJsGlobals = [
  `import { createRequire as __createRequire } from "node:module";`,
  `import { fileURLToPath as __fileURLToPath } from "node:url";`,
  `const require = __createRequire(import.meta.url);`,
  `const __filename = __fileURLToPath(import.meta.url);`,
  `const __dirname = __fileURLToPath(new URL(".", import.meta.url));`,
].join("\n");

const nodeModule: BuildOptions = {
  platform: "node",
  format: "esm",
  banner: { js: commonJsGlobals },
  plugins: [slimTypescript],
};

/** The language server stands twice: in the extension, and beside the CLI for `strataline lsp`. */
function serverBundle(outfile: string): Bundle {
  return {
    name: outfile,
    options: { ...nodeModule, entryPoints: ["server/src/main.ts"], outfile, target: "node20", minify: true },
    budgets: { [outfile]: 970 },
    forbidden: ["@duckdb/node-api", "tsx"],
  };
}

export const bundles: readonly Bundle[] = [
  {
    name: "dist/client.cjs",
    options: {
      entryPoints: ["client/src/extension.ts"],
      outfile: "dist/client.cjs",
      platform: "node",
      format: "cjs",
      target: "node20",
      external: ["vscode"],
      minify: true,
    },
    budgets: { "dist/client.cjs": 515 },
    forbidden: ["typescript", "vscode-languageserver"],
  },
  serverBundle("dist/server.js"),
  {
    name: "dist/webview.js",
    options: {
      entryPoints: ["webview/src/main.ts"],
      outfile: "dist/webview.js",
      platform: "browser",
      format: "iife",
      target: "chrome120",
      minify: true,
      plugins: [rawWorker],
    },
    // With the text of the layout's worker, and of the script of exported pages.
    budgets: { "dist/webview.js": 320, "dist/webview.css": 30 },
    forbidden: ["typescript", "vscode-languageserver", "vscode-languageclient"],
  },
  {
    name: "sdk/dist",
    options: {
      ...nodeModule,
      entryPoints: {
        index: "sdk/src/index.ts",
        testing: "sdk/src/testing/index.ts",
        cli: "sdk/src/cli/main.ts",
        // A process of its own, in which the project's rules run.
        ruleHost: "sdk/src/userRules/host.ts",
        // Another, in which one asset is computed.
        isolatedWorker: "sdk/src/runner/isolated/worker.ts",
      },
      outdir: "sdk/dist",
      // Shared chunks keep one copy of the SDK: what a pipeline imports is what the CLI runs.
      splitting: true,
      target: "node22.13",
      external: ["@duckdb/node-api", "tsx", "tsx/*"],
      // Names stay whole: they are what users see in a stack trace.
      minifySyntax: true,
      minifyWhitespace: true,
    },
    budgets: {
      "sdk/dist/index.js": 60,
      "sdk/dist/testing.js": 60,
      "sdk/dist/cli.js": 60,
      "sdk/dist/ruleHost.js": 60,
      "sdk/dist/isolatedWorker.js": 230,
    },
    forbidden: ["vscode-languageserver", "vscode-languageclient"],
  },
  serverBundle("sdk/dist/server.js"),
];
