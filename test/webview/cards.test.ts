import type { AssetStatus, GraphNode } from "@strataline/core";
import { describe, expect, test } from "vitest";
import { cardOf, type Card } from "../../webview/src/cards.ts";
import { formatAge, formatCount, formatDuration } from "../../webview/src/format.ts";
import { INITIAL_MODEL } from "../../webview/src/model.ts";
import { LAYERS, node, NOW, status } from "./support.ts";

function card(key: string, extra: Partial<GraphNode> = {}, statuses: readonly AssetStatus[] = []): Card {
  const graph = { layers: LAYERS, nodes: [], edges: [] };
  const model = { ...INITIAL_MODEL, graph, statuses: new Map(statuses.map((one) => [one.key, one])) };
  return cardOf(node(key, extra), { model, cyclic: new Map(), hidden: new Map(), now: NOW });
}

describe("the name", () => {
  const check = (key: string, wanted: string, extra: Partial<GraphNode> = {}) => {
    const { prefix, name } = card(key, extra);
    expect([prefix, name].join("|")).toBe(wanted);
  };
  test("leaves out the layer its band names", () => check("silver/orders", "|orders"));
  test("keeps the path below the layer", () => check("silver/sales/eu/orders", "sales/eu/|orders"));
  test("keeps a path that is no layer", () => check("vega/flights", "vega/|flights", { kind: "source" }));
  test("keeps another layer's name", () => check("silver/orders", "silver/|orders", { layer: "gold" }));
  test("of a dynamic asset is what it is called in the code", () =>
    check("?assets/a.ts#regionAsset", "|regionAsset", { kind: "dynamic", layer: null }));
});

describe("an asset whose code cannot be read", () => {
  test("stays, and says that it is what it was", () => {
    const { marks, label } = card("silver/a", { isOlder: true });
    expect(marks).toEqual(["older"]);
    expect(label).toContain("its code cannot be read at the moment");
  });
});

describe("what it is made with", () => {
  const kinds = ["sql", "duckdb"];
  test("is beside the name once the line says how the run went", () => {
    expect(card("silver/a", { kinds }, [status("silver/a", "succeeded")]).kinds).toBe("sql · duckdb");
    expect(card("silver/a", { kinds }).kinds).toBe("");
  });
});

describe("the second line", () => {
  const line = (state: AssetStatus["state"], more: Partial<AssetStatus> = {}) =>
    card("silver/a", {}, [status("silver/a", state, more)]).line;
  test("says rows and age", () =>
    expect(line("succeeded", { rows: 1_234_567 }).text).toBe("1.2M rows · 3m ago"));
  test("says one row as one", () => expect(line("succeeded", { rows: 1 }).short).toBe("1 row"));
  test("says how long it runs, in whole seconds", () =>
    expect(line("running", { at: NOW - 4400 }).text).toBe("running 4 s"));
  test("says that it failed", () =>
    expect(line("failed")).toEqual({ icon: "failed", text: "failed · 3m ago", tone: "bad" }));
  test("says what it is when nothing ran", () =>
    expect(card("silver/a", { kinds: ["sql"] }).line.text).toBe("never run · sql"));
  test("is not shown for a missing one, whatever ran under its key", () => {
    const missing = card("silver/a", { kind: "missing" }, [status("silver/a", "succeeded")]);
    expect([missing.line.text, missing.state]).toEqual(["missing", null]);
  });
});

describe("a stale asset", () => {
  const stale = new Map([["silver/a", { kind: "upstreamChanged", upstream: ["bronze/b"] } as const]]);
  const staleCard = (state: AssetStatus["state"], more: Partial<AssetStatus> = {}) => {
    const graph = { layers: LAYERS, nodes: [], edges: [] };
    const statuses = new Map([["silver/a", status("silver/a", state, more)]]);
    const model = { ...INITIAL_MODEL, graph, statuses, stale };
    return cardOf(node("silver/a"), { model, cyclic: new Map(), hidden: new Map(), now: NOW });
  };
  test("says so before its rows, with a sign of its own", () =>
    expect(staleCard("succeeded", { rows: 2 }).line).toEqual({
      ...{ icon: "stale", tone: "warn" },
      ...{ text: "stale · 2 rows · 3m ago", short: "stale · 2 rows" },
    }));
  test("says the reason when it is hovered or read out", () => {
    const { label, tooltip } = staleCard("succeeded");
    expect(label).toContain("stale because bronze/b changed since");
    expect(tooltip).toContain("Stale: bronze/b changed since");
  });
  test.for([["running"], ["queued"], ["failed"]] as const)("that is %s says that first", ([state]) => {
    const { line, isStale } = staleCard(state);
    expect([line.icon, isStale]).toEqual([state, true]);
  });
  test("is drawn anew when it is not any more", () => {
    const one = node("silver/a");
    // The same status: only its being stale differs.
    const kept = status("silver/a", "succeeded");
    const at = (of: typeof stale | Map<string, never>) =>
      cardOf(one, {
        model: { ...INITIAL_MODEL, statuses: new Map([["silver/a", kept]]), stale: of },
        ...{ cyclic: new Map(), hidden: new Map(), now: NOW },
      });
    expect([at(stale).isStale, at(new Map()).isStale]).toEqual([true, false]);
  });
});

describe("checks", () => {
  const checks = (names: readonly string[], results?: { passed: number; failed: number }) =>
    card("silver/a", { checks: names }, [
      status("silver/a", "succeeded", results === undefined ? {} : { checks: results }),
    ]).checks;
  test("none", () => expect(checks([])).toBeNull());
  test("declared, not run", () => expect(checks(["a", "b"])).toEqual({ text: "2", tone: "quiet" }));
  test("passed", () =>
    expect(checks(["a"], { passed: 1, failed: 0 })).toEqual({ text: "1/1", tone: "good" }));
  test("failed", () =>
    expect(checks(["a", "b"], { passed: 1, failed: 1 })).toEqual({ text: "1/2", tone: "bad" }));
});

test("a screen reader hears everything the card shows", () => {
  const model = {
    ...INITIAL_MODEL,
    graph: { layers: LAYERS, nodes: [], edges: [] },
    problems: { "silver/a": "error" as const },
    statuses: new Map([["silver/a", status("silver/a", "failed")]]),
  };
  const hidden = new Map([["silver/a", { upstream: 1, downstream: 2 }]]);
  const told = cardOf(node("silver/a", { isDuplicate: true, hasDynamicDeps: true }), {
    model,
    cyclic: new Map([["silver/a", 0]]),
    hidden,
    now: NOW,
  });
  expect(told.label).toBe(
    "a, asset in Silver, failed · 3m ago, has errors, some of its inputs are only known when the code runs, on a cycle, " +
      "declared more than once, 3 neighbours not shown",
  );
});

describe("figures", () => {
  test.for([
    [999, "999"],
    [1000, "1k"],
    [1461, "1.5k"],
    [999_999, "1M"],
    [3_000_000, "3M"],
    [123_456_789, "123M"],
  ] as const)("%d rows", ([count, wanted]) => expect(formatCount(count)).toBe(wanted));
  test.for([
    [840, "840 ms"],
    [3210, "3.2 s"],
    [125_000, "2 min 5 s"],
    [4_200_000, "1 h 10 min"],
  ] as const)("%d ms", ([ms, wanted]) => expect(formatDuration(ms)).toBe(wanted));
  test.for([
    [59_000, "now"],
    [3_600_000, "1h ago"],
    [200_000_000, "2d ago"],
  ] as const)("%d ms ago", ([ms, wanted]) => expect(formatAge(NOW - ms, NOW)).toBe(wanted));
});
