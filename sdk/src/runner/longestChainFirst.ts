// The order in which ready steps are started: first what the longest chain of other steps waits for, because a run is as
// long as its longest chain. (Highest level first, as in list scheduling.)
import type { Step } from "./scheduler.ts";

/** `steps`: upstream first, as is the result. Steps with equally long chains keep their order. */
export function longestChainFirst<S extends Step>(steps: readonly S[]): readonly S[] {
  const chain = new Map<string, number>();
  const lengthOf = (key: string): number => chain.get(key) ?? 0;
  for (const { key, after } of steps.toReversed()) {
    for (const upstream of after) chain.set(upstream, Math.max(lengthOf(upstream), lengthOf(key) + 1));
  }
  return steps.toSorted((a, b) => lengthOf(b.key) - lengthOf(a.key));
}
