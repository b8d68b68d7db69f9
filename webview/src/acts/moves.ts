// Dragging a card into another band: the asset moves to that layer. Whether it may is judged where the edit is made; a refusal says why.
import { nodeOf, type Band, type Layout, type PlacedNode, type Point } from "@strataline/core/graph";
import type { FromWebview } from "@strataline/protocol";
import type { Model } from "../model.ts";
import type { Overlay } from "./overlay.ts";

export interface MovesTarget {
  readonly picture: HTMLElement;
  readonly model: () => Model;
  readonly layout: () => Layout | null;
  readonly pointOf: (event: MouseEvent) => Point;
  /** The card that a press takes hold of. */
  readonly grabbed: (event: MouseEvent) => PlacedNode | null;
  post(message: FromWebview): void;
}

/** Screen pixels; a shorter drag is a click. */
const CLICK_DISTANCE = 4;
const LAYER = "layer:";

/** The band at a point, if the asset can be dropped there: another layer than its own. */
export function dropBand(model: Model, layout: Layout, key: string, point: Point): Band | null {
  const node = nodeOf(model.graph, key);
  const band = layout.bands.find(({ x, y, width, height }) =>
    layout.direction === "right"
      ? point.x >= x && point.x <= x + width
      : point.y >= y && point.y <= y + height,
  );
  if (node?.kind !== "asset" || band?.id.startsWith(LAYER) !== true) return null;
  return band.id === LAYER + (node.layer ?? "") ? null : band;
}

export function listenToMoves(overlay: Overlay, target: MovesTarget, signal: AbortSignal): void {
  const { picture } = target;
  const view = picture.ownerDocument.defaultView;
  let swallowsClick = false;

  const follow = (key: string, down: MouseEvent): void => {
    const held = new AbortController();
    const options = { signal: AbortSignal.any([signal, held.signal]), capture: true };
    const from = target.pointOf(down);
    let isMoving = false;
    const bandAt = (event: MouseEvent): Band | null => {
      const layout = target.layout();
      return layout === null ? null : dropBand(target.model(), layout, key, target.pointOf(event));
    };
    const end = (): void => {
      held.abort();
      swallowsClick = isMoving;
      overlay.showMove(null);
      picture.classList.remove("moving-card");
    };
    const move = (event: MouseEvent): void => {
      isMoving ||= Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) > CLICK_DISTANCE;
      const [layout, place] = [target.layout(), target.layout()?.nodes.get(key)];
      if (!isMoving || layout === null) return;
      // It went away meanwhile.
      if (place === undefined) {
        end();
        return;
      }
      picture.classList.add("moving-card");
      const to = target.pointOf(event);
      const by = { x: to.x - from.x, y: to.y - from.y };
      overlay.showMove({ layout, place, by, band: bandAt(event) });
    };
    const drop = (event: MouseEvent): void => {
      const isInside = event.target instanceof Node && picture.contains(event.target);
      const band = isMoving && isInside ? bandAt(event) : null;
      end();
      if (band === null) return;
      const layer = band.id.slice(LAYER.length);
      target.post({ type: "edit", edit: { kind: "moveToLayer", key, layer } });
    };
    view?.addEventListener("mousemove", move, options);
    view?.addEventListener("mouseup", drop, options);
    view?.addEventListener("blur", end, options);
    view?.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape" || !isMoving) return;
        event.stopPropagation();
        end();
      },
      options,
    );
  };
  picture.addEventListener(
    "mousedown",
    (event) => {
      swallowsClick = false;
      const isPlain = event.button === 0 && !event.shiftKey && !event.ctrlKey && !event.metaKey;
      const grabbed = isPlain ? target.grabbed(event) : null;
      if (grabbed === null) return;
      // A drag that begins on such a card moves it, and not the picture.
      event.stopPropagation();
      follow(grabbed.key, event);
    },
    { signal, capture: true },
  );
  picture.addEventListener(
    "click",
    (event) => {
      if (swallowsClick) event.stopImmediatePropagation();
      swallowsClick = false;
    },
    { signal, capture: true },
  );
}
