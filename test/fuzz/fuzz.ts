// `npm run fuzz -- --edits 100000 --seed 7`: the nightly mode. `--sequence 12` runs one sequence of a seed again;
// `--prefixes` opens every prefix of every example file.
import { parseArgs } from "node:util";
import { runPrefixes } from "./prefixes.ts";
import { CHANGES_IN_A_SEQUENCE, runSequence } from "./sequence.ts";

const { values } = parseArgs({
  options: {
    edits: { type: "string", default: "100000" },
    seed: { type: "string", default: String(Date.now()) },
    sequence: { type: "string" },
    prefixes: { type: "boolean", default: false },
  },
});

console.log(`seed ${values.seed}`);
const started = process.cpuUsage();
let failed = 0;
if (values.prefixes) attempt(() => console.log(`${runPrefixes(1)} prefixes`));
else if (values.sequence !== undefined) attempt(() => runSequence(values.seed, Number(values.sequence)));
else {
  const sequences = Math.ceil(Number(values.edits) / CHANGES_IN_A_SEQUENCE);
  for (let index = 0; index < sequences && failed < 10; index++) {
    attempt(() => runSequence(values.seed, index));
    if ((index + 1) % 100 === 0)
      console.log(`${(index + 1) * CHANGES_IN_A_SEQUENCE} edits, ${failed} failures`);
  }
}
const { user, system } = process.cpuUsage(started);
console.log(`${failed} failures, ${((user + system) / 1e6).toFixed(0)} s of processor time`);
process.exitCode = failed > 0 ? 1 : 0;

function attempt(run: () => void): void {
  try {
    run();
  } catch (error) {
    failed++;
    console.log(error instanceof Error ? error.message : String(error));
  }
}
