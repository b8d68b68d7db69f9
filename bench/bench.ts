// `npm run bench`: the figures that README and the issues state. `npm run build` first; nothing else should run meanwhile.
// `npm run bench -- language` measures the language server instead.
import { everyday } from "./everyday.ts";
import { language } from "./language/index.ts";

const benches: Readonly<Record<string, (args: readonly string[]) => Promise<void>>> = { everyday, language };

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
