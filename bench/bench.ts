// `npm run bench`: the figures that README and the issues state. `npm run build` first; nothing else should run meanwhile.
// `npm run bench -- language` measures the language server instead, `npm run bench -- view` the lineage view,
// `npm run bench -- runner` the runner.
import { everyday } from "./everyday.ts";
import { language } from "./language/index.ts";
import { view } from "./view/index.ts";
import { runner } from "./runner/index.ts";
import { layout } from "./layout/index.ts";

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = {
  everyday,
  language,
  view,
  layout,
  runner,
};

// An end by hand is an end too: what was made for the measurement goes.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(130));

const [name = "everyday", ...args] = process.argv.slice(2);
const bench = Object.hasOwn(benches, name) ? benches[name] : undefined;
try {
  if (bench === undefined)
    throw new Error(`no bench "${name}": there are ${Object.keys(benches).join(", ")}`);
  await bench(args);
} catch (error) {
  console.error(`error: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
