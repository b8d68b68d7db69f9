// A workspace from a graph: one asset for each node, in files as a team would keep them. Pure, and the same for the same seed.
//
// The graph that analysis makes of it has exactly the nodes and edges of the graph it was made from; keys are `keysOf`.
import { writeAssetFile } from "./assetFile.ts";
import type { PipelineGraph } from "./graph.ts";
import { DEFAULT_OPTIONS, type WorkspaceOptions } from "./options.ts";
import { planWorkspace } from "./plan.ts";
import { writeShared } from "./shared.ts";

export { parseGraph, shrunk, withHub, type PipelineGraph } from "./graph.ts";
export { DEFAULT_OPTIONS, type WorkspaceOptions } from "./options.ts";
export { keysOf } from "./plan.ts";

/** Path relative to the project → text. */
export function generateWorkspace(
  graph: PipelineGraph,
  options: Partial<WorkspaceOptions> = {},
): ReadonlyMap<string, string> {
  const complete = { ...DEFAULT_OPTIONS, ...options };
  const plan = planWorkspace(graph, complete);
  const files = new Map(writeShared(plan));
  for (const file of plan.files) files.set(file.path, writeAssetFile(plan, file, complete));
  return files;
}
