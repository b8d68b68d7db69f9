// A project in one line, for the editor's status item.
import type { AssetGraph, Snapshot } from "@strataline/core";
import type { ProjectsParams } from "@strataline/protocol";
import type { OpenProject } from "./projects.ts";

export function overview(project: OpenProject): ProjectsParams["projects"][number] {
  const now = project.snapshot();
  return {
    ...project.info,
    ...countsOf(now.graph),
    problem: configProblem(now),
    userRules: now.linked.config.userRules.length > 0,
  };
}

interface Counts {
  readonly assets: number;
  readonly dynamic: number;
}

const counts = new WeakMap<AssetGraph, Counts>();

function countsOf(graph: AssetGraph): Counts {
  let known = counts.get(graph);
  if (known === undefined) {
    const count = (kind: string): number => graph.nodes.filter((node) => node.kind === kind).length;
    counts.set(graph, (known = { assets: count("asset"), dynamic: count("dynamic") }));
  }
  return known;
}

/** Why nothing may be right: the first error in the config file. */
function configProblem(snapshot: Snapshot): string | null {
  const { path } = snapshot.linked.config;
  if (path === null) return null;
  const error = snapshot.diagnostics(path).find(({ severity }) => severity === "error");
  return error?.message ?? null;
}
