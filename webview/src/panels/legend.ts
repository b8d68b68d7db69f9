// The legend: what colours, lines and icons mean, and the keys that work in the picture. Says only what is on the screen now.
import { html, icon } from "../dom.ts";
import type { IconName } from "../icons.ts";
import type { LegendFacts, Sign } from "./legendFacts.ts";

export interface Legend {
  readonly element: HTMLElement;
  /** null: closed. */
  update(facts: LegendFacts | null): void;
}

interface Row {
  readonly sign: Sign;
  readonly text: string;
  readonly draw: (document: Document) => Node;
}

const drawn = (name: IconName) => (document: Document) => icon(document, name);
const toned = (name: IconName, tone: string) => (document: Document) =>
  html(document, "span", { class: "sign", "data-tone": tone }, icon(document, name));
const swatch = (name: string) => (document: Document) => html(document, "span", { class: `swatch ${name}` });
const written = (text: string) => (document: Document) =>
  html(document, "span", { class: "more-sign" }, text);

const row = (sign: Sign, text: string, draw: Row["draw"]): Row => ({ sign, text, draw });

const ASSETS: readonly Row[] = [
  row("kind-table", "Asset", drawn("table")),
  row("kind-sql", "Asset in SQL", drawn("sql")),
  row("kind-source", "Source", drawn("source")),
  row("kind-dataProduct", "Data product", drawn("dataProduct")),
  row("group-closed", "Closed group: Enter opens it", swatch("card-pile")),
  row("group-open", "Open group", swatch("card-frame")),
  row("mark-missing", "Missing: declared nowhere", swatch("card-ghost")),
  row("mark-dynamic", "Dynamic: known only when run", swatch("card-dashed")),
  row("mark-older", "Code unreadable: as it last was", swatch("card-older")),
  row("mark-dynamicDeps", "Some inputs known only when run", swatch("card-dots")),
  row("mark-cycle", "On a cycle", swatch("card-ring")),
  row("mark-duplicate", "Declared more than once", toned("duplicate", "bad")),
  row("problem-error", "Has errors", toned("error", "bad")),
  row("problem-warning", "Has warnings", toned("warning", "warn")),
  row("hidden", "Neighbours not shown", written("+2")),
];
const RUNS: readonly Row[] = [
  row("state-succeeded", "Succeeded", toned("succeeded", "good")),
  row("state-running", "Running", toned("running", "busy")),
  row("state-queued", "Queued", toned("queued", "busy")),
  row("state-failed", "Failed", toned("failed", "bad")),
  row("state-skipped", "Skipped", toned("skipped", "quiet")),
  row("state-cancelled", "Cancelled", toned("cancelled", "quiet")),
  row("stale", "Stale: code or inputs are others now", toned("stale", "warn")),
  row("state-idle", "Never run", toned("idle", "quiet")),
  row("checks-passed", "Checks passed", toned("check", "good")),
  row("checks-failed", "Checks failed", toned("check", "bad")),
  row("checks-none", "Checks that have not run", toned("check", "quiet")),
];
const EDGES: readonly Row[] = [
  row("line-data", "Reads data", swatch("line-data")),
  row("line-order", "Runs after", swatch("line-order")),
  row("line-failed", "Its upstream failed", swatch("line-failed")),
  row("line-bundle", "Several, between groups", swatch("line-bundle")),
  row("line-backward", "Against the layers", swatch("line-backward")),
  row("line-cyclic", "Cycle", swatch("line-cyclic")),
];
const MARKED: readonly Row[] = [
  row("active", "The cursor is here", swatch("card-active")),
  row("selected", "Selected", swatch("card-selected")),
  row("matched", "Matches the filter", swatch("card-matched")),
];
const KEYS: readonly (readonly [string, string])[] = [
  ["← →", "Along edges"],
  ["↑ ↓", "In the column"],
  ["Home End", "First, last of the layer"],
  ["Enter", "Open the definition"],
  ["Space", "Select; Ctrl adds"],
  ["Shift ← →", "Select on the way"],
  ["Shift drag", "Select in a box"],
  ["Drag a card", "Move to another layer"],
  ["Ctrl A", "Select all"],
  ["Shift F10", "What can be done"],
  ["Delete", "Remove the picked edge"],
  ["/", "Find or filter"],
  ["d", "Draw down, or to the right"],
  ["f", "Fit"],
  ["+ −", "Zoom"],
  ["Esc", "Clear"],
];
const GROUP_KEYS: typeof KEYS = [
  ["c", "Close the group"],
  ["C E", "Close, open all groups"],
];

export function createLegend(document: Document): Legend {
  const element = html(document, "aside", { class: "legend", "aria-label": "Legend" });
  element.hidden = true;
  let shown = "";
  return {
    element,
    update(facts) {
      element.hidden = facts === null;
      if (facts === null) return;
      // The same again would lose the place where one has scrolled to.
      const looks = JSON.stringify([[...facts.signs].sort(), facts.bands]);
      if (looks === shown) return;
      shown = looks;
      element.replaceChildren(...sections(document, facts));
    },
  };
}

function sections(document: Document, { signs, bands }: LegendFacts): readonly Node[] {
  const hasGroups = signs.has("group-closed") || signs.has("group-open");
  const rowsOf = (rows: readonly Row[]) =>
    rows.filter(({ sign }) => signs.has(sign)).map(({ draw, text }) => [draw(document), text] as const);
  return [
    section(document, "Assets", rowsOf(ASSETS)),
    section(document, "Last run", rowsOf(RUNS)),
    section(document, "Edges", rowsOf(EDGES)),
    section(
      document,
      "Colours",
      bands.map(({ title, accent }) => [bandSwatch(document, accent), title] as const),
    ),
    section(document, "Marked", rowsOf(MARKED)),
    section(
      document,
      "Keys",
      [...KEYS, ...(hasGroups ? GROUP_KEYS : [])].map(
        ([key, text]) => [html(document, "kbd", {}, key), text] as const,
      ),
    ),
  ].filter((found) => found !== null);
}

function bandSwatch(document: Document, accent: string): Node {
  return html(document, "span", { class: "swatch band", "data-accent": accent });
}

/** null when it has nothing to say. */
function section(
  document: Document,
  title: string,
  rows: readonly (readonly [Node, string])[],
): HTMLElement | null {
  if (rows.length === 0) return null;
  const list = rows.flatMap(([sign, text]) => [
    html(document, "dt", {}, sign),
    html(document, "dd", {}, text),
  ]);
  return html(document, "section", {}, html(document, "h3", {}, title), html(document, "dl", {}, ...list));
}
