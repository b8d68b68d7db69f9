// What of the legend is on the screen now. Pure.
import { bandsOf, iconOf, isUpwardRead, marksOf, nodeOf, type CardIcon } from "@strataline/core/graph";
import { accentOf, type Accent } from "../draw/accents.ts";
import type { Model } from "../model.ts";
import type { ViewState } from "../state.ts";
import type { Shown } from "../view.ts";

export type Sign =
  | `kind-${string}`
  | `state-${string}`
  | `mark-${string}`
  | `line-${"data" | "order" | "failed" | "bundle" | "backward" | "cyclic"}`
  | "checks-passed"
  | "checks-failed"
  | "checks-none"
  | "problem-error"
  | "problem-warning"
  | "stale"
  | "hidden"
  | "group-closed"
  | "group-open"
  | "active"
  | "selected"
  | "matched";

export interface LegendFacts {
  readonly signs: ReadonlySet<Sign>;
  /** The bands that hold something, in order. */
  readonly bands: readonly { readonly title: string; readonly accent: Accent }[];
}

export interface LegendInput {
  readonly model: Model;
  readonly state: ViewState;
  readonly shown: Shown;
}

export function legendFacts({ model, state, shown }: LegendInput): LegendFacts {
  const { part, grouped, knotOf, matched, layers } = shown;
  const signs = new Set<Sign>();
  for (const node of part.graph.nodes) {
    const { key } = node;
    // In a closed group: its card says the worst of its states, not what each asset is.
    if (grouped.standIn.has(key)) continue;
    signs.add(`kind-${iconOf(node) satisfies CardIcon}`);
    for (const mark of marksOf(node, knotOf.has(key))) signs.add(`mark-${mark}`);
    const status = model.statuses.get(key);
    if (status !== undefined) signs.add(`state-${status.state}`);
    else if (node.kind === "asset") signs.add("state-idle");
    if (status !== undefined && model.stale.has(key)) signs.add("stale");
    const problem = model.problems[key];
    if (problem !== undefined) signs.add(`problem-${problem}`);
    const checks = status?.checks;
    if (checks !== undefined && checks.failed > 0) signs.add("checks-failed");
    else if (checks !== undefined && checks.passed > 0) signs.add("checks-passed");
    else if ((node.checks?.length ?? 0) > 0) signs.add("checks-none");
    if (state.selected.includes(key)) signs.add("selected");
    if (key === model.active) signs.add("active");
    if (matched?.has(key) === true) signs.add("matched");
  }
  if (part.hidden.size > 0) signs.add("hidden");
  if (grouped.groups.size > 0) signs.add("group-closed");
  if (grouped.around.size > 0) signs.add("group-open");
  if (grouped.bundles.size > 0) signs.add("line-bundle");
  for (const group of grouped.groups.values()) {
    for (const member of group.members) {
      const state = model.statuses.get(member)?.state;
      if (state !== undefined) signs.add(`state-${state}`);
      if (model.stale.has(member)) signs.add("stale");
    }
  }
  for (const { from, to, kind } of grouped.graph.edges) {
    signs.add(`line-${kind}`);
    if (model.statuses.get(from)?.state === "failed") signs.add("line-failed");
    const [upstream, downstream] = [nodeOf(model.graph, from), nodeOf(model.graph, to)];
    if (upstream === undefined || downstream === undefined) continue;
    if (isUpwardRead(model.graph, upstream, downstream)) signs.add("line-backward");
    if (knotOf.has(from) && knotOf.get(from) === knotOf.get(to)) signs.add("line-cyclic");
  }
  const bands = bandsOf(part.graph)
    .filter(({ nodes }) => nodes.length > 0)
    .map(({ id, title }) => ({ title, accent: accentOf(id, layers) }));
  return { signs, bands };
}
