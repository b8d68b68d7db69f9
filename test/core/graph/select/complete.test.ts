import { completeSelection, type AssetFacts, type AssetGraph } from "@strataline/core/graph";
import { describe, expect, it } from "vitest";
import { sketch } from "../sketch.ts";

const drawn = sketch("source:src > bronze/orders > silver/orders, bronze/daily-flights, status");
const graph: AssetGraph = {
  ...drawn,
  nodes: drawn.nodes.map((node) =>
    node.key === "silver/orders"
      ? { ...node, owners: ["team@x.org"], group: "core", kinds: ["sql"], tags: { domain: "sales" } }
      : node,
  ),
};

/** `|` is the cursor; the first labels, and the text after taking the first. */
function checkComplete(
  text: string,
  labels: readonly string[],
  taken: string,
  facts?: (key: string) => AssetFacts | undefined,
): void {
  const offset = text.indexOf("|");
  const expression = text.replace("|", "");
  const items = completeSelection(expression, offset, graph, facts);
  expect(items.slice(0, labels.length).map((item) => item.label)).toEqual(labels);
  const [first] = items;
  expect(first && expression.slice(0, first.start) + first.insertText + expression.slice(first.end)).toBe(
    taken,
  );
}

describe("where a selection begins", () => {
  it("attributes, best first", () => checkComplete("|", ["key", "layer", "group"], "key:"));
  it("by what is typed", () => checkComplete("la|", ["layer"], "layer:"));
  it("after an operator", () => checkComplete("key:a and ow|", ["owner"], "key:a and owner:"));
  it("in a function", () => checkComplete("sinks(ro|", ["roots"], "sinks(roots("));
  it("after a + that leads upstream", () => checkComplete("2+ki|", ["kind"], "2+kind:"));
  it("keys themselves, as a whole attribute", () =>
    checkComplete("daily|", ["bronze/daily-flights"], 'key:"bronze/daily-flights"'));
  it("as a whole attribute, bare where it may be", () =>
    checkComplete("silver/|", ["silver/orders"], "key:silver/orders"));
});

describe("values", () => {
  it("of key, bare", () => checkComplete("key:si|", ["silver/orders"], "key:silver/orders"));
  it("of key, in quotes where needed", () =>
    checkComplete("key:dai|", ["bronze/daily-flights"], 'key:"bronze/daily-flights"'));
  it("of key, in quotes when it is a word of the language", () =>
    checkComplete("key:sta|", ["status"], 'key:"status"'));
  it("within an open quote", () =>
    checkComplete('key:"bronze/d|', ["bronze/daily-flights"], 'key:"bronze/daily-flights"'));
  it("replace the whole value", () =>
    checkComplete('key:"bro|nze/x" and *', ["bronze/daily-flights"], 'key:"bronze/daily-flights" and *'));
  it("of layer, in their order, then none", () =>
    checkComplete("layer:|", ["bronze", "silver", "gold", "<null>"], "layer:bronze"));
  it("of owner", () => checkComplete("owner:|", ["team@x.org", "<null>"], 'owner:"team@x.org"'));
  it("of tag, then of its value", () => {
    checkComplete("tag:|", ["domain", "<null>"], "tag:domain");
    checkComplete("tag:domain=|", ["sales"], "tag:domain=sales");
  });
  it("of is", () => checkComplete("is:|", ["external", "materializable"], "is:external"));
  it("of hours", () =>
    checkComplete("not_materialized_in_hours:|", ["1", "6"], "not_materialized_in_hours:1"));
  it("of what facts know", () => {
    checkComplete("column:|", ["amount", "id"], "column:amount", (key) =>
      key === "src" ? { columns: ["id", "amount"] } : undefined,
    );
  });
  it("none of an unknown attribute", () => expect(completeSelection("nope:", 5, graph)).toEqual([]));
});

describe("after a selection", () => {
  it("operators", () => checkComplete("key:a |", ["and", "or", "+"], "key:a and "));
  it("after a parenthesis", () => checkComplete("(key:a) o|", ["or"], "(key:a) or "));
  it("after a + that leads downstream", () => checkComplete("key:a+ |", ["and"], "key:a+ and "));
  it("after a level", () => checkComplete("key:a+2 a|", ["and"], "key:a+2 and "));
  it("a value that looks like an operator is none", () =>
    checkComplete('key:"and" |', ["and"], 'key:"and" and '));
});

it("every place of any expression is answered", () => {
  const text = 'not (+key:"a b"+2 or tag:x=y) and path(layer:gold, <null> "';
  for (let offset = 0; offset <= text.length; offset++) {
    for (const item of completeSelection(text, offset, graph)) {
      expect(item.start).toBeLessThanOrEqual(offset);
      expect(item.end).toBeGreaterThanOrEqual(offset);
    }
  }
});
