// How the view follows the editor's cursor, and which scope it settles on. Pure.
import { nodeOf, type Layout } from "@strataline/core/graph";
import type { Model } from "./model.ts";
import { SMALL_PROJECT } from "./scope.ts";
import type { Scope, ViewState } from "./state.ts";
import type { Shown } from "./view.ts";

export interface FollowInput {
  readonly model: Model;
  readonly state: ViewState;
  readonly shown: Shown;
  /** Null before the first graph. */
  readonly layout: Layout | null;
  /** Asked for by the user, not only a moving cursor. */
  readonly reveal: boolean;
}

export type Follow =
  /** Nothing to go to, or the view is pinned. */
  | { readonly kind: "stay" }
  /** It is shown, or can be after its neighbourhood is laid out (`recentre`). */
  | { readonly kind: "go"; readonly key: string; readonly recentre: boolean };

export function followCursor({ model, state, shown, layout, reveal }: FollowInput): Follow {
  const { active, graph } = model;
  if (active === null || layout === null || nodeOf(graph, active) === undefined) return { kind: "stay" };
  if (state.pinned && !reveal) return { kind: "stay" };
  const { scope } = shown;
  const offCentre = reveal && scope.kind === "neighbourhood" && scope.key !== active;
  // Not chosen yet: a large project was shown whole only for want of a cursor.
  const isShown = layout.nodes.has(shown.grouped.standIn.get(active) ?? active);
  const recentre = state.scope === null || !isShown || offCentre;
  return { kind: "go", key: active, recentre };
}

/** What the view chose first stays, also when the cursor moves or the project grows; null while it is not sure. */
export function settledScope(model: Model, state: ViewState, shown: Shown): Scope | null {
  const { length } = model.graph.nodes;
  const sure = shown.scope.kind === "neighbourhood" || (length > 0 && length <= SMALL_PROJECT);
  return state.scope ?? (sure ? shown.scope : null);
}

/** What "Around" would show: the selected asset, else the one with the cursor, else the one it shows already. */
export function aroundCandidate(model: Model, selected: readonly string[], scope: Scope): string | null {
  const current = scope.kind === "neighbourhood" ? scope.key : null;
  const isKnown = (key: string | null | undefined): key is string =>
    key !== null && key !== undefined && nodeOf(model.graph, key) !== undefined;
  return [selected[0], model.active, current].find(isKnown) ?? null;
}
