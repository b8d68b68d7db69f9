// What completion writes elsewhere than keys in lists: values with their imports, names, columns, selections, rules.
import { describe, expect, test } from "vitest";
import type { CompletionItem } from "../../../core/src/index.ts";
import { applyEdits, openFixture } from "../../support/project.ts";

function itemsOf(text: string): readonly CompletionItem[] {
  const { snapshot, cursor } = openFixture(text);
  return snapshot
    .completion(cursor.path, cursor.offset)
    .items.toSorted((a, b) => (a.sortText < b.sortText ? -1 : 1));
}

function labels(text: string): readonly string[] {
  return itemsOf(text).map(({ label }) => label);
}

/** The file of the cursor after choosing an item. */
function chosen(text: string, label: string): string {
  const { snapshot, cursor } = openFixture(text);
  const { items } = snapshot.completion(cursor.path, cursor.offset);
  const item = items.find((one) => one.label === label);
  expect(item, `${label} among ${JSON.stringify(items.map((one) => one.label))}`).toBeDefined();
  if (item === undefined) return "";
  const edits = [{ path: cursor.path, ...item.edit }, ...(item.additionalEdits ?? [])];
  return (applyEdits(snapshot, { edits })[cursor.path] ?? "").trimEnd();
}

describe("values", () => {
  const raw = `//- /assets/raw.ts
export const orders = asset({ key: "bronze/orders" });
const hidden = asset({ key: "bronze/hidden" });
//- /assets/clean.ts`;

  test("a name that is typed offers the value and adds its import", () => {
    expect(chosen(`${raw}\nexport const c = asset({ key: "silver/c", deps: [ord$0] });`, "orders")).toBe(
      'import { orders } from "./raw";\n' + 'export const c = asset({ key: "silver/c", deps: [orders] });',
    );
  });

  test("in ref() and as a property too, next to the key in quotes", () => {
    const line = "export const c = asset({ key: 'silver/c', query: sql`from ${ref($0)}` });";
    expect(labels(`${raw}\n${line}`)).toEqual(["bronze/hidden", "bronze/orders", "orders"]);
    expect(chosen(`${raw}\n${line}`, "bronze/orders")).toContain('ref("bronze/orders")');
    expect(chosen(`${raw}\nconst c = asset({ key: "silver/c", deps: { raw: $0 } });`, "orders")).toContain(
      "deps: { raw: orders }",
    );
  });

  test("joins the import of the same module, in its style", () => {
    expect(
      chosen(
        `
        //- /assets/raw.ts
        export const orders = asset({ key: "bronze/orders" });
        export const customers = asset({ key: "bronze/customers" });
        //- /assets/clean.ts
        import { asset } from 'strataline'
        import { customers } from './raw.ts'
        export const c = asset({ key: "silver/c", deps: { customers, o: $0 } })`,
        "orders",
      ),
    ).toContain("import { customers, orders } from './raw.ts'");
  });

  test.for([
    ["import { x } from './lib/x.js'", "import { orders } from '../raw.js'"],
    ['import { x } from "./lib/x.ts";', 'import { orders } from "../raw.ts";'],
    ['import { x } from "./lib/x"', 'import { orders } from "../raw"'],
  ] as const)("a new import ends as the others do: %s", ([existing, expected]) => {
    const text = chosen(
      `
      //- /assets/raw.ts
      export const orders = asset({ key: "bronze/orders" });
      //- /assets/silver/lib/x.ts
      export const x = 1;
      //- /assets/silver/clean.ts
      import { asset } from "strataline";
      ${existing}
      export const c = asset({ key: "silver/c", deps: [$0] });`,
      "orders",
    );
    expect(text.split("\n")[2]).toBe(expected);
  });

  test("a name that is taken gets another one", () => {
    const text = chosen(
      `${raw}\nconst orders = 1;\nexport const c = asset({ key: "silver/c", deps: [$0] });`,
      "bronzeOrders",
    );
    expect(text).toContain('import { orders as bronzeOrders } from "./raw";');
    expect(text).toContain("deps: [bronzeOrders]");
  });

  test("what is imported already is used as it is named", () => {
    const text = chosen(
      `
      //- /assets/raw.ts
      export const orders = asset({ key: "bronze/orders" });
      //- /assets/clean.ts
      import { asset } from "strataline";
      import * as raw from "./raw.ts";
      export const c = asset({ key: "silver/c", deps: [$0] });`,
      "raw.orders",
    );
    expect(text).toContain("deps: [raw.orders]");
    expect(text.match(/import/g)).toHaveLength(2);
  });

  test("none that would not exist yet: declared below, not exported, or in a file that imports this one", () => {
    expect(
      labels(
        'const a = asset({ key: "bronze/a" });\nconst c = asset({ key: "silver/c", deps: [$0] });\nconst b = asset({ key: "bronze/b" });',
      ),
    ).toEqual(["bronze/a", "bronze/b", "a"]);
    expect(
      labels(`
        //- /assets/raw.ts
        import { asset } from "strataline";
        import { c } from "./clean.ts";
        export const orders = asset({ key: "bronze/orders", deps: [c] });
        //- /assets/clean.ts
        export const c = asset({ key: "silver/c", deps: [$0] });`),
    ).toEqual(["bronze/orders"]);
  });

  test("come first where the other deps are values", () => {
    const text = `
      //- /assets/raw.ts
      export const a = asset({ key: "bronze/a" });
      export const b = asset({ key: "bronze/b" });
      //- /assets/clean.ts
      import { asset } from "strataline";
      import { a } from "./raw.ts";
      export const c = asset({ key: "silver/c", deps: [a, $0] });`;
    expect(labels(text)).toEqual(["b", "bronze/b"]);
    expect(labels(text.replace("[a,", '["bronze/a",'))).toEqual(["bronze/b", "b"]);
  });

  test.for(["tsx", "mts", "cts", "js", "mjs"])("in a .%s file", (extension) => {
    const text = `
      //- /strataline.config.ts
      import { defineConfig, medallion } from "strataline";
      export default defineConfig({ layers: medallion(), assets: ["assets/**/*"] });
      //- /assets/raw.${extension}
      import { asset } from "strataline";
      export const orders = asset({ key: "bronze/orders" });
      //- /assets/clean.${extension}
      import { asset } from "strataline";
      export const c = asset({ key: "silver/c", deps: [$0] });`;
    const built = { tsx: "./raw", mts: "./raw.mjs", cts: "./raw", js: "./raw", mjs: "./raw.mjs" };
    const specifier = built[extension as keyof typeof built];
    expect(chosen(text, "orders")).toContain(`import { orders } from "${specifier}";`);
  });
});

describe("names in a deps object", () => {
  const project = `
    const o = asset({ key: "bronze/orders" });
    const p = asset({ key: "bronze/crm/orders" });
    const c = asset({ key: "bronze/daily_counts" });`;

  test("a name and its key together", () => {
    expect(
      chosen(`${project}\nconst s = asset({ key: "silver/s", deps: { $0 } });`, 'orders: "bronze/orders"'),
    ).toContain('deps: { orders: "bronze/orders" }');
    expect(labels(`${project}\nconst s = asset({ key: "silver/s", deps: { da$0 } });`)).toContain(
      'dailyCounts: "bronze/daily_counts"',
    );
  });

  test("another name where it is taken", () => {
    const found = labels(
      `${project}\nconst s = asset({ key: "silver/s", deps: { orders: "bronze/orders", $0 } });`,
    );
    expect(found).toContain('bronzeCrmOrders: "bronze/crm/orders"');
    expect(found.join()).not.toContain('"bronze/orders"');
  });
});

describe("names of the config and columns", () => {
  const config = `//- /strataline.config.ts
import { defineConfig, medallion, lake, json } from "strataline";
export default defineConfig({
  layers: medallion(), io: { default: lake(), files: json() }, resources: { warehouse: w, mail: m },
});
//- /assets/main.ts`;

  test("IO managers and resources", () => {
    expect(labels(`${config}\nconst a = asset({ key: "bronze/a", io: "$0" });`)).toEqual([
      "default",
      "files",
    ]);
    expect(chosen(`${config}\nconst a = asset({ key: "bronze/a", io: $0 });`, "files")).toContain(
      'io: "files"',
    );
    expect(labels(`${config}\nconst a = asset({ key: "bronze/a", resources: ["$0"] });`)).toEqual([
      "warehouse",
      "mail",
    ]);
  });

  test("columns of the schema in checks, also while the call is open", () => {
    const columns = (check: string): readonly string[] =>
      itemsOf(
        `import { asset, check } from "strataline"; import { z } from "zod";
         const a = asset({ key: "bronze/a", schema: z.object({ id: z.string(), day: z.date() }), checks: [${check}] });`,
      ).map(({ edit }) => edit.newText);
    expect(columns('check.unique("$0")')).toEqual(["id", "day"]);
    expect(columns('check.notNull("id", "$0")')).toEqual(["id", "day"]);
    expect(columns("check.unique($0)")).toEqual(['"id"', '"day"']);
    expect(columns('check.unique("$0')).toEqual(['id"', 'day"']);
    expect(labels('const a = asset({ key: "bronze/a", checks: [check.unique("$0")] });')).toEqual([]);
  });
});

describe("rules", () => {
  const config = (rules: string) => `
    //- /strataline.config.ts
    import { defineConfig } from "strataline";
    export default defineConfig({ layers: [], rules: { ${rules} } });`;

  test("codes that are not set, and severities", () => {
    expect(labels(config('cycle: "off", "$0": "off"'))).toContain("skipped-layer");
    expect(labels(config('cycle: "off", "$0": "off"'))).not.toContain("cycle");
    expect(labels(config('cycle: "$0"'))).toEqual(["off", "hint", "information", "warning", "error"]);
    expect(chosen(config("$0"), "skipped-layer")).toContain('rules: { "skipped-layer": "off" }');
  });

  test("codes in a comment, without an import of the SDK around", () => {
    expect(
      chosen('// strataline-ignore sk$0\nconst a = asset({ key: "gold/a" });', "skipped-layer"),
    ).toContain("// strataline-ignore skipped-layer\n");
  });
});

describe("selections of schedules", () => {
  const project = 'const o = asset({ key: "bronze/my-orders", group: "shop" });\n';
  const schedule = (select: string) =>
    `import { asset, schedule } from "strataline";\n${project}const s = schedule({ name: "s", cron: "0 0 * * *", select: ${select} });`;

  test("attributes, values and operators of the selection language", () => {
    expect(labels(schedule('"$0"'))).toContain("layer");
    expect(labels(schedule('"layer:$0"'))).toEqual(["bronze", "silver", "gold"]);
    expect(labels(schedule('"group:shop $0"'))).toContain("and");
    expect(chosen(schedule('"layer:br$0"'), "bronze")).toContain('select: "layer:bronze"');
  });

  test("quotes are escaped where they need it", () => {
    expect(chosen(schedule('"key:$0"'), "bronze/my-orders")).toContain(
      'select: "key:\\"bronze/my-orders\\""',
    );
    expect(chosen(schedule("'key:$0'"), "bronze/my-orders")).toContain("select: 'key:\"bronze/my-orders\"'");
    expect(chosen(schedule('"key:\\"bronze/my-orders\\" or gro$0"'), "group")).toContain(
      'select: "key:\\"bronze/my-orders\\" or group:"',
    );
  });

  test("keys among the assets of a schedule", () => {
    expect(
      chosen(`${project}const s = schedule({ name: "s", cron: "x", assets: ["$0"] });`, "bronze/my-orders"),
    ).toContain('assets: ["bronze/my-orders"]');
  });
});

describe("a large project", () => {
  const many = (count: number) =>
    Array.from(
      { length: count },
      (_, at) => `export const a${at} = asset({ key: "bronze/table_${at}" });`,
    ).join("\n");

  test("is offered in part, and says so", () => {
    const { snapshot, cursor } = openFixture(
      `${many(300)}\nconst s = asset({ key: "silver/s", deps: ["$0"] });`,
    );
    const list = snapshot.completion(cursor.path, cursor.offset);
    expect(list.items).toHaveLength(100);
    expect(list.isIncomplete).toBe(true);
  });

  test("is offered by layer: the one before the reader's first, sources and its own behind", () => {
    const { snapshot, cursor } = openFixture(
      `${many(60)}
       ${many(170).replaceAll("bronze", "silver").replaceAll("const a", "const b")}
       const s = asset({ key: "silver/s", deps: ["$0"] });`,
    );
    const { items, isIncomplete } = snapshot.completion(cursor.path, cursor.offset);
    expect(items.map(({ detail }) => detail)).toEqual([
      ...Array.from({ length: 60 }, () => "Bronze"),
      ...Array.from({ length: 40 }, () => "Silver"),
    ]);
    expect(isIncomplete).toBe(true);
  });

  test("keys that are read already, or are none, take no place in the list", () => {
    const read = Array.from({ length: 150 }, (_, at) => `"bronze/table_${at}"`).join(", ");
    const { snapshot, cursor } = openFixture(
      `${many(240)}
       export const odd = asset({ key: "bronze/a b" });
       const s = asset({ key: "silver/s", deps: [${read}, "$0"] });`,
    );
    const { items, isIncomplete } = snapshot.completion(cursor.path, cursor.offset);
    expect(items).toHaveLength(90);
    expect(items.map(({ label }) => label)).not.toContain("bronze/table_0");
    expect(isIncomplete).toBe(false);
  });

  test("by what is typed: the beginning first, then letters in order", () => {
    const found = (typed: string): string[] => {
      const { snapshot, cursor } = openFixture(
        `${many(300)}\nconst s = asset({ key: "silver/s", deps: ["${typed}$0"] });`,
      );
      return snapshot.completion(cursor.path, cursor.offset).items.map(({ label }) => label);
    };
    expect(found("bronze/table_299")).toEqual(["bronze/table_299"]);
    expect(found("table_77")).toEqual(["bronze/table_77", "bronze/table_177", "bronze/table_277"]);
    expect(found("bt77")).toContain("bronze/table_77");
    expect(found("zzz")).toEqual([]);
  });

  test("keys that close a cycle come last, however well they match", () => {
    const { snapshot, cursor } = openFixture(
      `${many(300)}
       const s = asset({ key: "silver/s", deps: ["table_12$0"] });
       const t = asset({ key: "silver/table_12", deps: ["silver/s"] });`,
    );
    expect(snapshot.completion(cursor.path, cursor.offset).items.at(-1)?.label).toBe("silver/table_12");
  });
});
