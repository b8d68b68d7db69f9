import { describe, expect, test } from "vitest";
import { statusText } from "../../../core/src/features/statusText.ts";
import type { AssetStatus } from "../../../core/src/index.ts";
import { openFixture, spanText } from "../../support/project.ts";

function hoverText(text: string, status?: AssetStatus): string | null {
  const { snapshot, cursor } = openFixture(text);
  return snapshot.hover(cursor.path, cursor.offset, () => status)?.markdown ?? null;
}

describe("hover", () => {
  test("kind, layer, description, checks, owners, neighbours", () => {
    expect(
      hoverText(`
        const b = asset({ key: "bronze/b" });
        const s = asset({ key: "silver/$0s", description: "One row per order.", deps: { b }, owners: ["ann"], group: "sales",
          checks: [check.unique("id"), check("paid", () => true, { blocking: true })] });
        const g = asset({ key: "gold/g", deps: { s } });
        const p = dataProduct({ key: "p", deps: [g] });
      `),
    ).toBe(
      [
        "**`silver/s`** · asset · Silver",
        "One row per order.",
        "Checks: `unique(id)`, `paid` (blocking)",
        "Owners: `ann`",
        "Group: `sales`",
        "Upstream (1): `bronze/b`",
        "Downstream (1 · 2 in all): `gold/g`",
      ].join("\n\n"),
    );
  });

  test.for([
    [
      "on a dep",
      'const b = asset({ key: "bronze/b" }); const s = asset({ key: "silver/s", deps: ["bronze/$0b"] });',
      "**`bronze/b`** · asset · Bronze",
    ],
    [
      "on a value",
      'const b = asset({ key: "bronze/b" }); const s = asset({ key: "silver/s", deps: { b$0 } });',
      "**`bronze/b`** · asset · Bronze",
    ],
    ["a source", 'const r = source({ key: "$0r", file: "r.csv" });', "**`r`** · source"],
    ["a data product", 'const p = dataProduct({ key: "$0p", deps: [] });', "**`p`** · data product"],
    ["an unknown layer", 'const a = asset({ key: "sliver/$0a" });', "unknown layer `sliver`"],
    [
      "a duplicate",
      'const a = asset({ key: "silver/$0a" }); const b = asset({ key: "silver/a" });',
      "declared 2 times",
    ],
    [
      "a missing key, with the nearest",
      'const b = asset({ key: "bronze/orders" }); const s = asset({ key: "silver/s", deps: ["bronze/ord$0rs"] });',
      "**`bronze/ordrs`** · missing\n\nNo asset or source has this key; it is read by 1 asset.\n\nNearest: `bronze/orders`",
    ],
    [
      "a dynamic key",
      "const a = asset({ key: process.en$0v.KEY });",
      "cannot be known without running the code, because",
    ],
    [
      "a dep on a dynamic asset",
      'const d = asset({ key: process.env.KEY }); const s = asset({ key: "silver/s", deps: { d$0 } });',
      "**`d`** · asset",
    ],
  ] as const)("%s", ([, text, expected]) => {
    expect(hoverText(text)).toContain(expected);
  });

  test("covers the whole expression", () => {
    const { snapshot, cursor } = openFixture('const L = "silver"; const a = asset({ key: `${L}/a$0` });');
    const found = snapshot.hover(cursor.path, cursor.offset, () => undefined);
    expect(found && spanText(snapshot, cursor.path, found.span)).toBe("`${L}/a`");
  });

  test("names eight neighbours and counts the rest", () => {
    const readers = Array.from(
      { length: 20 },
      (_, at) => `asset({ key: "silver/s${at}", deps: ["bronze/b"] });`,
    );
    expect(hoverText(`const b = asset({ key: "bronze/$0b" });\n${readers.join("\n")}`)).toMatch(
      /Downstream \(20\): (`[^`]+`, ){7}`[^`]+` and 12 more$/,
    );
  });

  test("the last run", () => {
    const text = 'const a = asset({ key: "silver/$0a" });';
    const status = {
      key: "silver/a",
      state: "failed",
      at: Date.now() - 3_600_000,
      error: { message: "boom\nat x" },
    } as const;
    expect(hoverText(text, status)).toContain("Last run: failed 1 hour ago\n\nError: `boom`");
  });

  test("nothing elsewhere", () => {
    expect(hoverText('const a = asset({ key: "silver/a", run: () => $0 1 });')).toBeNull();
  });

  test("a description fetches nothing, a key breaks out of nothing", () => {
    const markdown = hoverText(
      'const a = asset({ key: "silver/`$0](x)", description: "![x](https://evil.example/x.png)" });',
    );
    expect(markdown).not.toContain("![");
    expect(markdown).toContain("`` silver/`](x) ``");
  });
});

describe("statusText", () => {
  const now = 1_000_000_000;
  const status = (rest: Partial<AssetStatus>): AssetStatus => ({
    key: "a",
    state: "succeeded",
    at: now,
    ...rest,
  });

  test.for([
    [{}, "succeeded just now"],
    [{ at: now - 45_000 }, "succeeded 45 seconds ago"],
    [{ at: now - 60_000 }, "succeeded 1 minute ago"],
    [{ at: now - 7_200_000 }, "succeeded 2 hours ago"],
    [{ at: now - 200_000_000 }, "succeeded 2 days ago"],
    [{ at: now + 5000 }, "succeeded just now"],
    [{ durationMs: 12, rows: 1 }, "succeeded just now · took 12 ms · 1 row"],
    [{ durationMs: 1234, rows: 3_000_000 }, "succeeded just now · took 1.2 s · 3,000,000 rows"],
    [{ durationMs: 12_400 }, "succeeded just now · took 12 s"],
    [{ durationMs: 125_000 }, "succeeded just now · took 2 min 5 s"],
    [{ checks: { passed: 3, failed: 0 } }, "succeeded just now · 3 checks passed"],
    [{ checks: { passed: 1, failed: 2 } }, "succeeded just now · 2 of 3 checks failed"],
    [{ state: "running" }, "running, started just now"],
    [{ state: "queued" }, "queued just now"],
    [{ state: "failed", lastSucceededAt: now - 60_000 }, "failed just now · last success 1 minute ago"],
  ] as const)("%j", ([rest, expected]) => {
    expect(statusText(status(rest), now)).toBe(expected);
  });
});
