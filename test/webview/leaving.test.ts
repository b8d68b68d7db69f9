// @vitest-environment happy-dom
// What is gone fades out without being in anyone's way.
import { diffGraphs, type AssetGraph } from "@strataline/core";
import { afterEach, expect, test, vi } from "vitest";
import { graph, openPage, result, type Page } from "./support.ts";

const BOTH = graph("bronze/a > silver/a, bronze/a > silver/b");
const ONE = graph("bronze/a > silver/a");

let page: Page;
let revision: number;

function open(motion: boolean): void {
  page = openPage(null, { motion });
  revision = 1;
  page.view.receive({ type: "graph", data: result(BOTH) });
}

function change(before: AssetGraph, after: AssetGraph): void {
  const delta = diffGraphs(before, after);
  const revisions = { baseRevision: revision, revision: ++revision };
  page.view.receive({ type: "delta", root: "file:///work", ...revisions, delta, cycles: [], problems: {} });
}

const fading = (kind: string) => [...document.querySelectorAll(`.leaving g.${kind}`)];

afterEach(() => page.view.dispose());

test("a card and its edge fade out where they were, and are gone soon", async () => {
  open(true);
  change(BOTH, ONE);
  expect(page.keys()).toEqual(["bronze/a", "silver/a"]);
  expect(fading("node")).toHaveLength(1);
  expect(fading("edge")).toHaveLength(1);
  await vi.waitFor(() => expect(document.querySelectorAll(".leaving > *")).toHaveLength(0), 3000);
});

test("what fades has no name: nothing takes it for the asset", () => {
  open(true);
  change(BOTH, ONE);
  expect(document.querySelectorAll('[data-key="silver/b"]')).toHaveLength(0);
  expect(document.querySelectorAll("[role=option]")).toHaveLength(2);
});

test("an asset that comes back while it fades has a card of its own at once", () => {
  open(true);
  change(BOTH, ONE);
  change(ONE, BOTH);
  expect(page.keys()).toEqual(["bronze/a", "silver/a", "silver/b"]);
  expect(fading("node")).toHaveLength(1);
  expect(page.node("silver/b").closest(".leaving")).toBeNull();
});

test("with less motion it goes at once", () => {
  open(false);
  change(BOTH, ONE);
  expect(page.keys()).toEqual(["bronze/a", "silver/a"]);
  expect(document.querySelectorAll(".leaving > *")).toHaveLength(0);
});
