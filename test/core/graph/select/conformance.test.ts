// All of Dagster's cases that are pure. Left out: `RequiredNeighbors` (assets that only run together; we have no such asset
// yet) and `literal_coverage_rule` (a rule about Dagster's own list of cases).
import {
  allOf,
  anyOf,
  ATTRIBUTES,
  evaluateSelection,
  parseLegacySelection,
  parseSelection,
  select,
  toSelectionString,
  upgradeSelection,
  type Selection,
} from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { cases } from "./cases.ts";
import { factsOf, fromDagster, graphOf, normalForm, parseTreeOf, type CaseGraph } from "./dagster.ts";

function parsed(text: string): Selection {
  const result = parseSelection(text);
  if (!result.ok) throw new Error(`${text}: ${result.message}`);
  return result.ast;
}

function caseGraph(name: string): CaseGraph {
  const graph = cases.graphs[name];
  if (graph === undefined) throw new Error(`no graph ${name}`);
  return graph.nodes;
}

describe("parse trees", () => {
  it.each(cases.parse_tree_cases)("$input", ({ input, tree }) => {
    expect(parseTreeOf(input, parsed(input))).toBe(tree);
  });
});

describe("rejected", () => {
  it.each(cases.invalid_cases)("$input", ({ input }) => {
    expect(parseSelection(input)).toMatchObject({ ok: false });
  });
});

describe("syntax trees", () => {
  const trees = cases.ast_cases;
  it.each(trees)("$input", ({ input, ast }) => {
    expect(normalForm(parsed(input))).toEqual(normalForm(fromDagster(ast)));
  });
  it.each(trees)("$input, printed and parsed again", ({ input }) => {
    expect(normalForm(parsed(toSelectionString(parsed(input))))).toEqual(normalForm(parsed(input)));
  });
});

describe("evaluation", () => {
  it.each(cases.evaluation_cases)("$graph: $selection", ({ graph, selection, expected }) => {
    const nodes = caseGraph(graph);
    expect(select(graphOf(nodes), selection, factsOf(nodes))).toEqual({ ok: true, keys: expected });
  });
});

describe("evaluation of trees made by code", () => {
  const all = cases.api_evaluation_cases;
  const possible = all.filter(({ ast }) => ast.type !== "RequiredNeighbors");
  it("leaves out assets that only run together, nothing else", () =>
    expect(all.length - possible.length).toBe(2));
  it.each(possible)("$test: $ast", ({ graph, ast, expected }) => {
    const nodes = caseGraph(graph);
    expect(evaluateSelection(graphOf(nodes), fromDagster(ast), factsOf(nodes))).toEqual({
      ok: true,
      keys: expected,
    });
  });
});

describe("what no fact answers is an error", () => {
  it.each(cases.unresolvable_in_user_code)("$ast_type", ({ ast_type: type }) => {
    const graph = graphOf(caseGraph("ui_diamond"));
    const result = evaluateSelection(graph, fromDagster({ type, value: "x", key: "x" }));
    expect(result).toMatchObject({
      ok: false,
      message: expect.stringContaining("cannot be answered here") as string,
    });
  });

  it("takes a code location with and without its repository", () => {
    const nodes = caseGraph("ui_diamond");
    for (const location of ["my_location", "repo@my_location"]) {
      expect(select(graphOf(nodes), `code_location:"${location}"`, factsOf(nodes))).toEqual({
        ok: true,
        keys: ["C"],
      });
    }
  });
});

describe("printed", () => {
  it.each(cases.to_string_cases)("$expected_string", ({ ast, expected_string: expected }) => {
    expect(toSelectionString(fromDagster({ ...ast, include_sources: true }))).toBe(expected);
  });
  it.each(cases.from_string_to_string_cases)("$input", ({ input, expected_string: expected }) => {
    expect(toSelectionString(parsed(input))).toBe(expected);
  });
});

describe("flattening", () => {
  const trees = cases.flattening_cases.map(({ normal_form: tree }) => normalForm(fromDagster(tree)));
  const [foo, bar, baz] = ["foo", "bar", "baz"].map((key): Selection => ({ type: "keys", keys: [key] }));
  if (foo === undefined || bar === undefined || baz === undefined) throw new Error("three keys");

  it("and, in any nesting", () => {
    for (const tree of [allOf(foo, bar, baz), allOf(allOf(foo, bar), baz), allOf(foo, allOf(bar, baz))]) {
      expect(normalForm(tree)).toEqual(trees[0]);
    }
  });
  it("or, in any nesting", () => {
    for (const tree of [anyOf(foo, bar, baz), anyOf(anyOf(foo, bar), baz), anyOf(foo, anyOf(bar, baz))]) {
      expect(normalForm(tree)).toEqual(trees[1]);
    }
  });
  it("not across the two", () => {
    expect(normalForm(allOf(foo, anyOf(bar, baz)))).toEqual(trees[2]);
    expect(normalForm(anyOf(foo, allOf(bar, baz)))).toEqual(trees[3]);
  });
});

describe("strings from before the grammar", () => {
  it.each(cases.legacy_string_cases)("$input", ({ input, ast }) => {
    const result = parseLegacySelection(input);
    const expected = normalForm(fromDagster({ ...ast, include_sources: true }));
    expect(result.ok && normalForm(result.ast)).toEqual(expected);
  });
});

describe("upgrade of free text", () => {
  it.each(cases.syntax_upgrade_cases)("$input", ({ input, attribute, expected }) => {
    expect(upgradeSelection(input, attribute)).toBe(expected);
  });
});

describe("well-known values", () => {
  const lists = cases.attribute_value_lists;
  it.each(["is", "partitions", "automation_type", "not_materialized_in_hours"] as const)("of %s", (name) => {
    expect(ATTRIBUTES[name].values).toEqual(lists[name]);
  });
  it("of status", () =>
    expect(ATTRIBUTES.status.values).toEqual(expect.arrayContaining([...lists.status_top_level])));
});
