// Which findings a change concerns: those in changed files, in files that import them, and on assets downstream of what either
// declares or declared before. Pure; git.ts says what changed.
import {
  createProject,
  hostBefore,
  importersOf,
  type Diagnostic,
  type Host,
  type Snapshot,
} from "@strataline/core";
import { descendants } from "@strataline/core/graph";
import type { Changes } from "./git.ts";

/** Files that may change what every other file means. */
const GLOBAL = /(^|\/)(strataline\.config\.[cm]?[jt]s|[tj]sconfig[^/]*\.json|package\.json)$/;

export type Concerns = (finding: Diagnostic) => boolean;

/** `host`: the world as it is now. */
export function concernedBy(changes: Changes, snapshot: Snapshot, host: Host): Concerns {
  const touched = importersOf(changes.paths, snapshot);
  const config = snapshot.linked.config.path;
  const isGlobal = [...changes.paths].some((path) => GLOBAL.test(path));
  if (isGlobal || (config !== null && importersOf(changes.paths, snapshot, [config]).has(config))) {
    return () => true;
  }
  const keys = new Set([
    ...declaredIn(touched, snapshot),
    // A key that is gone, or was renamed: who reads it has a new finding.
    ...declaredIn(
      changes.paths,
      createProject({ host: hostBefore(changes.paths, changes.before, host) }).snapshot(),
    ),
  ]);
  const known = new Set(snapshot.graph.nodes.map(({ key }) => key));
  const start = [...keys].filter((key) => known.has(key));
  const reached = new Set([...start, ...descendants(snapshot.graph, start).keys()]);
  return ({ path, span, related }) => {
    if (touched.has(path) || related.some(({ location }) => changes.paths.has(location.path))) return true;
    const key = snapshot.assetAt(path, span.start);
    return key !== undefined && reached.has(key);
  };
}

function declaredIn(paths: ReadonlySet<string>, { linked }: Snapshot): readonly string[] {
  return linked.definitions
    .filter(({ site, declarationSite }) => paths.has(site.path) || paths.has(declarationSite.path))
    .map(({ id }) => id);
}
