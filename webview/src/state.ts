// What the view keeps across reloads and hiding, and how a saved state of unknown shape is read back: field by field, never trusted.
import type { Direction, Grouping } from "@strataline/core/graph";
import type { LineageViewState } from "@strataline/protocol";

export type Scope = LineageViewState["scope"];

/** One side of one node whose hidden neighbours were asked for. */
export interface Expansion {
  readonly key: string;
  readonly side: "upstream" | "downstream";
}

/** How assets are grouped, and the ids of the groups that are open: all others are one node each. */
export interface Groups {
  readonly by: Grouping | "none";
  readonly open: readonly string[];
}

/** The protocol's state and what only this view reads. `scope: null`: the user has not chosen; the view chooses by size. */
export interface ViewState extends Omit<LineageViewState, "scope"> {
  readonly scope: Scope | null;
  readonly expanded: readonly Expansion[];
  /** With a filter: leave out what does not match instead of dimming it. */
  readonly onlyMatches: boolean;
  /** What the filter box was asked before, newest first. */
  readonly history: readonly string[];
  /** Ids of the bands that are not shown. */
  readonly hiddenBands: readonly string[];
  /** Name of the saved view that was picked last. */
  readonly savedView: string | null;
  /** The git ref since which changes are shown; null: they are not. */
  readonly impactRef: string | null;
  /** Null: the user has not chosen; the view chooses by size. */
  readonly groups: Groups | null;
  /** Where data flows to in the picture. */
  readonly direction: Direction;
}

export const INITIAL_STATE: ViewState = {
  version: 1,
  transform: null,
  scope: null,
  expanded: [],
  selected: [],
  pinned: false,
  filter: "",
  onlyMatches: false,
  history: [],
  hiddenBands: [],
  savedView: null,
  impactRef: null,
  groups: null,
  direction: "right",
};

export const MAX_DEPTH = 9;

export function restoreState(saved: unknown): ViewState {
  if (!isRecord(saved) || saved.version !== 1) return INITIAL_STATE;
  return {
    version: 1,
    transform: readTransform(saved.transform),
    scope: readScope(saved.scope),
    expanded: readList(saved.expanded, readExpansion),
    selected: readList(saved.selected, readText),
    pinned: saved.pinned === true,
    filter: typeof saved.filter === "string" ? saved.filter : "",
    onlyMatches: saved.onlyMatches === true,
    history: readList(saved.history, readText),
    hiddenBands: readList(saved.hiddenBands, readText),
    savedView: readText(saved.savedView),
    impactRef: readText(saved.impactRef),
    groups: readGroups(saved.groups),
    direction: saved.direction === "down" ? "down" : "right",
  };
}

function readText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

function readTransform(value: unknown): ViewState["transform"] {
  if (!isRecord(value)) return null;
  const { x, y, k } = value;
  return isFinite(x) && isFinite(y) && isFinite(k) && k > 0 ? { x, y, k } : null;
}

function readScope(value: unknown): Scope | null {
  if (!isRecord(value)) return null;
  if (value.kind === "project") return { kind: "project" };
  const { key, depth } = value;
  if (value.kind !== "neighbourhood" || typeof key !== "string" || !isFinite(depth)) return null;
  return { kind: "neighbourhood", key, depth: clampDepth(depth) };
}

function readExpansion(value: unknown): Expansion | null {
  if (!isRecord(value) || typeof value.key !== "string") return null;
  const side = value.side;
  return side === "upstream" || side === "downstream" ? { key: value.key, side } : null;
}

function readGroups(value: unknown): Groups | null {
  if (!isRecord(value)) return null;
  const { by } = value;
  if (!isGrouping(by)) return null;
  return { by, open: readList(value.open, readText) };
}

function isGrouping(value: unknown): value is Groups["by"] {
  if (typeof value !== "string") return false;
  return ["none", "folder", "group", "layer"].includes(value) || value.startsWith("tag:");
}

export function clampDepth(depth: number): number {
  return Math.min(MAX_DEPTH, Math.max(1, Math.round(depth)));
}

function readList<T>(value: unknown, read: (item: unknown) => T | null): readonly T[] {
  return Array.isArray(value) ? value.map(read).filter((item) => item !== null) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isFinite(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
