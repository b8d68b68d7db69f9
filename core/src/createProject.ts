// The whole wiring of core on one screen: host → analysis → rules → features.
import { createFeatures } from "./features/index.ts";
import type { AssetGraph } from "./graph/index.ts";
import type { Host } from "./project/host.ts";
import { createBaseProject } from "./project/project.ts";
import type { Project, Snapshot, SnapshotBase } from "./project/snapshot.ts";
import { diagnosticsOf, findProblems, hasFinding, runRules, type Findings } from "./rules/index.ts";

export interface ProjectOptions {
  readonly host: Host;
}

/** A project over a world; it reads nothing before its first snapshot is asked. */
export function createProject({ host }: ProjectOptions): Project {
  const findingsOf = rememberFindings();
  const beforeCycle = rememberAcyclic();
  return createBaseProject(host, (base): Snapshot => {
    const findings = (): Findings => beforeCycle.seen(base.graph, findingsOf(base));
    const diagnostics: Snapshot["diagnostics"] = (path) => diagnosticsOf(path, findings(), base);
    return Object.freeze({
      ...base,
      diagnostics,
      allDiagnostics: () => runRules(base, findings()),
      ...createFeatures({ ...base, diagnostics, graphBeforeCycle: beforeCycle.graph }),
    });
  });
}

/** Findings are made once for a linked project and its graph; typing in a body keeps both. */
function rememberFindings(): (base: SnapshotBase) => Findings {
  let last: (Pick<SnapshotBase, "linked" | "graph"> & { readonly findings: Findings }) | undefined;
  return ({ linked, graph }) => {
    if (last?.linked !== linked || last.graph !== graph) {
      last = { linked, graph, findings: findProblems({ linked, graph }) };
    }
    return last.findings;
  };
}

/** The last graph without a cycle: what is not in it has closed the one there is now. */
function rememberAcyclic(): {
  seen(graph: AssetGraph, findings: Findings): Findings;
  readonly graph: () => AssetGraph | null;
} {
  let last: AssetGraph | null = null;
  return {
    seen: (graph, findings) => {
      if (graph !== last && !hasFinding(findings, "cycle")) last = graph;
      return findings;
    },
    graph: () => last,
  };
}
