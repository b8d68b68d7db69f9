// What a change of the code does to the pipeline: which assets are others than before, and what comes from them.
import { descendants, layerIndex, nodeOf, upstreamOf, type AssetGraph } from "../../graph/index.ts";
import type { SnapshotBase } from "../../project/snapshot.ts";
import { importersOf } from "./importers.ts";

/** Of what is affected, by its layer: the nearer to those who use the result, the worse. */
export type ImpactSeverity = "low" | "medium" | "high";

export interface Impact {
  /** Sorted by key. */
  readonly changed: readonly { readonly key: string; readonly change: "added" | "changed" }[];
  /** Keys that nobody declares any more, sorted. */
  readonly removed: readonly string[];
  /** Downstream of those, without them; nearest first. */
  readonly affected: readonly { readonly key: string; readonly severity: ImpactSeverity }[];
}

type Code = Pick<SnapshotBase, "graph" | "linked" | "codeVersion" | "paths" | "facts" | "resolveModule">;

/** Files that may change what every other file means. */
const GLOBAL = /(^|\/)(strataline\.config\.[cm]?[jt]s|[tj]sconfig[^/]*\.json|package\.json)$/;

/**
 * `paths`: files that changed, relative to the project. `before` answers a snapshot of the code as it was, in which the given files
 * are known with all that they import; of all files for null.
 */
export function impactOf(
  now: Code,
  paths: ReadonlySet<string>,
  before: (paths: readonly string[] | null) => Code,
): Impact {
  const isGlobal = [...paths].some((path) => GLOBAL.test(path));
  const touched = isGlobal ? null : importersOf(paths, now);
  const old = before(touched === null ? null : [...touched]);
  // What was deleted or moved had importers of its own.
  const touchedBefore = touched === null ? null : importersOf(new Set(touched), old);
  const keysNow = declaredIn(touched, now);
  const keysBefore = declaredIn(touchedBefore, old);
  const changed = [...keysNow].sort().flatMap((key): Impact["changed"] => {
    if (nodeOf(now.graph, key) === undefined) return [];
    if (!keysBefore.has(key)) return [{ key, change: "added" }];
    return isOther(key, now, old) ? [{ key, change: "changed" }] : [];
  });
  const removed = [...keysBefore].filter((key) => !isDeclared(now.graph, key)).sort();
  const start = [...changed.map(({ key }) => key), ...removed];
  const known = new Set(start);
  const affected = [...descendants(now.graph, start).keys()]
    .filter((key) => !known.has(key))
    .map((key) => ({ key, severity: severityOf(now.graph, key) }));
  return { changed, removed, affected };
}

function declaredIn(paths: ReadonlySet<string> | null, { linked }: Code): ReadonlySet<string> {
  const isTouched = (path: string): boolean => paths === null || paths.has(path);
  return new Set(
    linked.definitions
      .filter(({ site, declarationSite }) => isTouched(site.path) || isTouched(declarationSite.path))
      .map(({ id }) => id),
  );
}

function isDeclared(graph: AssetGraph, key: string): boolean {
  const kind = nodeOf(graph, key)?.kind;
  return kind !== undefined && kind !== "missing";
}

/** Other code, other deps, or another layer. */
function isOther(key: string, now: Code, old: Code): boolean {
  const layerOf = ({ linked }: Code): string | null | undefined =>
    linked.definitions.find(({ id }) => id === key)?.layer;
  return (
    now.codeVersion(key) !== old.codeVersion(key) ||
    depsOf(key, now).join(" ") !== depsOf(key, old).join(" ") ||
    layerOf(now) !== layerOf(old)
  );
}

function depsOf(key: string, { graph }: Code): readonly string[] {
  return [...upstreamOf(graph, key)].sort();
}

function severityOf(graph: AssetGraph, key: string): ImpactSeverity {
  const node = nodeOf(graph, key);
  const index = node === undefined ? null : layerIndex(graph, node);
  if (index === null) return "low";
  if (index >= graph.layers.length - 1) return "high";
  return index <= 0 ? "low" : "medium";
}
