// Builds and starts the processes that are measured. They are bundled as the server is, so that what is measured is what ships.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { bundles } from "../../scripts/bundles.ts";
import { run } from "../../scripts/commands.ts";
import { root } from "../scratchProject.ts";

export type Child = "floor" | "coldIndex" | "typescriptService" | "inProcess";

const folder = join(root, ".cache/bench/language");

/** `readable`: names stay as they are, for profiles. */
export async function buildChildren(names: readonly Child[], readable = false): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const server = bundles.find(({ name }) => name === "dist/server.js");
  for (const name of names) {
    await build({
      ...server?.options,
      bundle: true,
      absWorkingDir: root,
      legalComments: "none",
      logLevel: "warning",
      minify: !readable,
      // The peer is TypeScript itself, whole.
      external: name === "typescriptService" ? ["typescript"] : [],
      entryPoints: [join(root, `bench/language/children/${name}.ts`)],
      outfile: childFile(name, readable),
    });
  }
}

function childFile(name: Child, readable = false): string {
  return join(folder, `${name}${readable ? ".readable" : ""}.js`);
}

/** Starts a process and answers what it tells. */
export async function runChild<R>(
  name: Child,
  given: object,
  nodeOptions: readonly string[] = [],
  readable = false,
): Promise<R> {
  const givenFile = join(folder, `${name}.given.json`);
  writeFileSync(givenFile, JSON.stringify(given));
  const args = [...nodeOptions, childFile(name, readable), givenFile];
  const { exitCode, output } = await run(process.execPath, args, { cwd: root });
  if (exitCode !== 0) throw new Error(`${name} failed:\n${output}`);
  return JSON.parse(output.trim().split("\n").at(-1) ?? "") as R;
}
