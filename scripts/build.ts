// `npm run build`: makes every bundle, prints the sizes and fails when one breaks its budget.
// `--watch` rebuilds on change, with source maps, and leaves the budgets to the next full build.
import { cpSync, rmSync } from "node:fs";
import { context, build, type BuildOptions, type Metafile } from "esbuild";
import { bundles, type Bundle } from "./bundles.ts";
import { writeDeclarations } from "./declarations.ts";
import { writeNotices } from "./notices.ts";

const isWatching = process.argv.includes("--watch");
const commonOptions: BuildOptions = { bundle: true, logLevel: "warning", legalComments: "none" }; // the licences are in the notices

if (isWatching) {
  for (const bundle of bundles) await watch(bundle);
} else {
  for (const folder of ["dist", "sdk/dist"]) rmSync(folder, { recursive: true, force: true });
  const declarations = Promise.all([
    writeDeclarations("sdk/src/index.ts", "sdk/dist/index.d.ts"),
    writeDeclarations("sdk/src/testing/index.ts", "sdk/dist/testing.d.ts"),
  ]);
  const results = await Promise.all(bundles.map(make));
  await declarations;
  for (const { bundle, metafile } of results) printSizes(bundle, metafile);
  const problems = results.flatMap(({ bundle, metafile }) => [
    ...overBudget(bundle, metafile),
    ...forbiddenInputs(bundle, metafile),
  ]);
  for (const folder of ["dist", "sdk/dist"]) {
    const inFolder = results.filter(({ bundle }) => bundle.name.startsWith(folder));
    const metafiles = inFolder.map(({ metafile }) => metafile);
    writeNotices(`${folder}/THIRD_PARTY_NOTICES.md`, metafiles);
  }
  cpSync("LICENSE", "sdk/dist/LICENSE");
  for (const problem of problems) console.error(`error: ${problem}`);
  if (problems.length > 0) process.exitCode = 1;
}

async function make(bundle: Bundle): Promise<{ bundle: Bundle; metafile: Metafile }> {
  const { metafile } = await build({ ...commonOptions, ...bundle.options, metafile: true });
  return { bundle, metafile };
}

async function watch(bundle: Bundle): Promise<void> {
  const watching = await context({
    ...commonOptions,
    ...bundle.options,
    sourcemap: "linked",
    logLevel: "info",
  });
  await watching.watch();
}

function printSizes({ budgets }: Bundle, metafile: Metafile): void {
  for (const [file, budget] of Object.entries(budgets)) {
    console.log(`${file.padEnd(20)} ${kilobytes(sizeOf(file, metafile)).padStart(7)} kB of ${budget} kB`);
  }
}

function overBudget(bundle: Bundle, metafile: Metafile): string[] {
  return Object.entries(bundle.budgets).flatMap(([file, budget]) => {
    const size = sizeOf(file, metafile);
    return size > budget * 1000 ? [`${file}: ${kilobytes(size)} kB is over its budget of ${budget} kB`] : [];
  });
}

/** Bytes of what is loaded when the file is. */
function sizeOf(file: string, metafile: Metafile): number {
  return [...loadedAtOnce(file, metafile)].reduce(
    (sum, output) => sum + (metafile.outputs[output]?.bytes ?? 0),
    0,
  );
}

/** The output and the chunks it imports statically, in turn. */
function loadedAtOnce(file: string, metafile: Metafile, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  for (const imported of metafile.outputs[file]?.imports ?? []) {
    if (imported.kind === "import-statement" && imported.external !== true)
      loadedAtOnce(imported.path, metafile, seen);
  }
  return seen;
}

function forbiddenInputs(bundle: Bundle, metafile: Metafile): string[] {
  return bundle.forbidden.flatMap((name) => {
    const found = Object.keys(metafile.inputs).find((input) => input.includes(`node_modules/${name}/`));
    return found === undefined ? [] : [`${bundle.name}: contains ${name} (${found})`];
  });
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
