// Which findings a change concerns: those in changed files, in files that import them, and on assets downstream of what either
// declares or declared before. Pure; git.ts says what changed.
import { createProject, type Diagnostic, type Host, type Snapshot } from "@strataline/core";
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
    ...declaredIn(changes.paths, createProject({ host: hostOf(changes, host) }).snapshot()),
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

/** The changed files, and all that import one of them, however far. */
function importersOf(
  changed: ReadonlySet<string>,
  snapshot: Snapshot,
  paths: readonly string[] = snapshot.paths,
): ReadonlySet<string> {
  const importers = new Map<string, string[]>();
  const seen = new Set<string>();
  const queue = [...paths];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    for (const target of importsOf(path, snapshot)) {
      importers.set(target, [...(importers.get(target) ?? []), path]);
      queue.push(target);
    }
  }
  const touched = new Set(changed);
  for (const path of touched) for (const importer of importers.get(path) ?? []) touched.add(importer);
  return touched;
}

function importsOf(path: string, snapshot: Snapshot): readonly string[] {
  const specifiers = (snapshot.facts(path)?.units ?? []).flatMap(({ shape: { statement } }) => {
    if (statement.k === "export") return statement.from ?? [];
    if (statement.k !== "import") return [];
    const isOnlyTypes = statement.names.length > 0 && statement.names.every(({ typeOnly }) => typeOnly);
    return isOnlyTypes ? [] : statement.specifier;
  });
  return [...new Set(specifiers)].flatMap((specifier) => snapshot.resolveModule(path, specifier) ?? []);
}

function declaredIn(paths: ReadonlySet<string>, { linked }: Snapshot): readonly string[] {
  return linked.definitions
    .filter(({ site, declarationSite }) => paths.has(site.path) || paths.has(declarationSite.path))
    .map(({ id }) => id);
}

/** The world at the commit. */
function hostOf({ paths, before }: Changes, now: Host): Host {
  return {
    listFiles: () => [...now.listFiles().filter((path) => !paths.has(path)), ...before.keys()].sort(),
    readFile: (path) => (paths.has(path) ? before.get(path) : now.readFile(path)),
  };
}
