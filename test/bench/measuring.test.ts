// What the measures of the language server rest on: the places they edit and ask at, and the figures they print.
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { findPlaces } from "../../bench/language/children/places.ts";
import { figure, isMet, latency, toJson, toText } from "../../bench/language/figure.ts";
import { generateWorkspace, parseGraph } from "../../bench/language/workspace/generate.ts";
import { createProject } from "../../core/src/index.ts";
import { createMemoryHost } from "../support/memoryHost.ts";

describe("places in a workspace", () => {
  const graph = parseGraph(readFileSync(new URL("../graphs/real-squared.json", import.meta.url), "utf8"));
  const files = generateWorkspace(graph);
  const places = findPlaces(files);
  const project = createProject({ host: createMemoryHost(Object.fromEntries(files)) });
  const before = project.snapshot();

  const graphAfter = (path: string, at: number, characters: string) => {
    const text = files.get(path) ?? "";
    project.apply([{ path, text: text.slice(0, at) + characters + text.slice(at) }]);
    const after = project.snapshot().graph;
    project.apply([{ path, text: null }]);
    return after;
  };

  test("of keys are where a definition is found", () => {
    expect(places.keys.length).toBeGreaterThan(40);
    const without = places.keys.filter(({ path, start }) => before.definition(path, start + 1).length === 0);
    expect(without).toEqual([]);
  });

  test("of deps and declared keys change the graph when a letter is added", () => {
    expect(places.deps.length).toBeGreaterThan(5);
    expect(places.declared.length).toBeGreaterThan(5);
    for (const { path, end } of [...places.deps, ...places.declared]) {
      expect(graphAfter(path, end, "_")).not.toEqual(before.graph);
    }
  });

  test("in bodies leave the graph as it is when a line is added", () => {
    expect(places.bodies.length).toBeGreaterThan(100);
    const graphNow = project.snapshot().graph;
    for (const { path, end } of places.bodies.slice(0, 40))
      expect(graphAfter(path, end, "\n")).toBe(graphNow);
  });
});

describe("a figure", () => {
  test("is the median of its samples, and met when that is at most the goal", () => {
    const one = figure("cold / floor", "×", [1.1, 1.4, 1.2], { goal: 1.3 });
    expect(one.value).toBe(1.2);
    expect(isMet(one)).toBe(true);
    expect(isMet({ ...one, goal: 1.1 })).toBe(false);
    expect(isMet({ ...one, goal: null })).toBeNull();
  });

  test("of a latency is its 99th percentile", () => {
    const one = latency("hover", [...Array(101).keys()], 10);
    expect(one).toMatchObject({ name: "hover, p99", value: 99, goal: 10 });
    expect(toText(one)).toContain("✗ hover, p99");
    expect(toText(one)).toContain("p50 50.0 ms, p95 95.0 ms");
  });

  test("is one JSON object", () => {
    expect(JSON.parse(toJson(figure("memory", "MB", [12], { goal: 350, note: "resident" })))).toEqual({
      name: "memory",
      value: 12,
      unit: "MB",
      goal: 350,
      met: true,
      samples: [12],
      note: "resident",
    });
  });
});
