import {
  evaluateSelection,
  nodeOf,
  parseSelection,
  select,
  toSelectionString,
  upgradeSelection,
  type AssetFacts,
  type AssetGraph,
} from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { chain, randomGraph, seededRandom, sketch } from "../sketch.ts";

const graph: AssetGraph = (() => {
  const drawn = sketch(
    "source:src/orders > bronze/orders > silver/orders > gold/revenue > product:board, bronze/customers > silver/orders, silver/alone",
  );
  const extra: Record<string, object> = {
    "silver/orders": { tags: { domain: "sales", pii: "" }, owners: ["a@b.c"], kinds: ["sql"], group: "core" },
    "bronze/orders": { tags: { path: "x" }, group: "core/raw", file: "assets/bronze/all.ts" },
  };
  return { ...drawn, nodes: drawn.nodes.map((node) => ({ ...node, ...extra[node.key] })) };
})();

function checkSelect(
  expression: string,
  expected: readonly string[],
  facts?: (key: string) => AssetFacts | undefined,
): void {
  expect(select(graph, expression, facts)).toEqual({ ok: true, keys: expected });
}

describe("attributes beyond Dagster's", () => {
  it("layer", () => checkSelect("layer:bronze", ["bronze/customers", "bronze/orders"]));
  it("layer with a wildcard", () => checkSelect('layer:"*ver"', ["silver/alone", "silver/orders"]));
  it("layer:<null> is all without a layer", () => checkSelect("layer:<null>", ["board", "src/orders"]));
  it("file", () => checkSelect('file:"assets/bronze/all.ts"', ["bronze/orders"]));
  it("file of a folder", () => checkSelect("file:assets/bronze", ["bronze/customers", "bronze/orders"]));
  it("file with a wildcard", () => checkSelect('file:"*/orders.ts"', ["silver/orders", "src/orders"]));
  it("path holds all ways, ends included", () => {
    checkSelect("path(key:src/orders, key:gold/revenue)", [
      "bronze/orders",
      "gold/revenue",
      "silver/orders",
      "src/orders",
    ]);
  });
  it("path against the data's way is empty", () => checkSelect("path(key:gold/revenue, key:src/orders)", []));
  it("path can be traversed and nested", () => {
    checkSelect("path(layer:silver, (key:board))+ and not layer:<null>", ["gold/revenue", "silver/orders"]);
  });
  it("their names stay plain words as values", () => {
    checkSelect("tag:path=x", ["bronze/orders"]);
    checkSelect("owner:layer or kind:file or group:stale", []);
  });
});

describe("attributes of the graph", () => {
  it("key is exact without a wildcard", () => checkSelect("key:orders", []));
  it("key wildcards span components", () =>
    checkSelect("key:*rders", ["bronze/orders", "silver/orders", "src/orders"]));
  it("group wildcard in quotes", () => checkSelect('group:"core*"', ["bronze/orders", "silver/orders"]));
  it("tag with and without value", () => {
    checkSelect("tag:domain=sales", ["silver/orders"]);
    checkSelect("tag:domain", []);
    checkSelect("tag:pii", ["silver/orders"]);
  });
  it("a tag's name is no property of every object", () => checkSelect("tag:constructor or tag:toString", []));
  it("is", () => {
    checkSelect("is:external", ["src/orders"]);
    checkSelect("not is:materializable", ["board", "src/orders"]);
  });
  it("roots and sinks", () => {
    checkSelect("roots(*)", ["bronze/customers", "silver/alone", "src/orders"]);
    checkSelect("sinks(layer:silver or layer:gold)", ["gold/revenue", "silver/alone"]);
  });
  it("limits levels", () => checkSelect("1+key:gold/revenue+1", ["board", "gold/revenue", "silver/orders"]));
  it("0 levels are none", () => checkSelect("0+key:gold/revenue", ["gold/revenue"]));
});

describe("on cycles", () => {
  const knot = sketch("x > a > b > a, b > y");
  const keys = (expression: string): unknown => select(knot, expression);
  it("members of one cycle do not hide each other", () => {
    expect(keys("roots(key:a or key:b or key:y)")).toEqual({ ok: true, keys: ["a", "b"] });
    expect(keys("sinks(key:x or key:a or key:b)")).toEqual({ ok: true, keys: ["a", "b"] });
  });
  it("traversal ends", () => expect(keys("+key:a+")).toEqual({ ok: true, keys: ["a", "b", "x", "y"] }));
});

describe("facts", () => {
  const facts = (key: string): AssetFacts | undefined =>
    ({
      "silver/orders": { status: ["failed"], stale: ["code"], hoursSinceMaterialization: 30 },
      "gold/revenue": { status: ["succeeded", "HEALTHY"], stale: [], hoursSinceMaterialization: 2 },
      "bronze/orders": { stale: ["missing"], hoursSinceMaterialization: null },
    })[key];
  it("status without case", () =>
    checkSelect("status:healthy or status:FAILED", ["gold/revenue", "silver/orders"], facts));
  it("stale for a cause", () => checkSelect("stale:code", ["silver/orders"], facts));
  it("stale at all", () => checkSelect("stale:any", ["bronze/orders", "silver/orders"], facts));
  it("fresh", () => checkSelect("stale:none", ["gold/revenue"], facts));
  it("never materialized counts as long ago", () => {
    checkSelect("not_materialized_in_hours:24", ["bronze/orders", "silver/orders"], facts);
  });
  it("of an empty graph select nothing", () => {
    expect(select({ layers: [], nodes: [], edges: [] }, "stale:any", facts)).toEqual({ ok: true, keys: [] });
  });
});

describe("errors say what, where and the nearest right thing", () => {
  function checkError(expression: string, at: string, message: string): void {
    const result = select(graph, expression);
    expect(result.ok ? "no error" : result.message).toBe(message);
    expect(!result.ok && expression.slice(result.offset, result.end)).toBe(at);
  }
  it.each([
    [
      "",
      "",
      "The selection is empty. Write `*` for everything, or for example `key:silver/orders+` or `layer:gold`.",
    ],
    ["onwer:x", "onwer", "There is no attribute `onwer`. Did you mean `owner`?"],
    ["KEY:a", "KEY", "There is no attribute `KEY`. Did you mean `key`?"],
    ["root(*)", "root", "There is no function `root`. Did you mean `roots`?"],
    ["downstream(*)", "downstream", "There is no function `downstream`. There are roots, sinks, path."],
    ['key_substring:"x"', "key_substring", 'There is no attribute `key_substring`: write `key:"*…*"`.'],
    [
      "orders",
      "orders",
      'Expected an attribute before `orders`: write `key:orders`, or `key:"*orders*"` for all keys with it.',
    ],
    ["*ord*", "*ord*", "Expected an attribute: write `key:*ord*`."],
    ['"a b"', '"a b"', 'Expected an attribute: write `key:"a b"`.'],
    ["owner", "owner", 'Expected `:` and a value after `owner`, as in `owner:"…"`.'],
    ["sinks", "sinks", "Expected `(` after `sinks`, as in `sinks(*)`."],
    ["key:a and", "", "Expected a selection after `and`."],
    ["and key:a", "and", "Expected a selection before `and`."],
    ["key:a And key:b", "And", "Write `and` or `AND`, not `And`."],
    ["Not key:a", "Not", "Write `not` or `NOT`, not `Not`."],
    ["key:a key:b", "key", "Expected `and` or `or` before `key`."],
    ["key:a, key:b", ",", "Write `or` between two selections, not `,`."],
    ["key:a++", "+", "One `+` reaches all levels. For fewer, give a number: `key:a+2`, `2+key:a`."],
    ["++key:a", "+", "One `+` reaches all levels. For fewer, give a number: `key:a+2`, `2+key:a`."],
    ["*+", "+", "`*` is everything already: it takes no `+`."],
    ["+*", "*", "`*` is everything already: it takes no `+`."],
    ["+not key:a", "not", "`+` cannot stand before `not`: write `+(not …)`."],
    ["2 key:a", "2", "Expected `+` after `2`: `2+key:a` is `a` and 2 levels of its upstreams."],
    ["(key:a", "", "A `)` is missing."],
    ["key:a)", ")", "This `)` closes nothing."],
    ["path(key:a)", ")", "`path` takes two selections: `path(key:a, key:b)`."],
    ["key:a-b", "a-b", '`a-b` needs quotes: `"a-b"`.'],
    ["key:1a", "1a", '`1a` needs quotes: `"1a"`.'],
    ["key:a.b and *", "a.b", '`a.b` needs quotes: `"a.b"`.'],
    ["owner:me@x.org", "me@x.org", '`me@x.org` needs quotes: `"me@x.org"`.'],
    ["group:a*", "a*", 'Here `*` needs quotes: `group:"a*"`.'],
    ["owner:a*", "a*", "`owner:` takes no `*`."],
    ["key:*", "*", 'For everything write `*`, without `key:`; for a `*` in a value write `"*"`.'],
    ["key:<null>", "<null>", "Every asset has a key: `key:` takes no `<null>`."],
    ["group:status", "status", '`status` is a word of the language: as a value it needs quotes, `"status"`.'],
    ["key:sensor", "sensor", '`sensor` is a word of the language: as a value it needs quotes, `"sensor"`.'],
    ['key:"a', '"a', 'A closing `"` is missing.'],
    ['key:"a\\b"', '"a\\b"', "A value cannot hold a backslash."],
    ["key:", "", "Expected a value after `key:`, as in `key:silver/orders`."],
    ["tag:foo=", "", 'Expected a value after `=`, as in `tag:name="…"`.'],
    ["owner:x=y", "=", "Only `tag:` and `column_tag:` take `=`."],
    [
      "is:observable",
      "is:observable",
      "There is no value for `is:` `observable`. There are external, materializable.",
    ],
    ["stale:codes", "stale:codes", "There is no value for `stale:` `codes`. Did you mean `code`?"],
    [
      "not_materialized_in_hours:x",
      "x",
      "`not_materialized_in_hours:` takes a number, as in `not_materialized_in_hours:24`.",
    ],
    ["key:a & key:b", "&", "Unexpected `&`. A value with such characters needs quotes."],
    ["layer:sliver", "layer:sliver", "There is no layer `sliver`. Did you mean `silver`?"],
    [
      "* and stale:any",
      "stale:any",
      "`stale:` cannot be answered here: it needs the run history, which is not available.",
    ],
  ])("%s", checkError);

  it("thousands of parentheses are an error, not a crash", () => {
    const deep = `${"(".repeat(20_000)}*${")".repeat(20_000)}`;
    expect(select(graph, deep)).toMatchObject({ ok: false, message: "The selection is nested too deeply." });
    expect(select(graph, `${"not ".repeat(20_000)}*`)).toMatchObject({ ok: false });
  });
});

describe("printed and parsed again", () => {
  it.each([
    "+(key:a+)",
    "(*)+",
    "not not key:a",
    "+(not key:a)",
    "2+(key:a or key:b)+3",
    "roots(not layer:gold)+",
    "path(key:a or key:b, sinks(*))",
    "not (key:a and key:b)",
    "tag:a=b or tag:<null>",
    "not_materialized_in_hours:24",
    "key:a and (key:b or key:c and key:d)",
  ])("%s", (text) => {
    const first = parseSelection(text);
    const printed = first.ok ? toSelectionString(first.ast) : first.message;
    const second = parseSelection(printed);
    expect(second.ok && toSelectionString(second.ast)).toBe(printed);
    const any = randomGraph(7);
    const withoutRuns = (key: string): AssetFacts | undefined =>
      nodeOf(any, key) ? { hoursSinceMaterialization: 1 } : undefined;
    const meaning = (parsed: typeof first): unknown =>
      parsed.ok && evaluateSelection({ ...any, layers: graph.layers }, parsed.ast, withoutRuns);
    expect(meaning(second)).toEqual(meaning(first));
  });

  it("no keys, and no operands, are written as nothing", () => {
    expect(toSelectionString({ type: "keys", keys: [] })).toBe("not *");
    expect(toSelectionString({ type: "or", operands: [] })).toBe("not *");
    expect(toSelectionString({ type: "and", operands: [] })).toBe("*");
  });
});

describe("any text", () => {
  it("is answered, never thrown at", () => {
    const pieces = [
      "key:",
      "a",
      '"',
      "*",
      "+",
      "(",
      ")",
      "not ",
      " and ",
      "or",
      "12",
      "<null>",
      "=",
      ",",
      "tag:x",
      "é",
      "😀",
      "path(",
      "\n",
    ];
    const random = seededRandom(3);
    for (let round = 0; round < 3000; round++) {
      const text = Array.from(
        { length: Math.floor(random() * 9) },
        () => pieces[Math.floor(random() * pieces.length)],
      ).join("");
      const result = select(graph, text);
      if (!result.ok) {
        expect(result.offset, text).toBeGreaterThanOrEqual(0);
        expect(result.end, text).toBeLessThanOrEqual(text.length);
        expect(result.end, text).toBeGreaterThanOrEqual(result.offset);
      }
      expect(() => upgradeSelection(text)).not.toThrow();
    }
  });

  it("selects through a chain of 10,000", () => {
    const long = chain(10_000);
    expect(select(long, "sinks(*)")).toEqual({ ok: true, keys: ["a009999"] });
    const result = select(long, "key:a000000+ and +key:a009999");
    expect(result.ok && result.keys.length).toBe(10_000);
  });
});

describe("free text in a filter box", () => {
  function checkUpgrade(text: string, expected: string): void {
    expect(upgradeSelection(text)).toBe(expected);
  }
  it("a word", () => checkUpgrade("orders", 'key:"*orders*"'));
  it("a word with a wildcard keeps it", () => checkUpgrade("silver/*", 'key:"silver/*"'));
  it("levels around a word", () => checkUpgrade("2+orders+1", '2+key:"*orders*"+1'));
  it("in parentheses", () => checkUpgrade("sinks(orders)", 'sinks(key:"*orders*")'));
  it("a comma of path stays", () => checkUpgrade("path(a, layer:gold)", 'path(key:"*a*",layer:gold)'));
  it("characters that need quotes", () => checkUpgrade("daily-revenue", 'key:"*daily-revenue*"'));
  it("leaves the language alone", () => {
    for (const text of [
      "*",
      "not key:a",
      "+key:a+2",
      "tag:a=b and (owner:<null> or roots(*))",
      'layer:"x y"+',
    ])
      checkUpgrade(text, text);
  });
});
