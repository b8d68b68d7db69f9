// One project's graph as the client has it: revisions, and what to send when analysis gave another one.
import type { Diagnostic, Snapshot } from "@strataline/core";
import {
  diffGraphs,
  diffProblems,
  findCycles,
  isEmptyDelta,
  type GraphDelta,
  type Problems,
} from "@strataline/core/graph";
import type { GraphDeltaParams, GraphResult } from "@strataline/protocol";
import { changedEntries } from "./diagnosticsFeed.ts";
import type { Known } from "./indexCache.ts";
import type { OpenProject } from "./projects.ts";

export interface GraphFeed {
  /** The whole graph as of now. */
  whole(): GraphResult;
  /** What changed since the last `whole` or `delta`; null when nothing did. */
  delta(): GraphDeltaParams | null;
  /** What `whole` answers until the project is read: deltas begin from it. */
  seed(known: Known["graph"]): void;
}

const NO_DELTA: GraphDelta = { upserted: [], removed: [], addedEdges: [], removedEdges: [] };

type State = Pick<GraphResult, "revision" | "graph" | "cycles" | "problems">;

export function createGraphFeed(project: OpenProject): GraphFeed {
  const problemsOf = createProblems();
  let state: State | undefined;

  const advance = (): Advance => {
    const now = project.snapshot();
    const before = state ?? {
      revision: 0,
      graph: now.graph,
      cycles: cyclesOf(now),
      problems: problemsOf(now),
    };
    const advanced = next(before, now, problemsOf(now));
    state = advanced.after;
    return advanced;
  };
  return {
    whole: () => {
      const early = project.whenReady() === null ? undefined : state;
      const { revision, graph, cycles, problems } = early ?? advance().after;
      return { project: project.info, revision, graph, cycles, problems, statuses: project.statuses.all() };
    },
    seed: (known) => {
      state ??= { revision: 0, ...known };
    },
    delta: () => {
      const { before, after, delta, problems } = advance();
      if (before === after) return null;
      return {
        root: project.info.root,
        baseRevision: before.revision,
        revision: after.revision,
        delta,
        cycles: after.cycles,
        problems,
      };
    },
  };
}

/** From one state to the next, which is the same object when nothing changed that a view shows. */
interface Advance {
  readonly before: State;
  readonly after: State;
  readonly delta: GraphDelta;
  readonly problems: GraphDeltaParams["problems"];
}

function next(before: State, now: Snapshot, problems: Problems): Advance {
  const delta = before.graph === now.graph ? NO_DELTA : diffGraphs(before.graph, now.graph);
  const changes = problems === before.problems ? {} : diffProblems(before.problems, problems);
  const isSame = isEmptyDelta(delta);
  if (isSame && isEmpty(changes)) return { before, after: before, delta, problems: changes };
  const graph = isSame ? before.graph : now.graph;
  const cycles = isSame ? before.cycles : cyclesOf(now);
  const after = { revision: before.revision + 1, graph, cycles, problems };
  return { before, after, delta, problems: changes };
}

/** Looked for only where there are some: that walks the whole graph. */
function cyclesOf(snapshot: Snapshot): State["cycles"] {
  return snapshot.hasCycle() ? findCycles(snapshot.graph) : [];
}

function isEmpty(changes: object): boolean {
  return Object.keys(changes).length === 0;
}

type FileDiagnostics = ReturnType<Snapshot["allDiagnostics"]>[number];
type FileProblems = readonly (readonly [key: string, severity: "error" | "warning"])[];

/** The worst finding of each asset. Those of a file are found again only when its findings are others. */
function createProblems(): (snapshot: Snapshot) => Problems {
  const known = new WeakMap<FileDiagnostics, FileProblems>();
  let latest: { readonly all: readonly FileDiagnostics[]; readonly problems: Problems } | undefined;
  const inFile = (snapshot: Snapshot, entry: FileDiagnostics): FileProblems => {
    let problems = known.get(entry);
    if (problems === undefined) {
      problems = entry.diagnostics.filter(isProblem).flatMap(({ severity, span }) => {
        const key = snapshot.assetAt(entry.path, span.start);
        return key === undefined ? [] : [[key, severity] as const];
      });
      known.set(entry, problems);
    }
    return problems;
  };
  return (snapshot) => {
    const all = snapshot.allDiagnostics();
    const changed = latest && changedEntries(latest.all, all);
    const isSame = changed?.every(
      // What was found of the entry before is known: it was told.
      ({ was, is }) => JSON.stringify(known.get(was)) === JSON.stringify(inFile(snapshot, is)),
    );
    if (isSame === true && latest) return (latest = { ...latest, all }).problems;
    const problems: Record<string, "error" | "warning"> = {};
    for (const entry of all) {
      for (const [key, severity] of inFile(snapshot, entry)) {
        if (problems[key] !== "error") problems[key] = severity;
      }
    }
    latest = { all, problems };
    return problems;
  };
}

function isProblem(finding: Diagnostic): finding is Diagnostic & { readonly severity: "error" | "warning" } {
  return finding.severity === "error" || finding.severity === "warning";
}
