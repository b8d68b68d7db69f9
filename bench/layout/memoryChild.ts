// How much memory a layout of a graph keeps and needs, in MB over what the process had before.
import { layoutGraph } from "@strataline/core/graph";
import { readProblem } from "./problem.ts";

const { graph, sizeOf } = readProblem(process.argv[2] ?? "");
const collect = globalThis.gc;
if (collect === undefined) throw new Error("start with --expose-gc");
collect();
const before = process.memoryUsage();
let layout = layoutGraph(graph, sizeOf);
let peak = process.memoryUsage().rss;
for (let round = 0; round < 3; round++) {
  layout = layoutGraph({ ...graph }, sizeOf, { previous: layout });
  peak = Math.max(peak, process.memoryUsage().rss);
}
collect();
const after = process.memoryUsage();
const held = after.heapUsed + after.arrayBuffers - before.heapUsed - before.arrayBuffers;
const mb = (bytes: number): number => bytes / 1024 / 1024;
console.log(JSON.stringify({ held: mb(held), peak: mb(peak - before.rss), nodes: layout.nodes.size }));
