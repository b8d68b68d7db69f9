// What a node's card says, in words and icon names: drawn by draw/nodes.ts, read out by screen readers. Pure.
import type { AssetStatus, GraphNode, StaleReason } from "@strataline/core";
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
import { reasonText } from "./staleText.ts";

export type { Mark, Tone };

export interface Card {
  readonly key: string;
  readonly kind: GraphNode["kind"] | "group";
  /** The key before its last component, without the layer its band already names; "" or ends with "/". */
  readonly prefix: string;
  readonly name: string;
  readonly icon: CardIcon;
  /** What it is made with, for where there is room: "sql · duckdb". */
  readonly kinds: string;
  readonly line: CardLine;
  readonly state: AssetStatus["state"] | null;
  /** What is stored is not what its code and inputs would give now; of a group: of some of it. */
  readonly isStale: boolean;
  readonly checks: { readonly text: string; readonly tone: Tone } | null;
  readonly problem: "error" | "warning" | null;
  readonly marks: readonly Mark[];
  readonly hidden: HiddenCount;
  /** What it stands for, when it is a closed group. */
  readonly group: { readonly id: string; readonly size: number } | null;
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

/** What a card was made of: as long as it is the same, so is the card. */
interface Made {
  readonly from: readonly unknown[];
  readonly card: Card;
}

/** Nodes are kept from one graph to the next, so most cards of a large graph are. */
const made = new WeakMap<GraphNode, Made>();

export function cardOf(node: GraphNode, context: CardContext): Card {
  const { model, now } = context;
  const status = node.kind === "missing" ? undefined : model.statuses.get(node.key);
  const stale = status === undefined ? undefined : model.stale.get(node.key);
  const problem = model.problems[node.key] ?? null;
  const hidden = context.hidden.get(node.key) ?? NOTHING_HIDDEN;
  const { upstream, downstream } = hidden;
  const isCyclic = context.cyclic.has(node.key);
  const age = status === undefined ? 0 : ageStep(status, now);
  const from = [model.graph.layers, status, stale, age, problem, isCyclic, upstream, downstream];
  const known = made.get(node);
  if (known?.from.every((part, index) => part === from[index]) === true) return known.card;
  const card = makeCard(node, { status, stale, problem, hidden }, context);
  made.set(node, { from, card });
  return card;
}

/** Changes whenever the words for the age do. */
function ageStep({ state, at }: AssetStatus, now: number): number {
  return Math.floor((now - at) / (state === "running" ? 1000 : 60_000));
}

interface Facts {
  readonly status: AssetStatus | undefined;
  readonly stale: StaleReason | undefined;
  readonly problem: Card["problem"];
  readonly hidden: HiddenCount;
}

function makeCard(node: GraphNode, { status, stale, problem, hidden }: Facts, context: CardContext): Card {
  const { model, now } = context;
  const marks = marksOf(node, context.cyclic.has(node.key));
  const checks = checksOf(node, status);
  const line = status === undefined ? restingLine(node) : lineOf(status, stale !== undefined, now);
  const layer = model.graph.layers.find(({ name }) => name === node.layer)?.title ?? null;
  const card = {
    key: node.key,
    kind: node.kind,
    ...splitKey(node),
    icon: iconOf(node),
    // The line says it already of what never ran.
    kinds: status === undefined ? "" : (node.kinds ?? []).join(" · "),
    line,
    state: status?.state ?? null,
    isStale: stale !== undefined,
    checks,
    problem,
    marks,
    hidden,
    group: null,
  };
  return { ...card, label: labelOf(node, card, layer, stale), tooltip: tooltipOf(node, layer, stale) };
}

/** A run that goes on, or that failed, is more urgent than that what is stored is old. */
function lineOf(status: AssetStatus, isStale: boolean, now: number): CardLine {
  const line = statusLine(status, now);
  const { text, short = text } = line;
  if (!isStale || line.tone === "busy" || line.tone === "bad") return line;
  return { icon: "stale", text: `stale · ${text}`, short: `stale · ${short}`, tone: "warn" };
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
  older: "as last readable: its code cannot be read at the moment",
};
const KIND_WORDS: Readonly<Record<GraphNode["kind"], string>> = {
  asset: "asset",
  source: "source",
  dataProduct: "data product",
  missing: "missing asset",
  dynamic: "dynamic asset",
};

function labelOf(
  node: GraphNode,
  card: Omit<Card, "label" | "tooltip">,
  layer: string | null,
  stale: StaleReason | undefined,
): string {
  const hidden = card.hidden.upstream + card.hidden.downstream;
  const parts = [
    `${card.name}, ${KIND_WORDS[node.kind]}${layer === null ? "" : ` in ${layer}`}`,
    card.line.text,
    stale === undefined ? "" : `stale because ${reasonText(stale)}`,
    card.checks === null ? "" : `checks ${card.checks.text}`,
    card.problem === null ? "" : `has ${card.problem}s`,
    ...card.marks.map((mark) => MARK_WORDS[mark]),
    hidden === 0 ? "" : `${plural(hidden, "neighbour")} not shown`,
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function tooltipOf(node: GraphNode, layer: string | null, stale: StaleReason | undefined): string {
  const what = `${KIND_WORDS[node.kind]}${layer === null ? "" : ` · ${layer}`}`;
  const older = node.isOlder === true ? "As last readable: its code cannot be read at the moment" : "";
  const kinds = (node.kinds ?? []).join(" · ");
  const name = node.kind === "dynamic" ? "" : node.key;
  const lines = [
    name,
    kinds === "" ? what : `${what} · ${kinds}`,
    older,
    stale === undefined ? "" : `Stale: ${reasonText(stale)}`,
    node.description ?? "",
    node.file ?? "",
  ];
  return lines.filter((line) => line !== "").join("\n");
}
