// What a node's card says, in words and icon names: drawn by draw/nodes.ts, read out by screen readers. Pure.
import type { AssetStatus, GraphNode } from "@strataline/core";
import {
  iconOf,
  marksOf,
  restingLine,
  splitKey,
  type CardIcon,
  type CardLine,
  type Mark,
  type Tone,
} from "@strataline/core/graph";
import { formatAge, formatCount, formatDuration, plural } from "./format.ts";
import type { Model } from "./model.ts";
import type { HiddenCount } from "./scope.ts";

export type { Mark, Tone };

export interface Card {
  readonly key: string;
  readonly kind: GraphNode["kind"];
  /** The key before its last component, without the layer its band already names; "" or ends with "/". */
  readonly prefix: string;
  readonly name: string;
  readonly icon: CardIcon;
  readonly line: CardLine;
  readonly state: AssetStatus["state"] | null;
  readonly checks: { readonly text: string; readonly tone: Tone } | null;
  readonly problem: "error" | "warning" | null;
  readonly marks: readonly Mark[];
  readonly hidden: HiddenCount;
  /** For screen readers: everything the card shows, in words. */
  readonly label: string;
  readonly tooltip: string;
}

const NOTHING_HIDDEN: HiddenCount = { upstream: 0, downstream: 0 };

export interface CardContext {
  readonly model: Model;
  /** Keys on a cycle. */
  readonly cyclic: ReadonlyMap<string, unknown>;
  readonly hidden: ReadonlyMap<string, HiddenCount>;
  /** Epoch milliseconds. */
  readonly now: number;
}

export function cardOf(node: GraphNode, context: CardContext): Card {
  const { model, now } = context;
  const status = node.kind === "missing" ? undefined : model.statuses.get(node.key);
  const problem = model.problems[node.key] ?? null;
  const marks = marksOf(node, context.cyclic.has(node.key));
  const hidden = context.hidden.get(node.key) ?? NOTHING_HIDDEN;
  const checks = checksOf(node, status);
  const line = status === undefined ? restingLine(node) : statusLine(status, now);
  const layer = model.graph.layers.find(({ name }) => name === node.layer)?.title ?? null;
  const card = {
    key: node.key,
    kind: node.kind,
    ...splitKey(node),
    icon: iconOf(node),
    line,
    state: status?.state ?? null,
    checks,
    problem,
    marks,
    hidden,
  };
  return { ...card, label: labelOf(node, card, layer), tooltip: tooltipOf(node, layer) };
}

export function statusLine(status: AssetStatus, now: number): Card["line"] {
  const age = formatAge(status.at, now);
  switch (status.state) {
    case "queued":
      return { icon: "queued", text: "queued", tone: "busy" };
    case "running":
      return {
        icon: "running",
        text: `running ${formatDuration(secondsOnly(now - status.at))}`,
        tone: "busy",
      };
    case "succeeded": {
      const { rows } = status;
      if (rows === undefined) return { icon: "succeeded", text: age, tone: "good" };
      const short = `${formatCount(rows)} ${rows === 1 ? "row" : "rows"}`;
      return { icon: "succeeded", text: `${short} · ${age}`, short, tone: "good" };
    }
    case "failed":
      return { icon: "failed", text: `failed · ${age}`, tone: "bad" };
    case "skipped":
      return { icon: "skipped", text: `skipped · ${age}`, tone: "quiet" };
    case "cancelled":
      return { icon: "cancelled", text: `cancelled · ${age}`, tone: "quiet" };
  }
}

/** Whole seconds: a figure that ticks must not change its width ten times a second. */
function secondsOnly(ms: number): number {
  return Math.max(1000, Math.floor(ms / 1000) * 1000);
}

function checksOf(node: GraphNode, status: AssetStatus | undefined): Card["checks"] {
  const total = node.checks?.length ?? 0;
  const results = status?.checks;
  if (results === undefined) return total === 0 ? null : { text: String(total), tone: "quiet" };
  const ran = results.passed + results.failed;
  if (ran === 0 && total === 0) return null;
  return { text: `${results.passed}/${Math.max(ran, total)}`, tone: results.failed > 0 ? "bad" : "good" };
}

const MARK_WORDS: Readonly<Record<Mark, string>> = {
  missing: "missing: read, but declared nowhere",
  dynamic: "its key is only known when the code runs",
  dynamicDeps: "some of its inputs are only known when the code runs",
  cycle: "on a cycle",
  duplicate: "declared more than once",
};
const KIND_WORDS: Readonly<Record<GraphNode["kind"], string>> = {
  asset: "asset",
  source: "source",
  dataProduct: "data product",
  missing: "missing asset",
  dynamic: "dynamic asset",
};

function labelOf(node: GraphNode, card: Omit<Card, "label" | "tooltip">, layer: string | null): string {
  const hidden = card.hidden.upstream + card.hidden.downstream;
  const parts = [
    `${card.name}, ${KIND_WORDS[node.kind]}${layer === null ? "" : ` in ${layer}`}`,
    card.line.text,
    card.checks === null ? "" : `checks ${card.checks.text}`,
    card.problem === null ? "" : `has ${card.problem}s`,
    ...card.marks.map((mark) => MARK_WORDS[mark]),
    hidden === 0 ? "" : `${plural(hidden, "neighbour")} not shown`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function tooltipOf(node: GraphNode, layer: string | null): string {
  const what = `${KIND_WORDS[node.kind]}${layer === null ? "" : ` · ${layer}`}`;
  const lines = [node.kind === "dynamic" ? "" : node.key, what, node.description ?? "", node.file ?? ""];
  return lines.filter((line) => line !== "").join("\n");
}
