// The file of saved views: what is read, what is refused and how that is said, what is written.
import {
  isSameView,
  parseSavedViews,
  printSavedViews,
  withView,
  wrongViewName,
  type SavedView,
} from "@strataline/core/graph";
import { describe, expect, test } from "vitest";

const GOLD: SavedView = {
  ...{ name: "Gold", filter: "layer:gold", onlyMatches: true, scope: { kind: "project" } },
  ...{ expanded: [], hiddenBands: ["sources"], groups: { by: "folder", open: ["a/b"] } },
};
const PLAIN: SavedView = {
  ...{
    name: "Plain",
    filter: "",
    onlyMatches: false,
    scope: { kind: "neighbourhood", key: "gold/a", depth: 2 },
  },
  ...{ expanded: [{ key: "gold/a", side: "upstream" }], hiddenBands: [], groups: null },
};
const file = (...views: readonly object[]) => JSON.stringify({ schemaVersion: 1, views });

describe("a file", () => {
  test("that was written is read back", () => {
    expect(parseSavedViews(printSavedViews([GOLD, PLAIN]))).toEqual({ ok: true, views: [GOLD, PLAIN] });
  });
  test("says in writing only what is not usual", () => {
    expect(JSON.parse(printSavedViews([{ ...GOLD, groups: null }]))).toEqual({
      schemaVersion: 1,
      views: [{ name: "Gold", filter: "layer:gold", onlyMatches: true, hiddenBands: ["sources"] }],
    });
  });
  test("may be written by hand with a name alone", () => {
    expect(parseSavedViews(file({ name: " All " }))).toMatchObject({
      views: [{ name: "All", filter: "", onlyMatches: false, scope: { kind: "project" }, groups: null }],
    });
  });
  test("may name its schema", () => {
    expect(parseSavedViews('{"$schema": "x", "schemaVersion": 1, "views": []}')).toEqual({
      ok: true,
      views: [],
    });
  });
});

describe("a broken file is refused, with the place and what is right", () => {
  const check = (text: string, ...words: readonly string[]) => {
    const read = parseSavedViews(text);
    const message = read.ok ? "it was read" : read.message;
    for (const word of ["strataline.views.json", ...words]) expect(message).toContain(word);
  };
  test("no JSON", () => check('{"views": [', "not valid JSON"));
  test("a merge conflict", () => check("<<<<<<< HEAD\n", "not valid JSON"));
  test("a list", () => check("[]", "the file must be an object, not []"));
  test("a newer version", () =>
    check('{"schemaVersion": 2, "views": []}', "must be 1, not 2", "newer Strataline"));
  test("no version", () => check('{"views": []}', "must be 1, not nothing"));
  test("no views", () => check('{"schemaVersion": 1}', "`views` must be a list"));
  test("no name", () => check(file({ filter: "x" }), "views[0].name must be a text, not nothing"));
  test("an empty name", () => check(file({ name: " " }), "views[0].name", "needs a name"));
  test("two of one name", () => check(file({ name: "a" }, { name: "a" }), 'two views are named "a"'));
  test("a misspelt field", () =>
    check(file({ name: "a", fliter: "x" }), "views[0] has no field `fliter`", "`filter`"));
  test("a wrong type", () =>
    check(file({ name: "a", onlyMatches: "yes" }), 'must be true or false, not "yes"'));
  test("a wrong scope", () =>
    check(file({ name: "a", scope: { kind: "all" } }), "views[0].scope.kind", "project or"));
  test("a wrong depth", () =>
    check(
      file({ name: "a", scope: { kind: "neighbourhood", key: "x", depth: 0.5 } }),
      "whole number from 1, not 0.5",
    ));
  test("a wrong list", () =>
    check(file({ name: "a", hiddenBands: ["x", 1] }), "hiddenBands[1] must be a text"));
  test("a wrong side", () =>
    check(
      file({ name: "a", expanded: [{ key: "x", side: "left" }] }),
      "expanded[0].side",
      "upstream or downstream",
    ));
  test("__proto__", () =>
    check('{"schemaVersion": 1, "views": [{"name": "a", "__proto__": {}}]}', "no field"));
  test("something long, cut", () => check(file({ name: "a", filter: Array(99).fill(1) }), "…"));
});

describe("names", () => {
  test("may be anything but empty, taken or endless", () => {
    expect(wrongViewName("Späße / 1", ["x"])).toBeNull();
    expect(wrongViewName("  ", [])).toContain("needs a name");
    expect(wrongViewName(" x ", ["x"])).toContain("already");
    expect(wrongViewName("x".repeat(81), [])).toContain("80");
  });
});

describe("withView", () => {
  test("replaces the one of its name where it stands, else adds it", () => {
    const changed = { ...GOLD, filter: "*" };
    expect(withView([GOLD, PLAIN], changed)).toEqual([changed, PLAIN]);
    expect(withView([PLAIN], GOLD)).toEqual([PLAIN, GOLD]);
  });
});

describe("isSameView", () => {
  test("looks at what is shown, not at the order of lists", () => {
    const bands = { ...GOLD, hiddenBands: ["sources", "layer:bronze"] };
    expect(isSameView(bands, { ...bands, hiddenBands: ["layer:bronze", "sources"] })).toBe(true);
    expect(isSameView(GOLD, { ...GOLD, filter: "layer:gold " })).toBe(true);
  });
  test.for<Partial<SavedView>>([
    { filter: "x" },
    { onlyMatches: false },
    { scope: { kind: "neighbourhood", key: "a", depth: 1 } },
    { hiddenBands: [] },
    { groups: null },
    { expanded: [{ key: "a", side: "upstream" }] },
  ])("sees %o", (change) => expect(isSameView(GOLD, { ...GOLD, ...change })).toBe(false));
});
