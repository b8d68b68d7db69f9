// What stands out in the picture, from the view's state: selection, cursor, hover trace and filter matches. Pure.
import type { Emphasis, Trace } from "./draw/scene.ts";
import { reach, type Neighbours } from "./scope.ts";

export interface EmphasisInput {
  readonly neighbours: Neighbours;
  readonly selected: readonly string[];
  readonly active: string | null;
  readonly focused: string | null;
  readonly hovered: string | null;
  readonly matched: ReadonlySet<string> | null;
}

export function emphasisOf(input: EmphasisInput): Emphasis {
  const { neighbours, selected, active, focused, hovered, matched } = input;
  return {
    selected: new Set(selected),
    active,
    focused,
    traced: hovered === null ? null : traceOf(neighbours, hovered),
    matched,
  };
}

export function traceOf(neighbours: Neighbours, key: string): Trace {
  return { upstream: reach(neighbours.upstream, key), downstream: reach(neighbours.downstream, key) };
}
