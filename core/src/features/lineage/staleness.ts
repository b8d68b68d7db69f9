// Is what is stored of an asset still what its code and its inputs would give? As the runner decides it (`sdk/src/runner/freshness.ts`), as
// far as it can be said without running anything: files of sources, and whether stored tables are still there, only a run looks at.
import { nodeOf, upstreamOf, type AssetGraph } from "../../graph/index.ts";
import type { StatusOf } from "../model.ts";

export type StaleReason =
  | { readonly kind: "neverMaterialized" }
  | { readonly kind: "codeChanged" }
  | { readonly kind: "depsChanged"; readonly added: readonly string[]; readonly removed: readonly string[] }
  /** These have other data than it was made of. */
  | { readonly kind: "upstreamChanged"; readonly upstream: readonly string[] }
  | { readonly kind: "lastRunFailed" }
  /** These are stale themselves: it runs too if they turn out otherwise. */
  | { readonly kind: "upstreamStale"; readonly upstream: readonly string[] };

export type Staleness =
  | { readonly kind: "fresh" }
  /** `because`: for people, to go after "because". */
  | { readonly kind: "unknown"; readonly because: string }
  /** `cause`: from the asset up to the one that has another reason than "upstreamStale". */
  | { readonly kind: "stale"; readonly reason: StaleReason; readonly cause: readonly string[] };

export interface StalenessFacts {
  readonly graph: AssetGraph;
  codeVersion(key: string): string;
  readonly status: StatusOf;
}

export interface StalenessAnswers {
  of(key: string): Staleness;
  /** Does some of the work of `of`, as long as `mayGoOn`; answers whether all of it is done. Code is read for the first time here. */
  prepare(key: string, mayGoOn: () => boolean): boolean;
}

/** Remembers what it has found: make a new one when the code or a status has changed. */
export function createStaleness(facts: StalenessFacts): StalenessAnswers {
  const found = new Map<string, Staleness>();
  const prepare = (key: string, mayGoOn: () => boolean): boolean => {
    const entered = new Set<string>();
    const stack = [key];
    for (let next = stack.at(-1); next !== undefined; next = stack.at(-1)) {
      if (found.has(next)) stack.pop();
      else if (entered.has(next)) {
        if (!mayGoOn()) return false;
        found.set(next, judge(facts, found, next));
      } else {
        entered.add(next);
        stack.push(...upstreamOf(facts.graph, next).filter((one) => !found.has(one) && !entered.has(one)));
      }
    }
    return true;
  };
  return {
    of: (key) => {
      prepare(key, () => true);
      return found.get(key) ?? unknown("nobody declares it");
    },
    prepare,
  };
}

function unknown(because: string): Staleness {
  return { kind: "unknown", because };
}

/** Its upstreams are judged; those on a cycle with it may not be. */
function judge(facts: StalenessFacts, known: ReadonlyMap<string, Staleness>, key: string): Staleness {
  const { graph, status } = facts;
  const node = nodeOf(graph, key);
  if (node?.kind === "dynamic") return unknown("its key is only known when the code runs");
  if (node?.kind !== "asset") return unknown("it is not materialized");
  const last = status(key);
  const stale = (reason: StaleReason, cause: readonly string[] = [key]): Staleness => ({
    kind: "stale",
    reason,
    cause,
  });
  if (last?.lastSucceededAt === undefined) return stale({ kind: "neverMaterialized" });
  const { version } = last;
  if (version === undefined) return unknown("the run that made it recorded no versions: the next one does");
  const code = facts.codeVersion(key);
  if (code === "") return unknown("its code cannot be read");
  if (code !== version.codeVersion) return stale({ kind: "codeChanged" });
  const deps = [...new Set(upstreamOf(graph, key))];
  const before = version.inputs.map((input) => input.key);
  const added = deps.filter((dep) => !before.includes(dep));
  const removed = before.filter((dep) => !deps.includes(dep));
  if (added.length > 0 || (removed.length > 0 && node.hasDynamicDeps !== true))
    return stale({ kind: "depsChanged", added, removed });
  const changed = version.inputs.filter(({ key: from, materialization, dataVersion }) => {
    const now = materialization === null ? undefined : status(from)?.version;
    return now !== undefined && now.dataVersion !== dataVersion;
  });
  if (changed.length > 0)
    return stale({ kind: "upstreamChanged", upstream: changed.map(({ key: from }) => from) });
  if (last.state === "failed" || version.rejectedBy !== undefined) return stale({ kind: "lastRunFailed" });
  return byUpstreams(key, deps, known);
}

function byUpstreams(key: string, deps: readonly string[], known: ReadonlyMap<string, Staleness>): Staleness {
  const stale = deps.flatMap((dep) => {
    const state = known.get(dep);
    return state?.kind === "stale" ? [{ dep, cause: state.cause }] : [];
  });
  const [nearest] = stale.toSorted((a, b) => a.cause.length - b.cause.length);
  if (nearest === undefined) return { kind: "fresh" };
  const reason: StaleReason = { kind: "upstreamStale", upstream: stale.map(({ dep }) => dep) };
  return { kind: "stale", reason, cause: [key, ...nearest.cause] };
}
