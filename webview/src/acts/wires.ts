// Drawing an edge: from the handle of a card to the card that is to read it, or to an empty place for a new asset.
import type { PlacedNode, Point } from "@strataline/core/graph";
import type { FromWebview } from "@strataline/protocol";
import type { Overlay } from "./overlay.ts";

export interface WiresTarget {
  readonly picture: HTMLElement;
  /** The card whose handle is shown. */
  readonly source: () => PlacedNode | null;
  readonly pointOf: (event: MouseEvent) => Point;
  readonly nodeUnder: (event: MouseEvent) => PlacedNode | null;
  readonly canRead: (key: string) => boolean;
  /** The key it is drawn from; null: no longer. */
  drawing(key: string | null): void;
  post(message: FromWebview): void;
}

export function listenToWires(overlay: Overlay, target: WiresTarget, signal: AbortSignal): void {
  const { picture } = target;
  const view = picture.ownerDocument.defaultView;
  const draw = (from: PlacedNode): void => {
    const drawn = new AbortController();
    const options = { signal: AbortSignal.any([signal, drawn.signal]) };
    const end = (): void => {
      drawn.abort();
      overlay.showWire(null, null);
      target.drawing(null);
    };
    const readerUnder = (event: MouseEvent): PlacedNode | null => {
      const over = target.nodeUnder(event);
      return over !== null && over.key !== from.key && target.canRead(over.key) ? over : null;
    };
    const drop = (event: PointerEvent): void => {
      const reader = readerUnder(event);
      const isInside = event.target instanceof Node && picture.contains(event.target);
      const isEmpty = isInside && !overlay.isHandle(event.target) && target.nodeUnder(event) === null;
      end();
      if (reader !== null)
        target.post({ type: "edit", edit: { kind: "addDep", key: reader.key, dep: from.key } });
      else if (isEmpty) target.post({ type: "act", act: "newDownstream", keys: [from.key] });
    };
    target.drawing(from.key);
    view?.addEventListener(
      "pointermove",
      (event) => overlay.showWire({ from, to: target.pointOf(event) }, readerUnder(event)),
      options,
    );
    view?.addEventListener("pointerup", drop, options);
    view?.addEventListener("pointercancel", end, options);
    view?.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        end();
      },
      { ...options, capture: true },
    );
  };
  overlay.onGrab((event) => {
    const from = target.source();
    if (from === null || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    draw(from);
  });
}
