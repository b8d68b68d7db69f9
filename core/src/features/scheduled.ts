// Which keys a schedule runs, and which schedules run a key: named one by one, or chosen by a selection.
import { select } from "../graph/index.ts";
import type { AssetGraph } from "../graph/index.ts";
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { LinkedSchedule } from "../project/linked.ts";

const NONE: ReadonlySet<string> = new Set();
const selections = new WeakMap<AssetGraph, Map<string, ReadonlySet<string>>>();

/** What an expression selects. Nothing while it is wrong, or asks about runs: the graph alone does not know. */
function selectedKeys(graph: AssetGraph, expression: string): ReadonlySet<string> {
  let known = selections.get(graph);
  if (known === undefined) selections.set(graph, (known = new Map<string, ReadonlySet<string>>()));
  let keys = known.get(expression);
  if (keys === undefined) {
    const selected = select(graph, expression);
    keys = selected.ok ? new Set(selected.keys) : NONE;
    known.set(expression, keys);
  }
  return keys;
}

/** Assets that a schedule runs, sorted: what it selects besides is only read. */
export function scheduledAssets(
  { graph }: ProjectView,
  index: KeyIndex,
  schedule: LinkedSchedule | undefined,
): readonly string[] {
  if (schedule === undefined) return [];
  const { targets, selection } = schedule;
  const selected = selection === null ? NONE : selectedKeys(graph, selection.text);
  const keys = new Set([...targets.map(({ key }) => key.key), ...selected]);
  return [...keys].filter((key) => index.definition(key)?.kind === "asset").sort();
}

/** Schedules whose selection holds the key. */
export function schedulesSelecting({ linked, graph }: ProjectView, key: string): readonly LinkedSchedule[] {
  return linked.schedules.filter(
    ({ selection }) => selection !== null && selectedKeys(graph, selection.text).has(key),
  );
}

/** All that run the key, each once. */
export function schedulesOf(view: ProjectView, index: KeyIndex, key: string): readonly LinkedSchedule[] {
  const naming = index
    .mentions(key)
    .flatMap((mention) => (mention.by === "schedule" ? mention.schedule : []));
  return [...new Set([...naming, ...schedulesSelecting(view, key)])];
}

/** As people call it. */
export function scheduleName({ name, cron }: LinkedSchedule): string {
  return name ?? cron?.text ?? "schedule";
}
