// The view's icons: our own strokes on a 16 × 16 grid, drawn in the text's colour. Shape says kind and state; colour only repeats it.
import { CARD_ICONS } from "@strataline/core/graph";

const CIRCLE = "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z";

export const ICONS = {
  // Kinds of nodes, states and marks: exports draw them too.
  ...CARD_ICONS,
  // Actions
  open: "M6.5 3h-3v9.5H13v-3 M9 3h4v4 M13 3 7.5 8.5",
  run: "M4.5 2.8v10.4L13 8z",
  runUpstream: "M7.5 3.6v8.8L14.5 8z M5.5 5.2 2 8l3.5 2.8 M2 8h5",
  copy: "M5.5 5.5h8v8h-8z M10.5 5.5v-3h-8v8h3",
  around: "M8 5.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6z M1.5 8h4 M10.5 8h4",
  project: "M1.8 6h3.4v4H1.8z M10.8 2.2h3.4v3.6h-3.4z M10.8 10.2h3.4v3.6h-3.4z M5.2 8H8 M10.8 4H8v8h2.8",
  zoomIn: "M8 3v10 M3 8h10",
  zoomOut: "M3 8h10",
  expand: "M3.5 6 8 10.5 12.5 6",
  collapse: "M3.5 10 8 5.5l4.5 4.5",
  fit: "M2.5 6V2.5H6 M10 2.5h3.5V6 M13.5 10v3.5H10 M6 13.5H2.5V10",
  /** The way that data flows now. */
  flowRight: "M2 5h3v6H2z M11 5h3v6h-3z M5 8h5 M8.2 6 10.2 8l-2 2",
  flowDown: "M5 2h6v3H5z M5 11h6v3H5z M8 5v5 M6 8.2l2 2 2-2",
  pin: "M9.8 1.9l4.3 4.3-1.4.4-2.3 2.3-.4 3-5.9-5.9 3-.4 2.3-2.3z M6.9 9.1 2.4 13.6",
  legend: `${CIRCLE} M8 7.3v4 M8 4.9v.3`,
  search: "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9z M10.3 10.3l3.5 3.5",
  filter: "M2 3h12L9.4 8.3v4.5l-2.8-1.4V8.3z",
  changes: "M8 2.5v7 M4.5 6h7 M4.5 13h7",
  more: "M2.7 8a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0z M7.2 8a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0z M11.7 8a.8.8 0 1 0 1.6 0a.8.8 0 1 0-1.6 0z",
  close: "M4 4l8 8 M12 4l-8 8",
  up: "M4 10l4-4 4 4",
  down: "M4 6l4 4 4-4",
  tick: "M3.5 8.4 6.6 11.5 12.5 4.8",
  layers: "M8 2 14 5.2 8 8.4 2 5.2z M2.4 8.2 8 11.2l5.6-3 M2.4 11 8 14l5.6-3",
  bookmark: "M4 2.5h8v11L8 10.4l-4 3.1z",
  export: "M8 9.8V2.5 M5 5.2 8 2.2l3 3 M3 8.8v4.7h10V8.8",
} as const;

export type IconName = keyof typeof ICONS;
