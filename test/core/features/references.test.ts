// References by kind, beyond what assets read: checks, schedules and selections; and highlights of the same.
import { describe, expect, test } from "vitest";
import { openFixture, placeText } from "../../support/project.ts";

const SDK = 'import { asset, check, dataProduct, schedule, sql, ref } from "strataline";';
const PROJECT = `
  //- /assets/a.ts
  ${SDK}
  export const o = asset({ key: "bronze/$0o" });
  asset({ key: "silver/s", deps: { o }, checks: [check.sql("known", sql\`select 1 from \${ref("bronze/o")}\`)] });
  asset({ key: "silver/t", deps: ["bronze/o"] });
  //- /assets/b.ts
  ${SDK}
  dataProduct({ key: "p", deps: ["bronze/o"] });
  schedule({ name: "named", cron: "0 1 * * *", assets: ["bronze/o", o] });
  schedule({ name: "chosen", cron: "0 2 * * *", select: "layer:bronze" });
  schedule({ name: "other", cron: "0 3 * * *", select: "layer:gold" });
  schedule({ name: "wrong", cron: "0 4 * * *", select: "layer:" });
`;

describe("references", () => {
  test("grouped: definition, read, order, check, schedule, product", () => {
    const { snapshot, cursor } = openFixture(PROJECT);
    const found = snapshot.references(cursor.path, cursor.offset, true);
    expect(found.map((one) => `${one.kind} ${one.by ?? "-"} ${placeText(snapshot, one)}`)).toEqual([
      'definition - assets/a.ts "bronze/o"',
      "read silver/s assets/a.ts o",
      'order silver/t assets/a.ts "bronze/o"',
      'check silver/s assets/a.ts "bronze/o"',
      'schedule named assets/b.ts "bronze/o"',
      'schedule chosen assets/b.ts "layer:bronze"',
      'product p assets/b.ts "bronze/o"',
    ]);
    expect(snapshot.referencesOf(["bronze/o"])).toEqual(found);
  });

  test.for([
    ["a check", "ref(", "bronze/o"],
    ["a schedule", "assets: [", "bronze/o"],
  ] as const)("from %s", ([, before, key]) => {
    const { snapshot } = openFixture(PROJECT.replace("$0", ""));
    for (const path of ["assets/a.ts", "assets/b.ts"]) {
      const at = snapshot.text(path)?.indexOf(`${before}"${key}"`) ?? -1;
      if (at >= 0) expect(snapshot.keysAt(path, at + before.length + 3)).toEqual([key]);
    }
  });

  test("of several keys, a place that they share counts for each asset", () => {
    const { snapshot } = openFixture(`
      const a = asset({ key: "bronze/a" });
      const b = asset({ key: "bronze/b" });
      const s = asset({ key: "silver/s", deps: { a, b } });
    `);
    expect(snapshot.referencesOf(["bronze/a", "bronze/b"]).map(({ kind, by }) => [kind, by])).toEqual([
      ["definition", null],
      ["definition", null],
      ["read", "silver/s"],
      ["read", "silver/s"],
    ]);
    expect(snapshot.referencesOf(["gone/x"])).toEqual([]);
  });

  test("highlights: checks and schedules of this file, not the selections", () => {
    const { snapshot, cursor } = openFixture(PROJECT);
    const kinds = (path: string, offset: number): string[] =>
      snapshot.highlights(path, offset).map(({ kind }) => kind);
    expect(kinds(cursor.path, cursor.offset)).toEqual(["definition", "read", "check", "order"]);
    const target = snapshot.text("assets/b.ts")?.indexOf('"bronze/o", o') ?? -1;
    expect(kinds("assets/b.ts", target + 1)).toEqual(["product", "schedule"]);
  });

  test("follow unsaved text", () => {
    const { project, snapshot, cursor } = openFixture(PROJECT);
    const text = snapshot.text("assets/b.ts") ?? "";
    project.apply([
      { path: "assets/b.ts", text: text.replace('select: "layer:gold"', 'select: "key:bronze/o"') },
    ]);
    const found = project.snapshot().references(cursor.path, cursor.offset, false);
    expect(found.filter(({ kind }) => kind === "schedule").map(({ by }) => by)).toEqual([
      "named",
      "chosen",
      "other",
    ]);
  });
});
