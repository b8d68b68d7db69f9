// Runs the project in a folder, in a process of its own, and prints its events as JSON lines: runProject.ts <folder>. SIGINT
// cancels. For what the test runner itself would change: stacks and source maps, signals, a process that stands still.
import { openProject } from "../../sdk/src/runner/openProject.ts";

const controller = new AbortController();
process.on("SIGINT", () => controller.abort());
const opened = openProject(process.argv[2] ?? ".");
if (!opened.ok) throw new Error(opened.problem.message);
const loaded = await opened.value.load();
if (!loaded.ok) throw new Error(loaded.problem.message);
await loaded.value.run({
  signal: controller.signal,
  onEvent: (event) => void process.stdout.write(`${JSON.stringify(event)}\n`),
});
opened.value.close();
