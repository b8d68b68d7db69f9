// Groups: together in every band, each in a rectangle that holds its nodes and no other.
import {
  layoutGraph,
  refineLayout,
  type GroupBox,
  type Layout,
  type PlacedNode,
} from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { randomGraph, seededRandom, sketch } from "../sketch.ts";
import { checkLayout, place } from "./check.ts";
import { groupsOf, sized, stored, STORED, type Sized } from "./fixtures.ts";

type GroupOf = (key: string) => readonly string[];

function checkGroups(layout: Layout, groupOf: GroupOf): void {
  for (const box of layout.groups) {
    let members = 0;
    for (const node of layout.nodes.values()) {
      const path = groupOf(node.key);
      const isMember = node.band === box.band && box.path.every((part, i) => path[i] === part);
      if (isMember) members++;
      expect(isMember ? holds(box, node) : !touches(box, node), `${node.key} in ${box.path.join("/")}`).toBe(
        true,
      );
    }
    expect(box.count).toBe(members);
    expect([box.x >= 0, box.y >= -0.001, box.y + box.height <= layout.height + 0.001]).toEqual([
      true,
      true,
      true,
    ]);
    const band = layout.bands[box.band];
    expect(box.x).toBeGreaterThanOrEqual(band?.x ?? Infinity);
    expect(box.x + box.width).toBeLessThanOrEqual((band?.x ?? 0) + (band?.width ?? 0));
  }
  layout.groups.forEach((a, i) => {
    for (const b of layout.groups.slice(i + 1)) {
      if (a.band !== b.band) continue;
      const isInner = a.path.length < b.path.length && a.path.every((part, at) => b.path[at] === part);
      expect(isInner ? holds(a, b) : !touches(a, b), `${a.path.join("/")} and ${b.path.join("/")}`).toBe(
        true,
      );
    }
  });
}

type Box = Pick<PlacedNode, "x" | "y" | "width" | "height">;

function holds(outer: GroupBox, inner: Box): boolean {
  return (
    outer.x < inner.x &&
    outer.y < inner.y &&
    outer.x + outer.width > inner.x + inner.width &&
    outer.y + outer.height > inner.y + inner.height
  );
}

function touches(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

function grouped(seed: number, size: number): Sized & { readonly groupOf: GroupOf } {
  const given = sized(randomGraph(seed, size));
  const random = seededRandom(seed);
  const paths = new Map(
    given.graph.nodes.map(({ key }) => {
      const outer = `g${Math.floor(random() * 3)}`;
      return [key, [[], [outer], [outer, `h${Math.floor(random() * 2)}`]][Math.floor(random() * 3)] ?? []];
    }),
  );
  return { ...given, groupOf: (key) => paths.get(key) ?? [] };
}

describe("groups", () => {
  it.each(STORED)("of %s have rectangles of their own, first and after the refinement", (name) => {
    const { graph, sizeOf } = stored(name);
    const groupOf = groupsOf(graph);
    const layout = layoutGraph(graph, sizeOf, { groupOf });
    checkLayout({ graph, sizeOf }, layout);
    checkGroups(layout, groupOf);
    expect(new Set(layout.groups.map(({ path }) => path[0]))).toEqual(
      new Set(graph.nodes.flatMap(({ key }) => groupOf(key).slice(0, 1))),
    );
    const search = refineLayout(graph, sizeOf, layout, { groupOf });
    let step = search.next();
    while (step.done !== true) step = search.next();
    if (step.value === undefined) return;
    checkLayout({ graph, sizeOf }, step.value);
    checkGroups(step.value, groupOf);
  });

  it("hold in any graph, nested, with cycles, and while it is edited", () => {
    for (let seed = 1; seed <= 60; seed++) {
      let previous: Layout | undefined;
      for (let size = 14; size <= 17; size++) {
        const { graph, sizeOf, groupOf } = grouped(seed, size);
        const layout = layoutGraph(graph, sizeOf, {
          groupOf,
          ...(previous === undefined ? {} : { previous }),
        });
        checkLayout({ graph, sizeOf }, layout);
        checkGroups(layout, groupOf);
        previous = layout;
      }
    }
  });

  it("stay where they are when nothing changed", () => {
    const { graph, sizeOf } = stored("syn-200");
    const groupOf = groupsOf(graph);
    const layout = layoutGraph(graph, sizeOf, { groupOf });
    const again = layoutGraph(graph, sizeOf, { groupOf, previous: layout });
    again.groups.forEach((box, i) => {
      const old = layout.groups[i];
      expect(box.path).toEqual(old?.path);
      expect(box.y).toBeCloseTo(old?.y ?? Number.NaN, 1);
      expect(box.height).toBeCloseTo(old?.height ?? Number.NaN, 1);
    });
  });

  it("leave a band without groups as it is, and hold together what no edge does", () => {
    const graph = sketch("source:s > bronze/a, source:s > bronze/b, bronze/c, silver/x");
    const { sizeOf } = sized(graph);
    const groupOf: GroupOf = (key) => (["bronze/a", "bronze/c"].includes(key) ? ["left"] : []);
    const layout = layoutGraph(graph, sizeOf, { groupOf });
    expect(layout.groups.map(({ path, count }) => ({ path, count }))).toEqual([{ path: ["left"], count: 2 }]);
    const order = ["bronze/a", "bronze/b", "bronze/c"].map((key) => place(layout, key).order);
    expect(Math.abs((order[0] ?? 0) - (order[2] ?? 0))).toBe(1);
    checkGroups(layout, groupOf);
  });

  it("are none unless asked for", () => {
    const { graph, sizeOf } = stored("real-jaffle");
    expect(layoutGraph(graph, sizeOf).groups).toEqual([]);
    expect(layoutGraph(graph, sizeOf, { groupOf: () => undefined }).groups).toEqual([]);
  });
});
