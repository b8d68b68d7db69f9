// Each project's graph as the server last said, kept up by its deltas. The tree, the lineage and commands read it.
import * as vscode from "vscode";
import { applyDelta, applyProblems } from "@strataline/core/graph";
import type { GraphDeltaParams, GraphResult, ProjectsParams, StatusParams } from "@strataline/protocol";
import type { Server } from "./languageServer.ts";

export type GraphChange =
  | { readonly kind: "graph"; readonly root: string }
  | { readonly kind: "delta"; readonly params: GraphDeltaParams }
  | { readonly kind: "status"; readonly params: StatusParams };

export interface ProjectGraphs {
  projects(): ProjectsParams["projects"];
  /** False until the server has said which projects there are. */
  areKnown(): boolean;
  get(root: string): GraphResult | undefined;
  first(): GraphResult | undefined;
  /** Asks the whole graph again. */
  refresh(root: string): Promise<void>;
  readonly onProjects: vscode.Event<void>;
  readonly onChange: vscode.Event<GraphChange>;
}

export function createProjectGraphs(server: Server): ProjectGraphs {
  const graphs = new Map<string, GraphResult>();
  const changes = new vscode.EventEmitter<GraphChange>();
  const projectChanges = new vscode.EventEmitter<void>();
  let projects: ProjectsParams["projects"] | undefined;

  const refresh = async (root: string): Promise<void> => {
    const graph = await server.graph(root);
    if (graph === null) return;
    graphs.set(root, graph);
    changes.fire({ kind: "graph", root });
  };
  const follow = (params: GraphDeltaParams): void => {
    const known = graphs.get(params.root);
    if (known?.revision !== params.baseRevision) {
      // Revisions that do not meet: a whole graph asked meanwhile is newer, or one is missing.
      if (known === undefined || known.revision < params.revision) void refresh(params.root);
      return;
    }
    const { revision, delta, cycles } = params;
    const graph = applyDelta(known.graph, delta);
    const problems = applyProblems(known.problems, params.problems);
    graphs.set(params.root, { ...known, revision, graph, cycles, problems });
    changes.fire({ kind: "delta", params });
  };
  const followStatus = (params: StatusParams): void => {
    const known = graphs.get(params.root);
    if (known === undefined) return;
    const byKey = new Map([...known.statuses, ...params.statuses].map((status) => [status.key, status]));
    graphs.set(params.root, { ...known, statuses: [...byKey.values()] });
    changes.fire({ kind: "status", params });
  };
  const followProjects = (params: ProjectsParams): void => {
    projects = params.projects;
    const roots = new Set(projects.map(({ root }) => root));
    for (const root of graphs.keys()) if (!roots.has(root)) graphs.delete(root);
    for (const root of roots) if (!graphs.has(root)) void refresh(root);
    projectChanges.fire();
  };
  server.onStarted(() => graphs.clear());
  server.onGraphDelta(follow);
  server.onStatus(followStatus);
  server.onProjects(followProjects);

  return {
    projects: () => projects ?? [],
    areKnown: () => projects !== undefined,
    get: (root) => graphs.get(root),
    first: () => projects?.flatMap(({ root }) => graphs.get(root) ?? [])[0],
    refresh,
    onProjects: projectChanges.event,
    onChange: changes.event,
  };
}
