// The icons of a card: strokes on a 16 × 16 grid. Shape says kind and state; colour only repeats it. Shared by view and exports.

const CIRCLE = "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2z";

export const CARD_ICONS = {
  // Kinds of nodes
  table: "M2.5 3h11v10h-11z M2.5 6.3h11 M6.2 6.3V13",
  sql: "M3 4.4c0-1.1 2.2-1.9 5-1.9s5 .8 5 1.9-2.2 1.9-5 1.9-5-.8-5-1.9z M3 4.4v7.2c0 1.1 2.2 1.9 5 1.9s5-.8 5-1.9V4.4 M3 8c0 1.1 2.2 1.9 5 1.9S13 9.1 13 8",
  source: "M7 2.5h6.5v11H7 M2 8h7.5 M6.8 5.3 9.5 8l-2.7 2.7",
  dataProduct: "M8 1.8 13.4 4.8v6.4L8 14.2l-5.4-3V4.8z M2.6 4.8 8 7.8l5.4-3 M8 7.8v6.4",
  missing: `${CIRCLE} M6.2 6.4C6.2 5.4 7 4.8 8 4.8s1.8.6 1.8 1.5C9.8 7.5 8 7.6 8 9 M8 11v.3`,
  dynamic:
    "M6 2.5c-1.4 0-2 .7-2 2v1.6C4 7.3 3.5 8 2.5 8 3.5 8 4 8.7 4 9.9v1.6c0 1.3.6 2 2 2 M10 2.5c1.4 0 2 .7 2 2v1.6c0 1.2.5 1.9 1.5 1.9-1 0-1.5.7-1.5 1.9v1.6c0 1.3-.6 2-2 2",
  group: "M2 12.5v-9h4.2l1.5 1.8H14v7.2z",
  // States
  succeeded: `${CIRCLE} M5.3 8.1 7.2 10l3.5-3.8`,
  failed: `${CIRCLE} M5.9 5.9l4.2 4.2 M10.1 5.9l-4.2 4.2`,
  running: "M8 2a6 6 0 0 1 6 6",
  queued: `${CIRCLE} M8 4.8V8l2.1 1.4`,
  skipped: "M3 4l4.5 4L3 12 M8.5 4 13 8l-4.5 4",
  cancelled: `${CIRCLE} M3.9 3.9l8.2 8.2`,
  idle: `${CIRCLE} M6 8h4`,
  stale: "M3 8.3a5.2 5.2 0 1 0 1.7-4.1L2.6 6 M2.6 2.8V6h3.2 M8 5.2v3l2.2 1.4",
  // Marks
  error: `${CIRCLE} M8 4.8v4 M8 11v.3`,
  warning: "M8 2.2 14.3 13.4H1.7z M8 6.4v3.2 M8 11.4v.3",
  cycle: "M13 8a5 5 0 0 1-9.2 2.7 M3 8a5 5 0 0 1 9.2-2.7 M12.6 2.4v3h-3 M3.4 13.6v-3h3",
  duplicate: "M5.5 5.5h8v8h-8z M2.5 10.5v-8h8",
  check: "M8 1.8 13 3.6v4c0 3.1-2.1 5.4-5 6.6-2.9-1.2-5-3.5-5-6.6v-4z M5.7 7.9 7.3 9.5l3-3.2",
} as const;

export type CardIcon = keyof typeof CARD_ICONS;
