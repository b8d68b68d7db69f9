// What a project really declares: bundled by esbuild, which finds modules by rules of its own, and run in this process
// with the SDK's source. A process, or a loader, for each of a thousand projects would take minutes.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Script } from "node:vm";
import { build } from "esbuild";
import type { AssetGraph } from "@strataline/core";
import * as sdk from "../../../sdk/src/index.ts";
import { listenToDeclarations } from "../../../sdk/src/authoring/collector.ts";
import type { AnyDefinition } from "../../../sdk/src/authoring/definition.ts";
import { graphOf } from "../../../sdk/src/project/graphOf.ts";
import { resolveConfig } from "../../../sdk/src/project/resolveConfig.ts";
import type { ProjectText } from "./draft.ts";
import { assetPaths, CONFIG_PATH } from "./generate.ts";
import { ENVIRONMENT } from "./unknowable.ts";

/** Where bundled code finds the SDK and the environment. */
const WORLD = "__stratalineAgreement";
const SHIM = `const world = globalThis.${WORLD};
${Object.keys(sdk)
  .map((name) => `export const ${name} = world.sdk.${name};`)
  .join("\n")}\n`;

/** A loop whose end was dropped must not go on for ever. */
const MAX_MS = 3_000;
const MAX_DEFINITIONS = 1_000;

export function fileText(pieces: readonly string[]): string {
  return pieces.join("\n");
}

export function writeProject(root: string, files: ProjectText): void {
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  for (const [path, pieces] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), fileText(pieces));
    // As `npm install` links the packages of a workspace.
    const linked = /^packages\/([\w-]+)\/package\.json$/.exec(path)?.[1];
    if (linked === undefined) continue;
    mkdirSync(join(root, "node_modules/@acme"), { recursive: true });
    symlinkSync(join(root, "packages", linked), join(root, "node_modules/@acme", linked));
  }
}

/** The graph of the written project. Rejects when it cannot be loaded: such a project says nothing. */
export async function runtimeGraph(root: string, files: ProjectText): Promise<AssetGraph> {
  const shim = `${root}.sdk.mjs`;
  writeFileSync(shim, SHIM);
  const imports = assetPaths(files).map((path) => `import ${JSON.stringify(`./${path}`)};`);
  const contents = [`import config from "./${CONFIG_PATH}";`, ...imports, "report(config);"].join("\n");
  const bundle = await build({
    stdin: { contents, resolveDir: root, loader: "js" },
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: "esm",
    platform: "node",
    alias: { strataline: shim },
    logLevel: "silent",
    supported: { "top-level-await": true },
  });
  rmSync(shim);
  const definitions: AnyDefinition[] = [];
  let config: unknown;
  const process = { env: ENVIRONMENT };
  Object.assign(globalThis, {
    [WORLD]: { sdk, process, report: (exported: unknown) => (config = exported) },
  });
  const stop = listenToDeclarations({
    definition: (definition) => {
      if (definitions.push(definition) > MAX_DEFINITIONS) throw new Error("declares without end");
    },
    schedule: () => undefined,
  });
  try {
    const code = bundle.outputFiles[0]?.text ?? "";
    const parameters = `{ process, report }`;
    const script = new Script(`(async (${parameters}) => {\n${code}\n})(globalThis.${WORLD})`);
    await (script.runInThisContext({ timeout: MAX_MS }) as Promise<void>);
  } finally {
    stop();
  }
  const resolved = resolveConfig(config);
  if (typeof resolved === "string") throw new Error(resolved);
  return graphOf(definitions, resolved.layers);
}
