// Refactorings and fixes of whole files. The fixes of single findings are tested with their rules.
import { describe, expect, test } from "vitest";
import type { CodeAction } from "../../../core/src/index.ts";
import { applyAction } from "../../support/checkDiagnostics.ts";
import { applyEdits, openFixture } from "../../support/project.ts";

function actions(text: string, only?: readonly string[]): readonly CodeAction[] {
  const { snapshot, cursor } = openFixture(text);
  return snapshot.codeActions(cursor.path, { start: cursor.offset, end: cursor.end }, only);
}

function titles(text: string, only?: readonly string[]): readonly string[] {
  return actions(text, only).map(
    ({ title, disabled }) => title + (disabled === null ? "" : ` ✗ ${disabled}`),
  );
}

/** The file of the cursor after the action. */
function after(text: string, title: string): string {
  const { cursor } = openFixture(text);
  return (applyAction(text, title)[cursor.path] ?? "").trimEnd();
}

const TWO_TYPOS = `
  const o = asset({ key: "bronze/orders" });
  const c = asset({ key: "bronze/customers" });
  const s = asset({ key: "silver/s", deps: ["bronze/ordrs$0", "bronze/custmers"] });`;

describe("kinds", () => {
  test("only what is asked for, also by the beginning of a kind", () => {
    const kinds = (only?: readonly string[]) => [
      ...new Set(actions(TWO_TYPOS, only).map(({ kind }) => kind)),
    ];
    expect(kinds(["quickfix"])).toEqual(["quickfix"]);
    expect(kinds(["source.organizeImports"])).toEqual([]);
    expect(kinds(["source"])).toEqual(["source.fixAll.strataline"]);
    expect(kinds(["source.fixAll"])).toEqual(["source.fixAll.strataline"]);
    expect(kinds()).not.toContain("source.fixAll.strataline");
    const onName = 'const a = asset({ key: "silver/$0a" });';
    expect(titles(onName, ["refactor.move"]).join()).toContain("gold");
    expect(titles(onName, ["refactor"]).length).toBeGreaterThan(titles(onName, ["refactor.move"]).length);
  });
});

describe("fixing more than one finding", () => {
  const fixed =
    'const o = asset({ key: "bronze/orders" });\nconst c = asset({ key: "bronze/customers" });\n' +
    'const s = asset({ key: "silver/s", deps: ["bronze/orders", "bronze/customers"] });';

  test("all of a kind in the file", () => {
    expect(after(TWO_TYPOS, "Fix all 2 missing-upstream")).toBe(fixed);
  });

  test("not offered for one alone", () => {
    expect(titles(TWO_TYPOS.replace("custmers", "customers")).join()).not.toContain("Fix all");
  });

  test("all of a file, when it is saved", () => {
    const [action] = actions(TWO_TYPOS, ["source.fixAll"]);
    const { snapshot } = openFixture(TWO_TYPOS);
    expect(action && applyEdits(snapshot, action)["assets/main.ts"]?.trimEnd()).toBe(fixed);
    expect(actions('const a = asset({ key: "bronze/$0a" });', ["source.fixAll"])).toEqual([]);
  });
});

describe("ignoring a finding", () => {
  const missing = "Ignore missing-upstream";

  test.for([
    [
      "above the line, with its indentation",
      'const a = asset({\n  key: "silver/a",\n  deps: ["bronze/x$0"],\n});',
      'const a = asset({\n  key: "silver/a",\n  // strataline-ignore missing-upstream: reason\n  deps: ["bronze/x"],\n});',
    ],
    [
      "in the comment that is there",
      '// strataline-ignore cycle: known\nconst a = asset({ key: "silver/a", deps: ["bronze/x$0"] });',
      '// strataline-ignore cycle, missing-upstream: known\nconst a = asset({ key: "silver/a", deps: ["bronze/x"] });',
    ],
    [
      "in the comment behind the code",
      'const a = asset({ key: "silver/a", deps: ["bronze/x$0"] }); // strataline-ignore cycle: known',
      'const a = asset({ key: "silver/a", deps: ["bronze/x"] }); // strataline-ignore cycle, missing-upstream: known',
    ],
    [
      "as a comment of SQL inside of a template",
      'const a = asset({ key: "silver/a", query: sql`\n  select 1 from ${ref("bronze/x$0")}\n` });',
      'const a = asset({ key: "silver/a", query: sql`\n  select 1 from ${ref("bronze/x")} -- // strataline-ignore missing-upstream: reason\n` });',
    ],
    [
      "behind the template that ends on the line",
      'const a = asset({ key: "silver/a", query: sql`\nselect 1 from ${ref("bronze/x$0")}` });',
      'const a = asset({ key: "silver/a", query: sql`\nselect 1 from ${ref("bronze/x")}` }); // strataline-ignore missing-upstream: reason',
    ],
  ] as const)("%s", ([, before, expected]) => {
    expect(after(before, missing)).toBe(expected);
    const { snapshot } = openFixture(expected);
    expect(snapshot.diagnostics("assets/main.ts").map(({ code }) => code)).not.toContain("missing-upstream");
  });

  test("the reason is what is to be written", () => {
    const ignore = actions('const a = asset({ key: "silver/a", deps: ["bronze/x$0"] });').find(({ title }) =>
      title.startsWith(missing),
    );
    expect(ignore?.edits[0]).toMatchObject({ placeholder: "reason" });
  });
});

describe("the newest dep of a cycle", () => {
  const chain = `
    const a = asset({ key: "silver/a", deps: [] });
    const b = asset({ key: "silver/b", deps: ["silver/a"] });
    const c = asset({ key: "silver/c", deps: ["silver/b"] });`;

  test("is the one written since there was no cycle, offered at all of them", () => {
    const { project, snapshot } = openFixture(chain);
    expect(snapshot.allDiagnostics()).toEqual([]);
    const path = "assets/main.ts";
    const text = (snapshot.text(path) ?? "").replace("deps: []", 'deps: ["silver/c"]');
    project.apply([{ path, text }]);
    const changed = project.snapshot();
    const at = text.lastIndexOf('"silver/b"') + 1;
    const fix = changed
      .codeActions(path, { start: at, end: at })
      .find(({ title }) => title === 'Remove the newest dep of the cycle: "silver/c" from "silver/a"');
    expect(fix?.preferred).toBe(true);
    expect(fix && applyEdits(changed, fix)[path]).toContain('key: "silver/a", deps: []');
  });

  test("is not guessed when the cycle was there from the beginning", () => {
    const closed = chain.replace("deps: []", 'deps: ["silver/c$0"]');
    expect(titles(closed).join()).toContain('Remove "silver/c" from the deps of "silver/a"');
    expect(titles(closed).join()).not.toContain("newest");
  });
});

describe("move to a layer", () => {
  const project = (folder: string, key: string) => `
    //- /assets/${folder}/orders.ts
    export const o = asset({ key: "${key}/$0orders" });
    //- /assets/gold/revenue.ts
    export const r = asset({ key: "gold/revenue", deps: ["${key}/orders"] });`;

  test("changes the key everywhere", () => {
    expect(applyAction(project("all", "bronze"), 'Move "bronze/orders" to silver')).toEqual({
      "assets/all/orders.ts": 'export const o = asset({ key: "silver/orders" });\n',
      "assets/gold/revenue.ts": 'export const r = asset({ key: "gold/revenue", deps: ["silver/orders"] });\n',
    });
    expect(titles(project("all", "bronze"), ["refactor.move"])).toEqual([
      'Move "bronze/orders" to silver',
      'Move "bronze/orders" to gold',
    ]);
  });

  test("with its file, where folders follow layers", () => {
    const action = actions(project("bronze", "bronze")).find(({ title }) =>
      title.includes("its file to silver"),
    );
    expect(action?.moves).toEqual([{ from: "assets/bronze/orders.ts", to: "assets/silver/orders.ts" }]);
    expect(action?.edits).toHaveLength(2);
  });

  test("not with a file that others share, nor onto one that exists", () => {
    const shared = project("bronze", "bronze").replace(
      "    //- /assets/gold",
      '    export const p = asset({ key: "bronze/p" });\n    //- /assets/gold',
    );
    expect(titles(shared).join()).not.toContain("its file");
    const taken = project("bronze", "bronze").replace("gold/revenue.ts", "silver/orders.ts");
    expect(titles(taken).join()).not.toContain("its file to silver");
  });

  test("the option, when that says the layer", () => {
    expect(after('const a = asset({ key: "$0a", layer: "bronze" });', 'Move "a" to gold')).toBe(
      'const a = asset({ key: "a", layer: "gold" });',
    );
    expect(after('const a = asset({ key: "$0a" });', 'Move "a" to gold')).toBe(
      'const a = asset({ key: "a", layer: "gold" });',
    );
    expect(after('const a = asset({ key: "bronze/$0a", layer: "bronze" });', "to gold")).toBe(
      'const a = asset({ key: "gold/a", layer: "gold" });',
    );
  });

  test("says why it cannot", () => {
    expect(
      titles(
        'const L = "bronze";\nconst a = asset({ key: `${L}/$0a` });\nconst b = asset({ key: `${L}/b` });',
        ["refactor.move"],
      )[0],
    ).toMatch(/to silver ✗ .*shared with bronze\/b/);
    expect(
      titles('const a = asset({ key: "bronze/$0a" });\nconst b = asset({ key: "gold/a" });', [
        "refactor",
      ]).join(),
    ).toMatch(/to gold ✗ "gold\/a" exists already/);
  });
});

describe("key or value", () => {
  test("a key becomes the value, with its import", () => {
    expect(
      applyAction(
        `
        //- /assets/raw.ts
        export const rawOrders = asset({ key: "bronze/orders" });
        //- /assets/clean.ts
        import { asset } from "strataline";
        const c = asset({ key: "silver/c", deps: { rawOrders: "bronze/ord$0ers" } });`,
        'Read "bronze/orders" by its value',
      ),
    ).toEqual({
      "assets/clean.ts":
        'import { asset } from "strataline";\nimport { rawOrders } from "./raw";\n' +
        'const c = asset({ key: "silver/c", deps: { rawOrders } });\n',
    });
  });

  test("in a query too", () => {
    expect(
      after(
        'const o = asset({ key: "bronze/o" });\nconst c = asset({ key: "silver/c", query: sql`from ${ref("bron$0ze/o")}` });',
        "by its value",
      ),
    ).toContain("sql`from ${ref(o)}`");
    expect(
      after(
        'const o = asset({ key: "bronze/o" });\nconst c = asset({ key: "silver/c", query: sql`from ${ref($0o)}` });',
        "by its key",
      ),
    ).toContain('sql`from ${ref("bronze/o")}`');
  });

  test("a value becomes the key, and its import goes when nothing else needs it", () => {
    const project = (imports: string, deps: string, more = "") => `
      //- /assets/raw.ts
      export const orders = asset({ key: "bronze/orders" });
      export const other = asset({ key: "bronze/other" });
      //- /assets/clean.ts
      import { asset } from "strataline";
      ${imports}
      const c = asset({ key: "silver/c", deps: ${deps} });${more}`;
    const result = (...args: Parameters<typeof project>): string[] =>
      after(project(...args), 'Read "bronze/orders" by its key')
        .split("\n")
        .slice(1);
    expect(result('import { orders } from "./raw.ts";', "{ $0orders }")).toEqual([
      'const c = asset({ key: "silver/c", deps: { orders: "bronze/orders" } });',
    ]);
    expect(result('import { orders, other } from "./raw.ts";', "[$0orders, other]")).toEqual([
      'import { other } from "./raw.ts";',
      'const c = asset({ key: "silver/c", deps: ["bronze/orders", other] });',
    ]);
    expect(result('import { other, orders } from "./raw.ts";', "[$0orders, other]")[0]).toBe(
      'import { other } from "./raw.ts";',
    );
    expect(result('import { orders } from "./raw.ts";', "[$0orders]", " print(orders);")[0]).toBe(
      'import { orders } from "./raw.ts";',
    );
  });

  test("says why a value cannot be read: it is declared below, or not exported", () => {
    expect(
      titles(
        'const c = asset({ key: "silver/c", deps: ["bro$0nze/o"] });\nconst o = asset({ key: "bronze/o" });',
        ["refactor"],
      ),
    ).toEqual([
      'Read "bronze/o" by its value ✗ "bronze/o" is declared further down, so its value does not exist here yet.',
    ]);
    expect(
      titles(
        `
        //- /assets/raw.ts
        const o = asset({ key: "bronze/o" });
        //- /assets/clean.ts
        const c = asset({ key: "silver/c", deps: ["bro$0nze/o"] });`,
        ["refactor"],
      ).join(),
    ).toContain("is not exported from assets/raw.ts");
  });

  test("nothing for a dep that came from elsewhere, nor for a constant that holds the key", () => {
    const kinds = ["refactor.rewrite"];
    expect(
      titles(
        'const D = ["bronze/$0o"];\nconst o = asset({ key: "bronze/o" });\nconst c = asset({ key: "silver/c", deps: D });',
        kinds,
      ),
    ).toEqual([]);
    expect(
      titles(
        'const K = "bronze/o";\nconst o = asset({ key: K });\nconst c = asset({ key: "silver/c", query: sql`from ${ref($0K)}` });',
        kinds,
      ),
    ).toEqual([]);
  });
});

describe("adding a check", () => {
  const schema = 'import { asset, check } from "strataline"; import { z } from "zod";\n';
  const columns = "schema: z.object({ day: z.string(), order_id: z.string() })";
  const declared = (options: string): string =>
    `${schema}const a = asset({ key: "silver/$0a", ${columns}${options} });`;

  function added(text: string, title: string): string | undefined {
    const { snapshot, cursor } = openFixture(text);
    const action = actions(text).find((one) => one.title.includes(title));
    return action && applyEdits(snapshot, action)[cursor.path]?.trimEnd().replace(schema, "");
  }

  test("of the column that identifies a row", () => {
    expect(added(declared(""), '"order_id" is unique')).toBe(
      `const a = asset({ key: "silver/a", checks: [check.unique("order_id")], ${columns} });`,
    );
    expect(added(declared(""), '"order_id" is never null')).toContain('check.notNull("order_id")');
  });

  test("of the column at the cursor, in the schema", () => {
    const text = declared("").replace("$0", "").replace("day:", "da$0y:");
    expect(added(text, '"day" is never null')).toContain('check.notNull("day")');
  });

  test("behind the checks that are there, in their layout", () => {
    expect(added(declared(", checks: [check.rowCount({ min: 1 })]"), "is unique")).toContain(
      'checks: [check.rowCount({ min: 1 }), check.unique("order_id")]',
    );
    expect(added(declared(",\n  checks: [\n    check.rowCount({ min: 1 }),\n  ]"), "is unique")).toContain(
      '    check.rowCount({ min: 1 }),\n    check.unique("order_id"),\n  ]',
    );
    expect(added(declared(", checks: []"), "is unique")).toContain('checks: [check.unique("order_id")]');
  });

  test("not twice, and not where the list is made elsewhere", () => {
    expect(added(declared(', checks: [check.unique("order_id")]'), "is unique")).toBeUndefined();
    expect(
      added(
        declared(", checks: C").replace("const a", "const C = [check.rowCount({ min: 1 })];\nconst a"),
        "is unique",
      ),
    ).toBeUndefined();
  });
});

describe("extracting a query", () => {
  const asset = (query: string) =>
    `// Revenue.\nexport const revenue = asset({\n  key: "gold/revenue",\n  query: sql\`${query}\`,\n});`;

  test("a common table expression becomes an asset above, and is read where it stood", () => {
    expect(
      after(
        `import { asset, sql } from "strataline";\n${asset("with paid as (\n    sel$0ect * from ${src}\n  ) select * from paid")}`,
        'Extract "paid" to its own asset',
      ),
    ).toBe(
      'import { asset, sql, ref } from "strataline";\n' +
        'export const revenuePaid = asset({\n  key: "gold/revenue_paid",\n  query: sql`\n    select * from ${src}\n  `,\n});\n\n' +
        asset('with paid as (\n    select * from ${ref("gold/revenue_paid")}\n  ) select * from paid'),
    );
  });

  test("a subquery in from", () => {
    const result = after(asset("select * from (sel$0ect 1 as x) t"), "Extract");
    expect(result).toContain('select * from (select * from ${ref("gold/revenue_t")}) t');
    expect(result).toContain("query: sql`select 1 as x`");
  });

  test("the new asset is read by the old one, and what it reads moved along", () => {
    const { snapshot, cursor } = openFixture(
      asset('with a as (sel$0ect * from ${ref("silver/x")}) select * from a'),
    );
    const action = snapshot
      .codeActions(cursor.path, { start: cursor.offset, end: cursor.offset })
      .find(({ title }) => title.startsWith("Extract"));
    const { snapshot: changed } = openFixture(
      action ? (applyEdits(snapshot, action)[cursor.path] ?? "") : "",
    );
    expect(changed.graph.edges.map(({ from, to }) => `${from} → ${to}`)).toEqual([
      "gold/revenue_a → gold/revenue",
      "silver/x → gold/revenue_a",
    ]);
  });

  test("keeps an explicit layer, and avoids names that are taken", () => {
    const text = `const partA = 1;\nconst x = asset({ key: "part_a" });\nexport const part = asset({ key: "part", layer: "gold", query: sql\`with a as (sel$0ect 1) select * from a\` });`;
    const result = after(text, "Extract");
    expect(result).toContain('export const partA2 = asset({\n  key: "part_a_2",\n  layer: "gold",');
  });

  test.for([
    ["reads another part", "with a as (select 1), b as (sel$0ect * from a) select * from b", 'It reads "a"'],
    [
      "reads it under a quoted name",
      'with a as (select 1), b as (sel$0ect * from "a") select * from b',
      "It reads",
    ],
  ] as const)("refuses what %s", ([, query, reason]) => {
    expect(titles(asset(query), ["refactor.extract"]).join()).toContain(`✗ ${reason}`);
  });

  test.for([
    ["a subquery that may see the row around", "select (sel$0ect max(x) from t where t.id = o.id) from o"],
    ["one in exists", "select 1 from o where exists (sel$0ect 1 from t where t.id = o.id)"],
    ["one that joins, which may be lateral", "select 1 from o join (sel$0ect o.x) t on true"],
    ["one in from of such a subquery", "select (select 1 from (sel$0ect o.x) t) from o"],
    ["one whose columns are named outside", "with a (x) as (sel$0ect 1) select * from a"],
    ["a recursive one", "with recursive a as (sel$0ect 1 union all select x + 1 from a) select * from a"],
    ["brackets in a text", "select '(sel$0ect 1)' from (values (1))"],
    ["the whole query", "sel$0ect 1"],
  ] as const)("does not offer %s", ([, query]) => {
    expect(titles(asset(query), ["refactor.extract"])).toEqual([]);
  });

  test("nor anything inside of a function, where its values would be lost", () => {
    expect(
      titles(
        'function make(n) {\n  return asset({ key: "gold/a", query: sql`with a as (sel$0ect ${n}) select * from a` });\n}\nexport const x = make(1);',
        ["refactor.extract"],
      ),
    ).toEqual([]);
  });
});
