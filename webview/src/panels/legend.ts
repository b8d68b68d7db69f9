// The legend: what shapes, lines and icons mean, and the keys that work in the picture. Shows only what the picture can show.
import { html, icon } from "../dom.ts";
import type { IconName } from "../icons.ts";

const KINDS: readonly (readonly [IconName, string])[] = [
  ["table", "Asset"],
  ["sql", "Asset in SQL"],
  ["source", "Source"],
  ["dataProduct", "Data product"],
];
const STATES: readonly (readonly [IconName, string, string])[] = [
  ["succeeded", "Succeeded", "good"],
  ["running", "Running", "busy"],
  ["queued", "Queued", "busy"],
  ["failed", "Failed", "bad"],
  ["skipped", "Skipped", "quiet"],
  ["cancelled", "Cancelled", "quiet"],
  ["idle", "Never run", "quiet"],
  ["check", "Checks passed", "good"],
];
const LINES: readonly (readonly [string, string])[] = [
  ["data", "Reads data"],
  ["order", "Runs after"],
  ["failed", "Its upstream failed"],
  ["bundle", "Several, between groups"],
  ["backward", "Against the layers"],
  ["cyclic", "Cycle"],
];
const CARDS: readonly (readonly [string, string])[] = [
  ["ghost", "Missing: declared nowhere"],
  ["dashed", "Dynamic: known only when run"],
  ["older", "Code unreadable: as it last was"],
  ["pile", "Closed group"],
  ["hollow", "Never run, from afar"],
  ["ring", "On a cycle"],
  ["dots", "Some inputs known only when run"],
];
const KEYS: readonly (readonly [string, string])[] = [
  ["← →", "Along edges"],
  ["↑ ↓", "In the column"],
  ["Home End", "First, last of the layer"],
  ["Enter", "Open the definition"],
  ["Space", "Select; Ctrl adds"],
  ["Shift ← →", "Select on the way"],
  ["Shift drag", "Select in a box"],
  ["c", "Close the group"],
  ["E C", "Open, close all groups"],
  ["/", "Find or filter"],
  ["f", "Fit"],
  ["+ −", "Zoom"],
  ["Esc", "Clear"],
];

export function createLegend(document: Document): HTMLElement {
  const section = (title: string, rows: readonly (readonly [Node, string])[]) =>
    html(
      document,
      "section",
      {},
      html(document, "h3", {}, title),
      html(
        document,
        "dl",
        {},
        ...rows.flatMap(([sign, text]) => [term(document, sign), html(document, "dd", {}, text)]),
      ),
    );
  const swatch = (kind: string, name: string) => html(document, "span", { class: `swatch ${kind}-${name}` });
  const state = (name: IconName, tone: string) =>
    html(document, "span", { class: "sign", "data-tone": tone }, icon(document, name));
  const element = html(
    document,
    "aside",
    { class: "legend", "aria-label": "Legend" },
    section("Assets", [
      ...KINDS.map(([name, text]) => [icon(document, name), text] as const),
      ...CARDS.map(([name, text]) => [swatch("card", name), text] as const),
    ]),
    section(
      "Last run",
      STATES.map(([name, text, tone]) => [state(name, tone), text] as const),
    ),
    section(
      "Edges",
      LINES.map(([name, text]) => [swatch("line", name), text] as const),
    ),
    section(
      "Keys",
      KEYS.map(([key, text]) => [html(document, "kbd", {}, key), text] as const),
    ),
  );
  element.hidden = true;
  return element;
}

function term(document: Document, sign: Node): HTMLElement {
  return html(document, "dt", {}, sign);
}
