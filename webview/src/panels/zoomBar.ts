// Zoom out, the zoom in per cent, zoom in, fit.
import { html, iconButton } from "../dom.ts";

export interface ZoomBarEvents {
  zoomBy(factor: number): void;
  fit(): void;
}

export interface ZoomBar {
  readonly element: HTMLElement;
  show(zoom: number): void;
}

const STEP = 1.3;

export function createZoomBar(document: Document, events: ZoomBarEvents): ZoomBar {
  const figure = html(document, "span", { class: "zoom-figure" }, "100%");
  const element = html(
    document,
    "div",
    { class: "zoom-bar", role: "group", "aria-label": "Zoom" },
    iconButton(document, "zoomOut", "Zoom out (-)", () => events.zoomBy(1 / STEP)),
    figure,
    iconButton(document, "zoomIn", "Zoom in (+)", () => events.zoomBy(STEP)),
    iconButton(document, "fit", "Fit everything (f)", () => events.fit()),
  );
  return {
    element,
    show(zoom) {
      figure.textContent = `${Math.round(zoom * 100)}%`;
    },
  };
}
