// A project in one line, for the editor's status item.
import type { Snapshot } from "@strataline/core";
import type { ProjectsParams } from "@strataline/protocol";
import type { OpenProject } from "./projects.ts";

export function overview(project: OpenProject): ProjectsParams["projects"][number] {
  const now = project.snapshot();
  const count = (kind: string): number => now.graph.nodes.filter((node) => node.kind === kind).length;
  return {
    ...project.info,
    assets: count("asset"),
    dynamic: count("dynamic"),
    problem: configProblem(now),
    userRules: now.linked.config.userRules.length > 0,
  };
}

/** Why nothing may be right: the first error in the config file. */
function configProblem(snapshot: Snapshot): string | null {
  const { path } = snapshot.linked.config;
  if (path === null) return null;
  const error = snapshot.diagnostics(path).find(({ severity }) => severity === "error");
  return error?.message ?? null;
}
