// The card of what is selected: what it is, how its last run went, and what can be done with it.
import type { AssetStatus, GraphNode } from "@strataline/core";
import type { AssetAct, AssetDetails } from "@strataline/protocol";
import { statusLine } from "../cards.ts";
import { html, icon, iconButton } from "../dom.ts";
import { formatBytes, formatDuration, plural } from "../format.ts";
import type { IconName } from "../icons.ts";
import { freshness } from "./inspectorFreshness.ts";
import { sections } from "./inspectorSections.ts";
import type { SparkMeasure } from "./inspectorSparkline.ts";

export interface InspectorEvents {
  open(key: string): void;
  run(keys: readonly string[], upstream: boolean): void;
  copy(text: string): void;
  around(key: string, depth: number): void;
  /** Selects another asset, wherever it is. */
  goTo(key: string): void;
  act(act: AssetAct, keys: readonly string[]): void;
  /** Everything else that can be done, below the button. */
  menu(key: string, below: Element): void;
  close(): void;
}

/** The selection: one node in detail, or how many there are. */
export type InspectorView =
  | { readonly kind: "none" }
  | {
      readonly kind: "one";
      readonly node: GraphNode;
      readonly status: AssetStatus | null;
      readonly layerTitle: string | null;
      /** null: they are on their way. */
      readonly details: AssetDetails | null;
      readonly upstream: readonly string[];
      readonly downstream: readonly string[];
      readonly now: number;
    }
  | { readonly kind: "many"; readonly keys: readonly string[]; readonly runnable: readonly string[] };

export interface Inspector {
  readonly element: HTMLElement;
  update(view: InspectorView): void;
}

/** What the user chose in the panel: kept while other assets are looked at. */
interface Choices {
  readonly open: Set<string>;
  measure: SparkMeasure;
}

export function createInspector(document: Document, events: InspectorEvents): Inspector {
  const element = html(document, "section", { class: "inspector", "aria-label": "Selected" });
  const choices: Choices = { open: new Set(), measure: "duration" };
  let shown: InspectorView = { kind: "none" };
  let signature = "";
  const draw = (): void => {
    const focused = focusIn(element);
    const { scrollTop } = element;
    element.replaceChildren(...contents(document, shown, choices, { ...events, measure }));
    element.scrollTop = scrollTop;
    if (focused !== null) element.querySelector<HTMLElement>(focused)?.focus();
  };
  const measure = (chosen: SparkMeasure): void => {
    choices.measure = chosen;
    draw();
  };
  return {
    element,
    update(view) {
      element.hidden = view.kind === "none";
      // Most updates are about something else: what is open, scrolled and focused stays as it is.
      const next = signatureOf(view);
      if (next === signature) return;
      const isOther = keyOf(view) !== keyOf(shown);
      signature = next;
      shown = view;
      draw();
      if (isOther) element.scrollTop = 0;
    },
  };
}

type PanelEvents = InspectorEvents & { measure(measure: SparkMeasure): void };

function keyOf(view: InspectorView): string | null {
  return view.kind === "one" ? view.node.key : null;
}

/** Ages are shown in minutes at the finest, and seconds only while it runs. */
function signatureOf(view: InspectorView): string {
  if (view.kind !== "one") return JSON.stringify(view);
  const isTicking = view.status?.state === "running";
  return JSON.stringify({ ...view, now: Math.floor(view.now / (isTicking ? 1000 : 60_000)) });
}

/** A selector of what has the focus, to find its successor by. */
function focusIn(element: HTMLElement): string | null {
  const active = element.ownerDocument.activeElement;
  if (active === null || !element.contains(active)) return null;
  const name = active.getAttribute("data-focus");
  if (name !== null) return `[data-focus=${JSON.stringify(name)}]`;
  const section = active.closest("details")?.getAttribute("data-section");
  return section == null ? null : `[data-section=${JSON.stringify(section)}] > summary`;
}

function contents(
  document: Document,
  view: InspectorView,
  choices: Choices,
  events: PanelEvents,
): readonly Node[] {
  switch (view.kind) {
    case "none":
      return [];
    case "one":
      return describeOne(document, view, choices, events);
    case "many":
      return describeMany(document, view, events);
  }
}

function describeOne(
  document: Document,
  view: Extract<InspectorView, { kind: "one" }>,
  choices: Choices,
  events: PanelEvents,
): readonly Node[] {
  const { node, status, details } = view;
  const { key } = node;
  const what = [KINDS[node.kind], view.layerTitle ?? "", ...(node.kinds ?? [])].filter((part) => part !== "");
  const parts: Node[] = [
    heading(document, key, events),
    html(document, "p", { class: "what" }, what.join(" · ")),
    ...labels(document, node),
  ];
  if (node.description !== undefined) {
    parts.push(html(document, "p", { class: "description", title: node.description }, node.description));
  }
  if (node.kind === "missing") {
    parts.push(html(document, "p", { class: "failure" }, "Read by another asset, but declared nowhere."));
  }
  if (status !== null) parts.push(...describeStatus(document, status, view.now));
  if (node.kind === "asset" && details !== null)
    parts.push(...freshness(document, details.staleness, (other) => events.goTo(other)));
  parts.push(oneActions(document, node, events));
  for (const section of sections(document, { ...view, measure: choices.measure }, events)) {
    const name = section.dataset.section ?? "";
    section.open = choices.open.has(name);
    section.addEventListener("toggle", () => {
      if (section.open) choices.open.add(name);
      else choices.open.delete(name);
    });
    parts.push(section);
  }
  return parts;
}

/** Group, owners and tags, as they are declared. */
function labels(document: Document, { group, owners = [], tags = {} }: GraphNode): readonly Node[] {
  const texts = [
    ...(group === undefined ? [] : [["Group", group] as const]),
    ...owners.map((owner) => ["Owner", owner] as const),
    ...Object.entries(tags).map(
      ([name, value]) => ["Tag", value === "" ? name : `${name}=${value}`] as const,
    ),
  ];
  if (texts.length === 0) return [];
  const chips = texts.map(([title, text]) => html(document, "li", { class: "chip", title }, text));
  return [html(document, "ul", { class: "chips" }, ...chips)];
}

function oneActions(document: Document, node: GraphNode, events: InspectorEvents): HTMLElement {
  const { key } = node;
  const actions: HTMLElement[] = [];
  if (node.kind !== "missing")
    actions.push(action(document, "open", "Open", "Open the definition", () => events.open(key)));
  if (node.kind === "asset") {
    actions.push(
      action(document, "run", "Run", "Run this asset", () => events.run([key], false)),
      action(document, "runUpstream", "With upstream", "Run it and everything it comes from", () =>
        events.run([key], true),
      ),
    );
  }
  if (node.kind === "asset" || node.kind === "source") {
    actions.push(
      action(document, "table", "Rows", "Preview the stored rows", () => events.act("previewAsset", [key])),
    );
  }
  return html(document, "div", { class: "actions" }, ...actions, ...scopeButtons(document, key, events));
}

function scopeButtons(document: Document, key: string, events: InspectorEvents): readonly HTMLElement[] {
  return [1, 2].map((depth) => {
    const title = `Show only what is within ${plural(depth, "step")} of it`;
    const attributes = { type: "button", class: "action", title, "data-focus": `around ${depth}` };
    const button = html(document, "button", attributes, `±${depth}`);
    button.addEventListener("click", () => events.around(key, depth));
    return button;
  });
}

function describeMany(
  document: Document,
  { keys, runnable }: Extract<InspectorView, { kind: "many" }>,
  events: InspectorEvents,
): readonly Node[] {
  const actions: HTMLElement[] = [];
  if (runnable.length > 0) {
    actions.push(
      action(document, "run", `Run ${runnable.length}`, "Run the selected assets", () =>
        events.run(runnable, false),
      ),
      action(document, "runUpstream", "With upstream", "Run them and everything they come from", () =>
        events.run(runnable, true),
      ),
    );
  }
  actions.push(action(document, "copy", "Copy keys", "Copy the keys", () => events.copy(keys.join("\n"))));
  return [
    html(
      document,
      "h2",
      {},
      html(document, "span", {}, `${keys.length} selected`),
      closeButton(document, events),
    ),
    html(document, "div", { class: "actions" }, ...actions),
  ];
}

const KINDS: Readonly<Record<GraphNode["kind"], string>> = {
  asset: "Asset",
  source: "Source",
  dataProduct: "Data product",
  missing: "Missing asset",
  dynamic: "Dynamic asset",
};

function heading(document: Document, key: string, events: InspectorEvents): HTMLElement {
  const more = iconButton(document, "more", "More actions", () => events.menu(key, more));
  more.setAttribute("data-focus", "more");
  more.setAttribute("aria-haspopup", "menu");
  return html(
    document,
    "h2",
    {},
    html(document, "span", { title: key }, key),
    iconButton(document, "copy", "Copy key", () => events.copy(key)),
    more,
    closeButton(document, events),
  );
}

function closeButton(document: Document, events: InspectorEvents): HTMLElement {
  return iconButton(document, "close", "Clear the selection", () => events.close());
}

function describeStatus(document: Document, status: AssetStatus, now: number): readonly Node[] {
  const line = statusLine(status, now);
  const took = status.durationMs === undefined ? "" : ` · took ${formatDuration(status.durationMs)}`;
  const size = status.bytes === undefined ? "" : ` · ${formatBytes(status.bytes)}`;
  const mark = icon(document, line.icon, status.state === "running" ? "icon spin" : "icon");
  const text = html(document, "span", {}, `${line.text}${took}${size}`);
  const parts: Node[] = [html(document, "p", { class: "status", "data-tone": line.tone }, mark, text)];
  if (status.error !== undefined) {
    const { path, line: row } = status.error;
    const where = path === undefined ? "" : `\n${path}${row === undefined ? "" : `:${row + 1}`}`;
    parts.push(html(document, "pre", { class: "failure" }, status.error.message + where));
  }
  return parts;
}

function action(
  document: Document,
  name: IconName,
  text: string,
  title: string,
  onClick: () => void,
): HTMLButtonElement {
  const button = html(
    document,
    "button",
    { type: "button", class: "action", title, "data-focus": `action ${text}` },
    icon(document, name),
    text,
  );
  button.addEventListener("click", onClick);
  return button;
}
