// Acting on the picture: context menus, an edge drawn from a card's handle, an edge picked and deleted, a card moved to another layer. Lies over the drawing and asks
// only the layout, so it holds for whatever the picture is drawn with.
import { nodeOf, type Layout, type PlacedNode, type Point, type RoutedEdge } from "@strataline/core/graph";
import type { FromWebview, ImpactResult } from "@strataline/protocol";
import type { ZoomTransform } from "d3";
import { edgePath } from "../draw/edgePath.ts";
import type { Model } from "../model.ts";
import { edgeAt, nodeAt } from "./hits.ts";
import { drawImpact } from "./impact.ts";
import { listenToMenus, type Menus } from "./menus.ts";
import { listenToMoves } from "./moves.ts";
import { createOverlay } from "./overlay.ts";
import { listenToWires } from "./wires.ts";

export interface ActsTarget {
  /** What the drawing fills; the overlay is put into it. */
  readonly picture: HTMLElement;
  readonly layout: () => Layout | null;
  readonly transform: () => ZoomTransform;
  readonly model: () => Model;
  readonly selected: () => readonly string[];
  /** The node with the keyboard focus. */
  readonly focusedKey: () => string | null;
  select(key: string): void;
  post(message: FromWebview): void;
  announce(text: string): void;
}

export interface Acts {
  readonly menus: Menus;
  /** The camera moved, or the layout is another one. */
  follow(): void;
  /** null: no longer. */
  showImpact(impact: ImpactResult | null): void;
  dispose(): void;
}

/** Screen pixels around an edge that are it. */
const REACH = 6;
/** Below this zoom cards are too small for a handle. */
const LEAST_ZOOM = 0.35;
/** What lies over the picture with a life of its own. */
const OTHERS = ".expander, .minimap, .band-headers, button, input";

export function createActs(document: Document, target: ActsTarget): Acts {
  const { picture } = target;
  const stop = new AbortController();
  const { signal } = stop;
  const overlay = createOverlay(document, picture);
  let hovered: string | null = null;
  let drawing: string | null = null;
  let picked: Pick<RoutedEdge, "from" | "to"> | null = null;

  const kindOf = (key: string): string => nodeOf(target.model().graph, key)?.kind ?? "missing";
  const pointOf = (event: MouseEvent): Point => {
    const { left, top } = picture.getBoundingClientRect();
    const [x, y] = target.transform().invert([event.clientX - left, event.clientY - top]);
    return { x, y };
  };
  const nodeUnder = (event: MouseEvent): PlacedNode | null => {
    const layout = target.layout();
    return layout === null ? null : nodeAt(layout, pointOf(event));
  };
  const edgeUnder = (event: MouseEvent): RoutedEdge | null => {
    const layout = target.layout();
    return layout === null ? null : edgeAt(layout, pointOf(event), REACH / target.transform().k);
  };
  const handled = (): PlacedNode | null => {
    const key = drawing ?? hovered;
    if (key === null || target.transform().k < LEAST_ZOOM || !/^(asset|source)$/.test(kindOf(key)))
      return null;
    return target.layout()?.nodes.get(key) ?? null;
  };
  let impact: ImpactResult | null = null;
  let drawnOn: Layout | null = null;
  const showImpact = (shown: ImpactResult | null): void => {
    impact = shown;
    drawnOn = target.layout();
    drawImpact(overlay.ground, drawnOn, impact);
  };
  const follow = (): void => {
    if (target.layout() !== drawnOn) showImpact(impact);
    const before = picked;
    const edge =
      before && target.layout()?.edges.find(({ from, to }) => from === before.from && to === before.to);
    if (edge === undefined) picked = null;
    overlay.place(target.transform());
    overlay.showPicked(edge == null ? null : edgePath(edge, target.layout()?.direction));
    overlay.showHandle(handled());
  };
  const pick = (edge: RoutedEdge | null): void => {
    picked = edge;
    follow();
    if (edge !== null) target.announce(`${edge.to} reads ${edge.from}. Delete removes this dep.`);
  };
  const hover = (key: string | null): void => {
    if (key === hovered) return;
    hovered = key;
    overlay.showHandle(handled());
  };
  const onKey = (event: KeyboardEvent): boolean => {
    if (event.target instanceof HTMLInputElement) return false;
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z") {
      target.post({ type: "undo" });
      return true;
    }
    if (picked === null) return false;
    if (event.key === "Escape") pick(null);
    else if (event.key === "Delete" || event.key === "Backspace")
      target.post({ type: "edit", edit: { kind: "removeDep", key: picked.to, dep: picked.from } });
    else return false;
    return true;
  };

  // First, so that the click that ends a move is heard by nobody.
  listenToMoves(
    overlay,
    {
      ...{ picture, pointOf, model: target.model, layout: target.layout },
      grabbed: (event) => {
        const isOther = event.target instanceof Element && event.target.closest(OTHERS) !== null;
        if (isOther || overlay.isHandle(event.target) || target.transform().k < LEAST_ZOOM) return null;
        const node = nodeUnder(event);
        return node !== null && kindOf(node.key) === "asset" ? node : null;
      },
      post: (message) => target.post(message),
    },
    signal,
  );
  picture.addEventListener(
    "pointermove",
    (event) => {
      if (event.buttons === 0 && !overlay.isHandle(event.target)) hover(nodeUnder(event)?.key ?? null);
    },
    { signal },
  );
  picture.addEventListener("pointerleave", () => hover(null), { signal });
  // Before the drawing hears of it: what is near an edge is no click on the background.
  picture.addEventListener(
    "click",
    (event) => {
      if (overlay.isHandle(event.target)) event.stopPropagation();
      else if (!(event.target instanceof Element && event.target.closest(OTHERS))) {
        const edge = nodeUnder(event) === null ? edgeUnder(event) : null;
        if (edge !== null) event.stopPropagation();
        if (edge !== null || picked !== null) pick(edge);
      }
    },
    { signal, capture: true },
  );
  document.addEventListener(
    "keydown",
    (event) => {
      if (!onKey(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },
    { signal, capture: true },
  );
  listenToWires(
    overlay,
    {
      picture,
      pointOf,
      nodeUnder,
      source: handled,
      canRead: (key) => /^(asset|dataProduct)$/.test(kindOf(key)),
      drawing: (key) => {
        drawing = key;
        overlay.showHandle(handled());
      },
      post: (message) => target.post(message),
    },
    signal,
  );
  const menus = listenToMenus(
    document,
    {
      ...target,
      under: (event) => {
        const isInside = event.target instanceof Node && picture.contains(event.target);
        const node = isInside ? nodeUnder(event) : null;
        if (node !== null) return { kind: "node", key: node.key };
        const edge = (isInside ? edgeUnder(event) : null) ?? (event.button === 2 ? null : picked);
        return edge === null ? null : { kind: "edge", from: edge.from, to: edge.to };
      },
    },
    signal,
  );
  return { menus, follow, showImpact, dispose: () => stop.abort() };
}
