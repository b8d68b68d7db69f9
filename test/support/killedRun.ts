// A process that is killed in the middle of a run: node killedRun.ts <project folder> <point>. See test/sdk/runner/killed.test.ts.
import { asset, check, lake } from "../../sdk/src/index.ts";
import { createRig } from "./runRig.ts";

export type KillPoint = "compute" | "stream" | "check" | "committed";

function kill(): never {
  process.kill(process.pid, "SIGKILL");
  // The signal arrives before anything else is done.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  throw new Error("still alive");
}

const [root, point] = process.argv.slice(2) as [string, KillPoint];
const rig = createRig({ root, io: { default: lake() } });
rig.define(() =>
  asset({
    key: "bronze/a",
    checks: [check("kill", () => (point === "check" ? kill() : true))],
    run: async function* () {
      if (point === "compute") kill();
      for (let n = 0; n < 20_000; n++) {
        if (point === "stream" && n === 15_000) kill();
        yield await Promise.resolve({ n, version: 2 });
      }
    },
  }),
);
await rig.run({
  force: true,
  onEvent: (event) => {
    if (event.type === "assetSucceeded") kill();
  },
});
