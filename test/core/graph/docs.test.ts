// What docs/lineage.md shows can be written so.
import { parseSavedViews, parseSelection } from "@strataline/core/graph";
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const page = readFileSync("docs/lineage.md", "utf8");
const table = page.slice(page.indexOf("| expression"), page.indexOf("A mistake is marked"));
const expressions = table
  .split("\n")
  .slice(2)
  .flatMap((row) => [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code));

test("there are examples", () => expect(expressions.length).toBeGreaterThan(15));

test.for(expressions)("the selection %s is one", (expression) => {
  expect(parseSelection(expression)).toMatchObject({ ok: true });
});

test("the file of views is one", () => {
  const example = /```json\n([^]*?)```/.exec(page)?.[1] ?? "";
  expect(parseSavedViews(example)).toMatchObject({
    ok: true,
    views: [{ onlyMatches: true }, { hiddenBands: ["sources"] }],
  });
});
