// What a card says of a node that nobody ran: name, kind, marks. Shared by the view, which adds what the runs say, and exports.
import type { GraphNode } from "../model.ts";
import type { CardIcon } from "./icons.ts";

export type Mark = "missing" | "dynamic" | "dynamicDeps" | "cycle" | "duplicate" | "older";
export type Tone = "good" | "bad" | "warn" | "busy" | "quiet";

export interface CardLine {
  readonly icon: CardIcon;
  readonly text: string;
  /** For where the text does not fit. */
  readonly short?: string;
  readonly tone: Tone;
}

/** What an exported card shows; the view's cards are such. */
export interface PictureCard {
  /** The key before its last component, without the layer its band already names; "" or ends with "/". */
  readonly prefix: string;
  readonly name: string;
  readonly icon: CardIcon;
  /** No icon: nobody asked how the last run went. */
  readonly line: Omit<CardLine, "icon"> & { readonly icon: CardIcon | null };
  /** State of the last run, as the statuses name it; null: it never ran, or nobody asked. */
  readonly state: string | null;
  readonly checks: { readonly text: string; readonly tone: Tone } | null;
  readonly problem: "error" | "warning" | null;
  readonly marks: readonly Mark[];
  /** Neighbours that are not shown. */
  readonly hidden: { readonly upstream: number; readonly downstream: number };
}

/** Says nothing about runs: "never run" would be a claim. `isCyclic`: on a cycle. */
export function plainCard(node: GraphNode, isCyclic: boolean): PictureCard {
  const checks = node.checks?.length ?? 0;
  const line = restingLine(node);
  const kinds = (node.kinds ?? []).join(" · ");
  return {
    ...splitKey(node),
    icon: iconOf(node),
    line: {
      ...line,
      icon: node.kind === "missing" ? line.icon : null,
      text: node.kind === "asset" ? kinds || "asset" : line.text,
    },
    state: null,
    checks: checks === 0 ? null : { text: String(checks), tone: "quiet" },
    problem: null,
    marks: marksOf(node, isCyclic),
    hidden: { upstream: 0, downstream: 0 },
  };
}

export function splitKey(node: GraphNode): { prefix: string; name: string } {
  // A dynamic node's key is `?<path>#<name>`: only the name says something.
  if (node.kind === "dynamic") {
    const name = node.key.slice(node.key.lastIndexOf("#") + 1);
    return { prefix: "", name: name === "" ? "unnamed" : name };
  }
  const parts = node.key.split("/");
  const name = parts.pop() ?? node.key;
  if (node.layer !== null && parts[0] === node.layer) parts.shift();
  return { prefix: parts.length === 0 ? "" : `${parts.join("/")}/`, name };
}

export function iconOf(node: GraphNode): CardIcon {
  switch (node.kind) {
    case "asset":
      return node.kinds?.includes("sql") === true ? "sql" : "table";
    case "source":
    case "dataProduct":
    case "missing":
    case "dynamic":
      return node.kind;
  }
}

export function marksOf(node: GraphNode, isCyclic: boolean): readonly Mark[] {
  const marks: Mark[] = [];
  if (node.kind === "missing") marks.push("missing");
  if (node.kind === "dynamic") marks.push("dynamic");
  if (node.hasDynamicDeps === true) marks.push("dynamicDeps");
  if (isCyclic) marks.push("cycle");
  if (node.isDuplicate === true) marks.push("duplicate");
  if (node.isOlder === true) marks.push("older");
  return marks;
}

/** The second line when nothing ran: what it is. */
export function restingLine(node: GraphNode): CardLine {
  const quiet = (icon: CardIcon, text: string): CardLine => ({ icon, text, tone: "quiet" });
  const kinds = (node.kinds ?? []).join(" · ");
  switch (node.kind) {
    case "asset":
      return quiet("idle", kinds === "" ? "never run" : `never run · ${kinds}`);
    case "source":
      return quiet("idle", kinds === "" ? "source" : kinds);
    case "dataProduct":
      return quiet("idle", node.owners?.[0] ?? "data product");
    case "missing":
      return { icon: "warning", text: "missing", tone: "bad" };
    case "dynamic":
      return quiet("idle", "dynamic key");
  }
}
