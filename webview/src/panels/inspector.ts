// The card of what is selected: what it is, how its last run went, and what can be done with it.
import type { AssetStatus, GraphNode } from "@strataline/core";
import { statusLine } from "../cards.ts";
import { html, icon } from "../dom.ts";
import { formatDuration, plural } from "../format.ts";
import type { IconName } from "../icons.ts";

export interface InspectorEvents {
  open(key: string): void;
  run(keys: readonly string[], upstream: boolean): void;
  copy(text: string): void;
  around(key: string, depth: number): void;
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
      readonly upstream: number;
      readonly downstream: number;
      readonly now: number;
    }
  | { readonly kind: "many"; readonly keys: readonly string[]; readonly runnable: readonly string[] };

export interface Inspector {
  readonly element: HTMLElement;
  update(view: InspectorView): void;
}

export function createInspector(document: Document, events: InspectorEvents): Inspector {
  const element = html(document, "section", { class: "inspector", "aria-label": "Selected" });
  return {
    element,
    update(view) {
      element.hidden = view.kind === "none";
      switch (view.kind) {
        case "none":
          element.replaceChildren();
          return;
        case "one":
          element.replaceChildren(...describeOne(document, view, events));
          return;
        case "many":
          element.replaceChildren(...describeMany(document, view, events));
          return;
      }
    },
  };
}

function describeOne(
  document: Document,
  view: Extract<InspectorView, { kind: "one" }>,
  events: InspectorEvents,
): readonly Node[] {
  const { node, status } = view;
  const { key } = node;
  const what = [KINDS[node.kind], view.layerTitle ?? "", ...(node.kinds ?? [])].filter((part) => part !== "");
  const parts: Node[] = [
    heading(document, key, events),
    html(document, "p", { class: "what" }, what.join(" · ")),
  ];
  if (node.description !== undefined) {
    parts.push(html(document, "p", { class: "description" }, node.description));
  }
  if (node.kind === "missing") {
    parts.push(html(document, "p", { class: "failure" }, "Read by another asset, but declared nowhere."));
  }
  if (status !== null) parts.push(...describeStatus(document, status, view.now));
  const links = `${plural(view.upstream, "input")} · ${plural(view.downstream, "reader")}`;
  const checks = node.checks?.length ?? 0;
  const counts = checks === 0 ? links : `${links} · ${plural(checks, "check")}`;
  parts.push(
    html(
      document,
      "p",
      { class: "links" },
      html(document, "span", {}, counts),
      ...scopeButtons(document, key, events),
    ),
  );
  parts.push(oneActions(document, node, events));
  return parts;
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
  return html(document, "div", { class: "actions" }, ...actions);
}

function scopeButtons(document: Document, key: string, events: InspectorEvents): readonly HTMLElement[] {
  return [1, 2].map((depth) => {
    const title = `Show only what is within ${plural(depth, "step")} of it`;
    const button = html(document, "button", { type: "button", class: "action plain", title }, `±${depth}`);
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
  const copy = html(document, "button", {
    type: "button",
    class: "icon-button",
    title: "Copy key",
    "aria-label": "Copy key",
  });
  copy.append(icon(document, "copy"));
  copy.addEventListener("click", () => events.copy(key));
  return html(
    document,
    "h2",
    {},
    html(document, "span", { title: key }, key),
    copy,
    closeButton(document, events),
  );
}

function closeButton(document: Document, events: InspectorEvents): HTMLElement {
  const title = "Clear the selection";
  const close = html(document, "button", {
    type: "button",
    class: "icon-button",
    title,
    "aria-label": title,
  });
  close.append(icon(document, "close"));
  close.addEventListener("click", () => events.close());
  return close;
}

function describeStatus(document: Document, status: AssetStatus, now: number): readonly Node[] {
  const line = statusLine(status, now);
  const took = status.durationMs === undefined ? "" : ` · took ${formatDuration(status.durationMs)}`;
  const checks = status.checks;
  const judged =
    checks === undefined ? "" : ` · ${checks.passed} of ${checks.passed + checks.failed} checks passed`;
  const mark = icon(document, line.icon, status.state === "running" ? "icon spin" : "icon");
  const text = html(document, "span", {}, `${line.text}${took}${judged}`);
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
    { type: "button", class: "action", title },
    icon(document, name),
    text,
  );
  button.addEventListener("click", onClick);
  return button;
}
