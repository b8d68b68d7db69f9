// An asset that computes without a pause (`while (true) {}`) stops everything in this process: timers, timeouts, Ctrl-C. A
// thread beside it sees that nothing moves, ends the process when an asset's timeout has passed, and lets Ctrl-C end it.
// What was committed is kept, and the next run goes on from there.
import { url as inspectorUrl } from "node:inspector";
import { Worker } from "node:worker_threads";

export interface Watchdog {
  /** An attempt begins; `timeout` in milliseconds. */
  begin(key: string, timeout: number | null): void;
  end(key: string): void;
  stop(): void;
}

const BEAT_MS = 250;
/** After so many missed beats the process counts as stuck. */
const STUCK_BEATS = 8;

/** Hears Ctrl-C in place of the process that cannot: a terminal sends it to all processes of the group. */
const LISTENER = `
const pid = Number(process.argv[1]);
process.on("SIGINT", () => {
  process.stderr.write("\\nThe run was ended: an asset computed without a pause and could not be cancelled.\\n");
  process.kill(pid, "SIGKILL");
  process.exit();
});
setInterval(() => { try { process.kill(pid, 0); } catch { process.exit(); } }, 500);
`;

/** Plain JavaScript, as a thread starts from a text or from a file of its own. `shared`: number of beats, next deadline. */
const GUARD = `
const { workerData } = require("node:worker_threads");
const { spawn } = require("node:child_process");
const { writeSync } = require("node:fs");
const { shared, listener, beatMs, stuckBeats } = workerData;
let child = null;
let seen = 0n;
let missed = 0;
setInterval(() => {
  const beat = Atomics.load(shared, 0);
  // Beats are counted, not time: a computer that slept has missed none.
  missed = beat === seen ? missed + 1 : 0;
  seen = beat;
  if (missed < stuckBeats) {
    if (child !== null) child.kill("SIGKILL");
    return;
  }
  const deadline = Number(Atomics.load(shared, 1));
  if (deadline !== 0 && Date.now() > deadline) {
    writeSync(2, "\\nThe run was ended: an asset computed without a pause for longer than its timeout.\\n");
    process.kill(process.pid, "SIGKILL");
  }
  if (child !== null) return;
  child = spawn(process.execPath, ["-e", listener, String(process.pid)], { stdio: ["ignore", "ignore", "inherit"] });
  // Ctrl-C may have come before it listened.
  child.on("exit", () => { child = null; });
}, beatMs);
`;

/** undefined under a debugger: a breakpoint is no asset that is stuck. */
export function startWatchdog(): Watchdog | undefined {
  if (inspectorUrl() !== undefined) return undefined;
  const shared = new BigInt64Array(new SharedArrayBuffer(16));
  const deadlines = new Map<string, number>();
  const beat = (): void => void Atomics.add(shared, 0, 1n);
  const putDeadline = (): void => {
    const next = deadlines.size === 0 ? 0 : Math.min(...deadlines.values());
    Atomics.store(shared, 1, BigInt(Math.round(next)));
  };

  beat();
  const timer = setInterval(beat, BEAT_MS);
  const workerData = { shared, listener: LISTENER, beatMs: BEAT_MS, stuckBeats: STUCK_BEATS };
  const worker = new Worker(GUARD, { eval: true, workerData, execArgv: [], stdout: false, stderr: false });
  worker.unref();
  // Without it runs are as before: a guard that fails must not end what it guards.
  worker.on("error", () => undefined);
  return {
    begin: (key, timeout) => {
      beat();
      if (timeout !== null) deadlines.set(key, Date.now() + timeout);
      putDeadline();
    },
    end: (key) => {
      if (deadlines.delete(key)) putDeadline();
    },
    stop: () => {
      clearInterval(timer);
      void worker.terminate();
    },
  };
}
