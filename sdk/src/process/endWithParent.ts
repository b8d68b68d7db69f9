// A process that belongs to another must not outlive it, not even in the middle of a loop that lets nothing else run.
import { Worker } from "node:worker_threads";

/** In a thread of its own. Plain JavaScript, as a thread starts from a text or from a file. */
const GUARD = `
const { workerData } = require("node:worker_threads");
setInterval(() => {
  try { process.kill(workerData, 0); } catch { process.kill(process.pid, "SIGKILL"); }
}, 1000);
`;

/** Ends this process within seconds after its parent has gone, however it went. */
export function endWithParent(): void {
  const guard = new Worker(GUARD, { eval: true, workerData: process.ppid, execArgv: [] });
  guard.unref();
}
