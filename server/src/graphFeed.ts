// One project's graph as the client has it: revisions, and what to send when analysis gave another one.
import type { AssetGraph, Diagnostic, Snapshot } from "@strataline/core";
import { diffGraphs, findCycles, isEmptyDelta } from "@strataline/core/graph";
import type { GraphDeltaParams, GraphResult } from "@strataline/protocol";
import type { OpenProject } from "./projects.ts";

export interface GraphFeed {
  /** The whole graph as of now. */
  whole(): GraphResult;
  /** What changed since the last `whole` or `delta`; null when nothing did. */
  delta(): GraphDeltaParams | null;
}

type State = Pick<GraphResult, "revision" | "graph" | "cycles" | "problems">;

export function createGraphFeed(project: OpenProject): GraphFeed {
  let state: State | undefined;

  const advance = (): { readonly before: State; readonly after: State } => {
    const now = project.snapshot();
    const before = state ?? {
      revision: 0,
      graph: now.graph,
      cycles: findCycles(now.graph),
      problems: problemsOf(now),
    };
    const after = next(before, now);
    state = after;
    return { before, after };
  };
  return {
    whole: () => {
      const { revision, graph, cycles, problems } = advance().after;
      return { project: project.info, revision, graph, cycles, problems, statuses: project.statuses.all() };
    },
    delta: () => {
      const { before, after } = advance();
      if (before === after) return null;
      return {
        root: project.info.root,
        baseRevision: before.revision,
        revision: after.revision,
        delta: diffGraphs(before.graph, after.graph),
        cycles: after.cycles,
        problems: after.problems,
      };
    },
  };
}

/** The same object when nothing changed that a view shows. */
function next(before: State, snapshot: Snapshot): State {
  const problems = problemsOf(snapshot);
  const graph = changedGraph(before.graph, snapshot.graph);
  if (graph === before.graph && sameProblems(problems, before.problems)) return before;
  const cycles = graph === before.graph ? before.cycles : findCycles(graph);
  return { revision: before.revision + 1, graph, cycles, problems };
}

function changedGraph(before: AssetGraph, after: AssetGraph): AssetGraph {
  return before === after || isEmptyDelta(diffGraphs(before, after)) ? before : after;
}

type Problems = GraphResult["problems"];

function problemsOf(snapshot: Snapshot): Problems {
  const problems: Record<string, "error" | "warning"> = {};
  for (const { path, diagnostics } of snapshot.allDiagnostics()) {
    for (const { severity, span } of diagnostics.filter(isProblem)) {
      const key = snapshot.assetAt(path, span.start);
      if (key !== undefined && problems[key] !== "error") problems[key] = severity;
    }
  }
  return problems;
}

function isProblem(finding: Diagnostic): finding is Diagnostic & { readonly severity: "error" | "warning" } {
  return finding.severity === "error" || finding.severity === "warning";
}

function sameProblems(a: Problems, b: Problems): boolean {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
