// What a run did, layer by layer: collected from its events.
import type { AssetGraph } from "@strataline/core/graph";
import type { RunEvent } from "@strataline/protocol";
import type { Colors } from "../colors.ts";
import { count, duration, plural } from "../quantities.ts";
import { formatTable } from "../table.ts";
import { unreachable } from "../unreachable.ts";

interface LayerTotals {
  readonly title: string;
  succeeded: number;
  failed: number;
  skipped: number;
  fresh: number;
  rows: number;
  durationMs: number;
  checksPassed: number;
  checksFailed: number;
}

export interface RunSummary {
  readonly onEvent: (event: RunEvent) => void;
  /** A table, one line for each layer with something in it; "" when everything was fresh. */
  readonly text: (color: Colors) => string;
  /** Checks of severity "error" that failed: the data is there, and is not good. */
  readonly failedChecks: () => number;
}

export function runSummary(graph: AssetGraph): RunSummary {
  const layerOf = new Map(graph.nodes.map(({ key, layer }) => [key, layer]));
  const totals = new Map<string | null, LayerTotals>();
  for (const { name, title } of graph.layers) totals.set(name, emptyTotals(title));
  totals.set(null, emptyTotals("(no layer)"));
  let planned = 0;
  let failedChecks = 0;
  let finished: Extract<RunEvent, { type: "runFinished" }> | null = null;
  const of = (key: string): LayerTotals => totals.get(layerOf.get(key) ?? null) ?? emptyTotals("(no layer)");

  const onEvent = (event: RunEvent): void => {
    switch (event.type) {
      case "runStarted":
        planned = event.assets.length;
        for (const key of event.fresh) of(key).fresh++;
        return;
      case "assetSucceeded":
        of(event.key).succeeded++;
        of(event.key).rows += event.rows ?? 0;
        of(event.key).durationMs += event.durationMs;
        return;
      case "assetFailed":
        of(event.key).failed++;
        of(event.key).durationMs += event.durationMs;
        return;
      case "assetSkipped":
        if (event.reason === "fresh") of(event.key).fresh++;
        else of(event.key).skipped++;
        return;
      case "checkFinished":
        if (event.passed) of(event.key).checksPassed++;
        else of(event.key).checksFailed++;
        if (!event.passed && event.severity === "error") failedChecks++;
        return;
      case "runFinished":
        finished = event;
        return;
      case "assetStarted":
      case "assetLog":
      case "assetMetadata":
      case "assetProgress":
      case "assetRetrying":
        return;
      default:
        return unreachable(event);
    }
  };
  return {
    onEvent,
    text: (color) =>
      planned === 0 && finished?.status === "succeeded"
        ? ""
        : `\n${layerTable([...totals.values()], color)}${finished === null ? "" : finishText(finished, color)}\n`,
    failedChecks: () => failedChecks,
  };
}

function emptyTotals(title: string): LayerTotals {
  return {
    title,
    succeeded: 0,
    failed: 0,
    skipped: 0,
    fresh: 0,
    rows: 0,
    durationMs: 0,
    checksPassed: 0,
    checksFailed: 0,
  };
}

function layerTable(layers: readonly LayerTotals[], color: Colors): string {
  const rows = layers
    .filter(({ succeeded, failed, skipped, fresh }) => succeeded + failed + skipped + fresh > 0)
    .map((layer) => [
      layer.title,
      assetsText(layer),
      count(layer.rows),
      duration(layer.durationMs),
      checksText(layer),
    ]);
  return formatTable(
    [
      { title: "Layer" },
      { title: "Assets" },
      { title: "Rows", align: "right" },
      { title: "Time", align: "right" },
      { title: "Checks" },
    ],
    rows,
    color,
  );
}

function assetsText({ succeeded, failed, skipped, fresh }: LayerTotals): string {
  const parts: readonly (readonly [number, string])[] = [
    [succeeded, "made"],
    [fresh, "fresh"],
    [failed, "failed"],
    [skipped, "skipped"],
  ];
  return parts.flatMap(([n, word]) => (n === 0 ? [] : [`${count(n)} ${word}`])).join(", ");
}

function checksText({ checksPassed, checksFailed }: LayerTotals): string {
  if (checksPassed + checksFailed === 0) return "-";
  return `${count(checksPassed)} passed${checksFailed === 0 ? "" : `, ${count(checksFailed)} failed`}`;
}

function finishText(event: Extract<RunEvent, { type: "runFinished" }>, color: Colors): string {
  const paint = { succeeded: color.green, failed: color.red, cancelled: color.yellow }[event.status];
  const failed = [
    ...(event.failed === 0 ? [] : [`${plural(event.failed, "asset")} failed`]),
    ...(event.checksFailed === 0 ? [] : [`${plural(event.checksFailed, "check")} failed`]),
  ];
  const details = failed.length === 0 ? "" : ` (${failed.join(", ")})`;
  return `\n${paint(`Run ${event.status}`)} in ${duration(event.durationMs)}${details}\n`;
}
