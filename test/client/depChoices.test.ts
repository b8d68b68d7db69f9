// What an asset may read, the likely ones first, and the key that a new one downstream begins with.
import { expect, test } from "vitest";
import { depChoices, downstreamKey } from "../../client/src/lineage/depChoices.ts";
import { graph, node } from "../webview/support.ts";

const shown = (text: string, key: string, extra: Parameters<typeof graph>[1] = []) =>
  depChoices(graph(text, extra), key).map(({ key: other, stage, against }) =>
    against === null ? `${other} (${stage})` : `${other} ✗ ${against}`,
  );

test("near layers first; what closes a cycle or reads upward last, with the reason; nothing that is read already", () => {
  const text = "bronze/a > silver/a, silver/a > silver/down, silver/b, gold/c, bronze/d";
  const raw = node("raw/x", { kind: "source", layer: null });
  const report = node("report", { kind: "dataProduct", layer: null });
  expect(shown(text, "silver/a", [raw, report, node("silver/gone", { kind: "missing" })])).toEqual([
    "silver/b (Silver)",
    "bronze/d (Bronze)",
    "raw/x (Source)",
    "silver/down ✗ closes a cycle",
    "gold/c ✗ later layer",
  ]);
  expect(shown(text, "none")).toEqual([]);
});

test("the same name one layer on, or a free one; in the last layer there", () => {
  expect(downstreamKey(graph("bronze/a"), "bronze/a")).toBe("silver/a");
  expect(downstreamKey(graph("bronze/a, silver/a"), "bronze/a")).toBe("silver/a_2");
  expect(downstreamKey(graph("gold/x"), "gold/x")).toBe("gold/x_2");
  const raw = node("raw/x", { kind: "source", layer: null });
  expect(downstreamKey(graph("gold/x", [raw]), "raw/x")).toBe("bronze/x");
});
