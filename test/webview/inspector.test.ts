// @vitest-environment happy-dom
// The details panel: what it says of an asset, what it does not know, and where its links and buttons lead.
import type { AssetDetails, Attempt } from "@strataline/protocol";
import type { GraphNode, Staleness } from "@strataline/core";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { graph, node, NOW, openPage, result, status, type Page } from "./support.ts";

let page: Page;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  page.view.dispose();
  vi.useRealTimers();
});

const HOUR = 3_600_000;

function attempt(more: Partial<Attempt> = {}): Attempt {
  const nothing = {
    runId: "r",
    at: NOW - HOUR,
    durationMs: 1000,
    rows: 10,
    bytes: 1,
    error: null,
    checks: [],
  };
  return { ...nothing, state: "succeeded", ...more };
}

function details(more: Partial<AssetDetails> = {}): AssetDetails {
  return {
    key: "silver/a",
    columns: ["id", "day"],
    checks: [],
    hasUnknownChecks: false,
    staleness: { kind: "fresh" },
    version: null,
    newerInputs: [],
    attempts: [],
    ...more,
  };
}

function open(more: Partial<AssetDetails> = {}, ofNode: Partial<GraphNode> = {}): void {
  page = openPage();
  const nodes = [node("silver/a", ofNode), node("raw/x", { kind: "source", layer: null })];
  const data = result(graph("bronze/a > silver/a, raw/x > silver/a, silver/a > gold/a, gold/b", nodes), {
    statuses: [status("silver/a", "succeeded", { rows: 1234, bytes: 45_600_000, durationMs: 2500 })],
  });
  page.view.receive({ type: "graph", data });
  page.view.select("silver/a", false);
  page.view.receive({ type: "details", details: details(more) });
}

const panel = (): HTMLElement => document.querySelector<HTMLElement>(".inspector") ?? document.body;

function section(name: string): HTMLDetailsElement {
  const found = panel().querySelector<HTMLDetailsElement>(`details[data-section="${name}"]`);
  if (found === null) throw new Error(`no section ${name}`);
  return found;
}

const essence = (name: string): string => section(name).querySelector(".essence")?.textContent.trim() ?? "";

function press(text: string): void {
  const button = [...panel().querySelectorAll("button")].find(
    (one) => one.textContent === text || one.getAttribute("aria-label") === text,
  );
  if (button === undefined) throw new Error(`no button ${text}`);
  button.click();
}

describe("what it says", () => {
  test("of the node, as it is declared, and of the last run", () => {
    open(
      {},
      {
        description: "Clean.",
        owners: ["ada"],
        tags: { domain: "ops", pii: "" },
        kinds: ["sql"],
        group: "g",
      },
    );
    expect(panel().querySelector(".what")?.textContent).toBe("Asset · Silver · sql");
    expect([...panel().querySelectorAll(".chips")][0]?.textContent).toBe("gadadomain=opspii");
    expect(panel().querySelector(".status")?.textContent).toBe("1.2k rows · 3m ago · took 2.5 s · 45.6 MB");
  });

  test.for<[Staleness, string]>([
    [{ kind: "fresh" }, "Up to date with its code and its inputs"],
    [{ kind: "unknown", because: "so" }, "Not known whether it is up to date, because so"],
    [
      { kind: "stale", reason: { kind: "codeChanged" }, cause: ["silver/a"] },
      "Stale: its code changed since",
    ],
    [
      {
        kind: "stale",
        reason: { kind: "depsChanged", added: ["raw/x"], removed: ["b", "c", "d"] },
        cause: ["silver/a"],
      },
      "Stale: reads raw/x now, no longer reads b, c and 1 more",
    ],
  ])("of what is stored: %j", ([staleness, text]) => {
    open({ staleness });
    expect([...panel().querySelectorAll(".status")].at(-1)?.textContent).toBe(text);
  });

  test("of a stale upstream, with the way to the cause", () => {
    open({
      staleness: {
        kind: "stale",
        reason: { kind: "upstreamStale", upstream: ["bronze/a"] },
        cause: ["silver/a", "bronze/a", "raw/y"],
      },
    });
    expect(panel().querySelector(".way")?.textContent).toBe("Cause: bronze/a ← raw/y");
  });

  test("of checks: those of the last success, and those that were not judged yet", () => {
    const judged = (name: string, passed: boolean) =>
      ({ name, passed, severity: "error", message: passed ? null : "2 rows" }) as const;
    open({
      checks: [
        { name: "unique(id)", blocking: true },
        { name: "new", blocking: false },
        { name: null, blocking: false },
      ],
      hasUnknownChecks: true,
      attempts: [
        attempt({ checks: [judged("unique(id)", false)] }),
        attempt({ state: "failed", error: "no", checks: [] }),
      ],
    });
    expect(essence("checks")).toBe("0 of 1 passed");
    expect([...section("checks").querySelectorAll("li")].map(({ textContent }) => textContent)).toEqual([
      "unique(id)blocking · failed · 2 rows",
      "newnot judged yet",
      "computed namenot judged yet",
      "More may be given by code that cannot be read.",
    ]);
  });

  test("of the last runs: a list, newest first, and bars that a screen reader hears as words", () => {
    open({
      attempts: [
        attempt({ durationMs: 1000, rows: 5, at: NOW - 2 * HOUR }),
        attempt({ state: "failed", durationMs: 20, rows: null, error: "boom", at: NOW - HOUR }),
        attempt({ durationMs: 3000, rows: 9, at: NOW }),
      ],
    });
    const spark = section("runs").querySelector(".spark");
    expect(spark?.getAttribute("aria-label")).toBe("Last 3 runs: from 20 ms to 3 s, 1 failed");
    expect(spark?.querySelectorAll("rect")).toHaveLength(2);
    expect(spark?.querySelectorAll("path")).toHaveLength(1);
    expect([...section("runs").querySelectorAll("li")].map(({ textContent }) => textContent)).toEqual([
      "3 s · 9 rowsnow",
      "20 ms · boom1h ago",
      "1 s · 5 rows2h ago",
    ]);
    section("runs").querySelector<HTMLButtonElement>('[data-focus="rows"]')?.click();
    const label = section("runs").querySelector(".spark")?.getAttribute("aria-label");
    expect(label).toBe("Last 3 runs: from 5 to 9 rows, 1 failed");
  });

  test("of what the stored version was made of, and what is newer now", () => {
    const inputs = [
      { key: "bronze/a", materialization: "m1", dataVersion: "aaaaaaaaaaaaaaaa" },
      { key: "raw/x", materialization: null, dataVersion: "bbbb" },
    ];
    const version = { materialization: "m2", codeVersion: "cccc", dataVersion: "dddd", inputs };
    open({ version, newerInputs: ["bronze/a"] });
    expect(essence("version")).toBe("2 inputs, 1 newer now");
    expect([...section("version").querySelectorAll("li")].map(({ textContent }) => textContent)).toEqual([
      "bronze/anewer nowaaaaaaaaaa",
      "raw/xsourcebbbb",
    ]);
  });

  test("unknown columns are not known, and no runs are no section", () => {
    open({ columns: null });
    expect(essence("columns")).toBe("not declared");
    expect(panel().querySelector('[data-section="runs"]')).toBeNull();
    expect(panel().querySelector('[data-section="version"]')).toBeNull();
  });

  test("nothing is said of checks and runs before it is known", () => {
    open();
    page.view.select("gold/a", false);
    expect(panel().querySelector('[data-section="columns"]')).toBeNull();
    expect(panel().textContent).not.toContain("Up to date");
  });
});

describe("what it does", () => {
  test("asks for details of the asset that is selected alone, again when its runs or the graph change, and not else", () => {
    open();
    const asked = () => page.sent.filter(({ type }) => type === "details");
    expect(asked()).toEqual([{ type: "details", key: "silver/a" }]);
    page.view.zoomBy(1.1);
    page.view.receive({ type: "status", statuses: [status("gold/b", "running")] });
    expect(asked()).toHaveLength(1);
    page.view.receive({ type: "status", statuses: [status("bronze/a", "running")] });
    expect(asked()).toHaveLength(2);
    // Code changed, which changes neither the graph nor a run.
    const stale = [{ key: "silver/a", reason: { kind: "codeChanged" } as const }];
    page.view.receive({ type: "stale", stale });
    expect(asked()).toHaveLength(3);
    page.view.select("gold/b", true);
    expect(asked()).toHaveLength(3);
  });

  test("a stale asset is marked on its card as long as it is", () => {
    open();
    page.view.receive({ type: "status", statuses: [status("silver/a", "succeeded")] });
    const reason = { kind: "codeChanged" } as const;
    page.view.receive({ type: "stale", stale: [{ key: "silver/a", reason }] });
    expect(page.node("silver/a").querySelector(".line")?.textContent).toContain("stale");
    expect(page.node("silver/a").classList).toContain("is-stale");
    page.view.receive({ type: "stale", stale: [] });
    expect(page.node("silver/a").classList).not.toContain("is-stale");
  });

  test("neighbours lead on", () => {
    open();
    expect([...section("upstream").querySelectorAll("li")].map(({ textContent }) => textContent)).toEqual([
      "bronze/a",
      "raw/x",
    ]);
    press("gold/a");
    expect(panel().querySelector("h2 span")?.textContent).toBe("gold/a");
    expect(page.node("gold/a").getAttribute("aria-selected")).toBe("true");
  });

  test("rows and the menu are asked of VS Code", () => {
    open();
    press("Rows");
    expect(page.sent.at(-1)).toEqual({ type: "act", act: "previewAsset", keys: ["silver/a"] });
    press("More actions");
    expect(JSON.parse(document.body.dataset.vscodeContext ?? "null")).toMatchObject({ keys: ["silver/a"] });
  });

  test("what was opened stays open, at the next asset too, and the focus stays where it was", () => {
    open({ attempts: [attempt()] });
    const runs = section("runs");
    runs.open = true;
    runs.dispatchEvent(new Event("toggle"));
    runs.querySelector<HTMLElement>('[data-focus="rows"]')?.focus();
    page.view.receive({ type: "details", details: details({ attempts: [attempt(), attempt()] }) });
    expect(section("runs")).not.toBe(runs);
    expect(section("runs").open).toBe(true);
    expect(document.activeElement?.getAttribute("data-focus")).toBe("rows");
  });

  test("an update about something else leaves its elements alone", () => {
    open();
    const before = section("columns");
    page.view.zoomBy(1.1);
    page.view.receive({ type: "status", statuses: [status("gold/b", "running")] });
    expect(section("columns")).toBe(before);
  });
});
