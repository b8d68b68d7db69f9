// What the pointer does on the drawing: hovers, clicks, opens, and with Shift draws a box around what to select.
import { zoomIdentity, type ZoomTransform } from "d3";
import { html } from "../dom.ts";
import type { Area } from "./cull.ts";

export interface PointerEvents {
  hover(key: string | null): void;
  click(key: string, extend: boolean): void;
  background(): void;
  open(key: string): void;
  /** The title of the open group with this id was clicked. */
  closeGroup(id: string): void;
  /** A box was drawn around these. */
  box(keys: readonly string[]): void;
}

export interface PointerTarget {
  readonly events: PointerEvents;
  readonly keyAt: (event: MouseEvent) => string | null;
  readonly within: (area: Area) => readonly string[];
  readonly transform: () => ZoomTransform;
}

/** A shorter drag is a click. */
const CLICK_DISTANCE = 4;

export function listenToPointer(ground: HTMLElement, target: PointerTarget): void {
  const { events, keyAt } = target;
  let hovered: string | null = null;
  const hover = (key: string | null) => {
    if (key === hovered) return;
    hovered = key;
    ground.classList.toggle("over-node", key !== null);
    events.hover(key);
  };
  ground.addEventListener("pointerover", (event) => hover(keyAt(event)));
  ground.addEventListener("pointermove", (event) => {
    // While a button is down the picture moves under the pointer.
    if (event.buttons === 0) hover(keyAt(event));
  });
  ground.addEventListener("pointerout", (event) => {
    if (!(event.relatedTarget instanceof Node && ground.contains(event.relatedTarget))) hover(null);
    else if (keyAt(event) === hovered) hover(null);
  });
  const wasBox = listenToBox(ground, target);
  ground.addEventListener("click", (event) => {
    if (wasBox()) return;
    const key = keyAt(event);
    const title = event.target instanceof Element ? event.target.closest(".group-title") : null;
    const group = title?.parentElement?.getAttribute("data-group");
    const opens = event.target instanceof Element && event.target.closest(".mark-expand") !== null;
    if (group != null) events.closeGroup(group);
    else if (key !== null && opens) events.open(key);
    else if (key !== null) events.click(key, event.ctrlKey || event.metaKey || event.shiftKey);
    else events.background();
  });
  ground.addEventListener("dblclick", (event) => {
    const key = keyAt(event);
    if (key !== null) events.open(key);
  });
}

/** Answers whether the click that is just arriving ends a box. */
function listenToBox(ground: HTMLElement, { events, within, transform }: PointerTarget): () => boolean {
  const box = html(ground.ownerDocument, "div", { class: "select-box" });
  let ended = false;
  ground.addEventListener("pointerdown", (down) => {
    ended = false;
    if (!down.shiftKey || down.button !== 0) return;
    const { left, top } = ground.getBoundingClientRect();
    const from = { x: down.clientX - left, y: down.clientY - top };
    const areaTo = (event: MouseEvent): Area => {
      const to = { x: event.clientX - left, y: event.clientY - top };
      return {
        left: Math.min(from.x, to.x),
        top: Math.min(from.y, to.y),
        right: Math.max(from.x, to.x),
        bottom: Math.max(from.y, to.y),
      };
    };
    const isBox = ({ left: l, top: t, right, bottom }: Area) =>
      Math.hypot(right - l, bottom - t) > CLICK_DISTANCE;
    const move = (event: PointerEvent) => {
      const area = areaTo(event);
      if (!isBox(area)) return;
      if (box.parentElement === null) ground.append(box);
      box.style.transform = `translate(${area.left}px,${area.top}px)`;
      box.style.width = `${area.right - area.left}px`;
      box.style.height = `${area.bottom - area.top}px`;
    };
    const stop = new AbortController();
    const up = (event: PointerEvent) => {
      stop.abort();
      box.remove();
      const area = areaTo(event);
      if (event.type === "pointercancel" || !isBox(area)) return;
      ended = true;
      events.box(within(inLayout(area, transform())));
    };
    const view = ground.ownerDocument.defaultView;
    const { signal } = stop;
    view?.addEventListener("pointermove", move, { signal });
    view?.addEventListener("pointerup", up, { signal });
    view?.addEventListener("pointercancel", up, { signal });
  });
  return () => {
    const was = ended;
    ended = false;
    return was;
  };
}

function inLayout({ left, top, right, bottom }: Area, transform: ZoomTransform = zoomIdentity): Area {
  const [l, t] = transform.invert([left, top]);
  const [r, b] = transform.invert([right, bottom]);
  return { left: l, top: t, right: r, bottom: b };
}
