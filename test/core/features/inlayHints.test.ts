// Hints: what the text does not show, and nothing that it does.
import { describe, expect, test } from "vitest";
import type { AssetStatus } from "../../../core/src/index.ts";
import { openFixture } from "../../support/project.ts";

const ALL = { start: 0, end: 1_000_000 };
const SDK = 'import { asset, check, daily, schedule, staticPartitions, sql, ref } from "strataline";\n';

/** The line with the hints in their places. */
function shown(text: string, status: (key: string) => AssetStatus | undefined = () => undefined): string {
  const { snapshot } = openFixture(text);
  const path = "assets/main.ts";
  let result = snapshot.text(path) ?? "";
  for (const { offset, label } of snapshot.inlayHints(path, ALL, status).toReversed()) {
    result = `${result.slice(0, offset)}‹${label}›${result.slice(offset)}`;
  }
  return result.slice(result.indexOf("\n") + 1).trim();
}

describe("inlay hints", () => {
  test.for([
    ["a template", "const L = `silver`; asset({ key: `${L}/a` });", '`${L}/a`‹⟶ "silver/a"›'],
    ["a constant", 'const K = "silver/a"; asset({ key: K });', 'key: K‹⟶ "silver/a"›'],
    ["a dep", 'const K = "silver/a"; asset({ key: "gold/g", deps: [K] });', 'deps: [K‹⟶ "silver/a"›]'],
    [
      "a ref()",
      'const K = "silver/a"; asset({ key: "gold/g", query: sql`from ${ref(K)}` });',
      'ref(K‹⟶ "silver/a"›)',
    ],
    [
      "a check's ref()",
      'const K = "silver/a"; asset({ key: "gold/g", checks: [check.sql("c", sql`from ${ref(K)}`)] });',
      'ref(K‹⟶ "silver/a"›)',
    ],
    [
      "a schedule's target",
      'const K = "silver/a"; schedule({ name: "n", cron: "0 0 * * *", assets: [K] });',
      'assets: [K‹⟶ "silver/a"›]',
    ],
    [
      "so many keys as an editor shows, and how many more",
      'for (const name of ["customers", "products", "suppliers"]) asset({ key: `silver/${name}` });',
      '`silver/${name}`‹⟶ "silver/customers" and 2 more›',
    ],
    ["the layer", 'asset({ key: "orders", layer: "silver" });', 'key: "orders"‹Silver›'],
    [
      "partitions written elsewhere",
      'const days = daily({ start: "2024-01-01" }); asset({ key: "silver/a", partitions: days });',
      '"silver/a"‹daily›',
    ],
    [
      "their number",
      'const parts = staticPartitions(["x", "y"]); asset({ key: "silver/a", partitions: parts });',
      '"silver/a"‹2 partitions›',
    ],
  ] as const)("%s", ([, text, expected]) => expect(shown(SDK + text)).toContain(expected));

  test.for([
    ["a key that is written out", 'asset({ key: "silver/a", deps: ["bronze/b"] });'],
    ["a key that is not there yet", 'asset({ key: "gold/g", deps: [""] });'],
    ["components", 'asset({ key: ["silver", "a"] });'],
    ["a concatenation of literals", 'asset({ key: "silver/" + "a" });'],
    ["an asset value", 'const a = asset({ key: "silver/a" }); asset({ key: "gold/g", deps: { a } });'],
    ["the layer in the key", 'asset({ key: "silver/a", layer: "silver" });'],
    ["partitions in place", 'asset({ key: "silver/a", partitions: daily({ start: "2024-01-01" }) });'],
    ["an escape", 'asset({ key: "silver/\\u0061" });'],
    ["a key that is not known", "asset({ key: process.env.KEY });"],
  ] as const)("nothing for %s", ([, text]) => expect(shown(SDK + text)).not.toContain("‹"));

  test("rows of the last run", () => {
    const status = { key: "silver/a", state: "succeeded", at: 1, rows: 1204 } as const;
    expect(shown(`${SDK}asset({ key: "silver/a" });`, () => status)).toBe(
      'asset({ key: "silver/a"‹1,204 rows› });',
    );
  });

  test("only in the part that is asked for", () => {
    const { snapshot } = openFixture(
      'const K = "silver/a";\nasset({ key: K });\nasset({ key: "gold/g", deps: [K] });',
    );
    const path = "assets/main.ts";
    const end = snapshot.text(path)?.indexOf('asset({ key: "gold') ?? 0;
    expect(snapshot.inlayHints(path, { start: 0, end }, () => undefined)).toHaveLength(1);
  });

  test("nothing for what cannot be read at the moment", () => {
    const { project, snapshot } = openFixture(
      'const a = asset({ key: "silver/a", deps: ["bronze/b"], checks: [check.sql("c", sql`${ref("bronze/b")}`)] });',
    );
    const path = "assets/main.ts";
    project.apply([{ path, text: (snapshot.text(path) ?? "").replace(/asset\(.*/, "") }]);
    const after = project.snapshot();
    expect(after.linked.definitions).toMatchObject([{ id: "silver/a", isOlder: true }]);
    expect(after.graph.nodes).toMatchObject([{ key: "bronze/b" }, { key: "silver/a", isOlder: true }]);
    expect(after.inlayHints(path, ALL, () => undefined)).toEqual([]);
  });

  test("details say where the key is written, how partitions go and how the run went", () => {
    const { snapshot } = openFixture(`${SDK}
      const L = "silver";
      const days = daily({ start: "2024-01-01", timezone: "Europe/Berlin" });
      asset({ key: \`\${L}/a\`, partitions: days });
    `);
    const detail = (kind: "key" | "partitions" | "rows" | "layer"): string =>
      snapshot.inlayHintDetail(kind, ["silver/a"], () => undefined);
    expect(detail("key")).toBe("`silver/a`: `silver` in `assets/main.ts:3` and `/a` in `assets/main.ts:5`");
    expect(detail("partitions")).toBe("`silver/a`: daily · from 2024-01-01 · Europe/Berlin");
    expect(detail("rows")).toBe("`silver/a`: no run is known");
    expect(detail("layer")).toContain("layer 2 of 3");
  });
});
