import { describe, expect, test } from "vitest";
import {
  answerHere,
  factsOfRuns,
  matchingKeys,
  offersFor,
  parseFilter,
  searchKeys,
  stepMatch,
} from "../../webview/src/filter.ts";
import { graph, NOW, status } from "./support.ts";

const GRAPH = graph("silver/orders, gold/daily_orders, orders_raw/stock, gold/stock", [
  { key: "gold/revenue", description: "Money from all orders" },
]);

describe("what the box means", () => {
  const check = (text: string, kind: string) => expect(parseFilter(text).kind).toBe(kind);
  test("nothing", () => check("  ", "none"));
  test("a word", () => check("orders", "search"));
  test("words", () => check("daily Orders", "search"));
  test("a path", () => check("silver/orders", "search"));
  test("an attribute", () => check("layer:silver", "selection"));
  test("a traversal", () => check("+key:a", "selection"));
  test("everything", () => check("*", "selection"));
  test("a function", () => check("roots(key:a)", "selection"));
  test("words with an operator", () => check("not orders", "selection"));
  test("a word that begins as an operator does", () => check("orders notes", "search"));
});

describe("a search", () => {
  const check = (words: string, keys: readonly string[]) =>
    expect(searchKeys(GRAPH, words.split(" "))).toEqual(keys);
  test("has names that start with the word first, then names, paths, descriptions", () =>
    check("ORDERS", ["silver/orders", "gold/daily_orders", "orders_raw/stock", "gold/revenue"]));
  test("wants all words, in any order", () => check("orders daily", ["gold/daily_orders"]));
  test("takes path and description together", () => check("revenue money", ["gold/revenue"]));
  test("may find nothing", () => check("orders nowhere", []));
});

describe("an expression", () => {
  const none = factsOfRuns(new Map(), NOW);
  const runs = factsOfRuns(new Map([["gold/stock", status("gold/stock", "failed")]]), NOW);
  test("about the graph is answered here", () => {
    expect(answerHere(GRAPH, 'layer:gold and not key:"*stock"', none)).toEqual({
      ok: true,
      keys: ["gold/daily_orders", "gold/revenue"],
    });
  });
  test("about the last run too, from the statuses", () => {
    expect(answerHere(GRAPH, "status:failed", runs)).toEqual({ ok: true, keys: ["gold/stock"] });
    expect(answerHere(GRAPH, "status:succeeded", runs)).toEqual({ ok: true, keys: [] });
  });
  test("that is not well written is an error with its place", () => {
    const answer = answerHere(GRAPH, "layer:gold andd key:x", none);
    expect(answer).toMatchObject({ ok: false, offset: 11, end: 15 });
  });
  test("about what the view does not know is for the host", () => {
    expect(answerHere(GRAPH, "stale:any", runs)).toBeNull();
    expect(answerHere(GRAPH, "status:failed", none)).toBeNull();
  });
});

describe("matches", () => {
  const match = (text: string, answer: Parameters<typeof matchingKeys>[2]) =>
    matchingKeys(GRAPH, parseFilter(text), answer);
  test("a search needs no answer", () => {
    expect(match("daily", null)).toEqual(new Set(["gold/daily_orders"]));
  });
  test("an expression filters nothing before its answer", () => {
    expect(match("layer:gold", null)).toBeNull();
  });
  test("an expression takes the answer's keys", () => {
    expect(match("layer:gold", { ok: true, keys: ["gold/stock"] })).toEqual(new Set(["gold/stock"]));
  });
  test("an error filters nothing", () => {
    expect(match("layer:", { ok: false, message: "value expected", offset: 6 })).toBeNull();
  });
});

describe("steps through matches", () => {
  const keys = ["a", "b", "c"];
  const check = (current: string | null, step: 1 | -1, key: string) =>
    expect(stepMatch(keys, current, step)).toBe(key);
  test("begin at the first", () => check(null, 1, "a"));
  test("or, backwards, at the last", () => check(null, -1, "c"));
  test("go on", () => check("a", 1, "b"));
  test("go around the end", () => check("c", 1, "a"));
  test("and around the start", () => check("a", -1, "c"));
  test("of none lead nowhere", () => expect(stepMatch([], "a", 1)).toBeNull());
});

describe("a selection offers", () => {
  const chain = graph("bronze/a > silver/b, silver/b > gold/c, bronze/x > gold/c");
  const titles = (...keys: string[]) => offersFor(chain, keys).map(({ title }) => title);
  test("nothing when there is none", () => expect(titles()).toEqual([]));
  test("what is up- and downstream", () => {
    expect(titles("silver/b")).toEqual(["Upstream of b", "Downstream of b", "All around b"]);
  });
  test("the path between two, in the direction there is", () => {
    expect(titles("gold/c", "bronze/a")[0]).toBe("Path from a to c");
    expect(titles("bronze/x", "bronze/a")[0]).toBe("Upstream of the 2 selected");
  });
  test("expressions that select just that", () => {
    const [path] = offersFor(chain, ["bronze/a", "gold/c"]);
    expect(path?.expression).toBe('path(key:"bronze/a", key:"gold/c")');
    const none = factsOfRuns(new Map(), NOW);
    expect(answerHere(chain, path?.expression ?? "", none)).toEqual({
      ok: true,
      keys: ["bronze/a", "gold/c", "silver/b"],
    });
  });
});
