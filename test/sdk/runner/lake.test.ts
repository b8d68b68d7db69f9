// Runs over real files: what rows become in Parquet and back, SQL over them, sources, checks in SQL, schemas.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { asset, check, json, lake, ref, source, sql, type Check } from "../../../sdk/src/index.ts";
import { createRig, story, type Rig } from "../../support/runRig.ts";

// Nothing here waits; loading DuckDB on a busy machine does.
vi.setConfig({ testTimeout: 60_000 });

let rig: Rig;
afterEach(() => rig.close());

function lakeRig(): Rig {
  return (rig = createRig({ io: { default: lake(), files: json() } }));
}

/** The rows of an asset, as a downstream in TypeScript gets them. */
async function rowsOf(rig: Rig, key: string): Promise<unknown> {
  const got: unknown[] = [];
  rig.define(() =>
    asset({
      key: "gold/reader",
      deps: { value: key },
      run: ({ value }) => {
        got.push(value);
        return [{ n: 1 }];
      },
    }),
  );
  const { events } = await rig.run();
  expect(story(events).filter((line) => line.startsWith("failed"))).toEqual([]);
  return got[0];
}

async function failureOf(rig: Rig, key: string): Promise<string> {
  const { events } = await rig.run();
  for (const event of events)
    if (event.type === "assetFailed" && event.key === key) return event.error.message;
  return "(it did not fail)";
}

describe("rows from TypeScript", () => {
  async function checkRoundTrip(rows: readonly object[], expected: readonly object[] = rows): Promise<void> {
    lakeRig();
    rig.define(() => asset({ key: "bronze/a", run: () => rows }));
    expect(await rowsOf(rig, "bronze/a")).toEqual(expected);
  }

  it("come back as they were, whatever their type", () =>
    checkRoundTrip([
      { n: 1, half: 0.5, big: 2n ** 60n, text: 'it\'s "x"\n', yes: true, at: new Date(86_400_000 * 365.5) },
      { n: -(2 ** 53) + 1, half: 1e300, big: 1n, text: "", yes: false, at: new Date(-1) },
    ]));
  it("keep nested values", () => checkRoundTrip([{ list: [1, { a: null }], object: { deep: ["x"] } }]));
  it("have null for what is missing, also in columns that come late", () =>
    checkRoundTrip(
      [{ a: null }, { a: 1 }, { b: "late" }],
      [
        { a: null, b: null },
        { a: 1, b: null },
        { a: null, b: "late" },
      ],
    ));
  it("keep numbers that are not always whole", () => checkRoundTrip([{ n: 1 }, { n: 1.5 }, { n: Infinity }]));
  it("may have columns without any value", () => checkRoundTrip([{ a: null, b: 1 }]));
  it("may have awkward column names", () => checkRoundTrip([{ 'a "b"': 1, select: 2, "ü; drop": 3 }]));

  it("may be a stream of more rows than fit into one chunk", async () => {
    lakeRig();
    rig.define(() =>
      asset({
        key: "bronze/a",
        run: async function* () {
          for (let n = 0; n < 20_000; n++)
            yield await Promise.resolve({ n, ...(n === 15_000 ? { late: "x" } : {}) });
        },
      }),
    );
    rig.define(() =>
      asset({
        key: "silver/b",
        query: sql`select count(*) n, sum(n) total, count(late) late from ${ref("bronze/a")}`,
      }),
    );
    expect(await rowsOf(rig, "silver/b")).toEqual([{ n: 20_000, total: 199_990_000, late: 1 }]);
  });

  async function checkFailure(rows: () => unknown, expected: RegExp): Promise<void> {
    lakeRig();
    rig.define(() => asset({ key: "bronze/a", run: rows }));
    expect(await failureOf(rig, "bronze/a")).toMatch(expected);
    expect(readdirSync(join(rig.root, ".strataline/lake/bronze+a"))).toEqual([]);
  }
  it("must have one type per column", () =>
    checkFailure(
      () => [{ a: 1 }, { a: "x" }],
      /^Column "a" holds a number in row 0 and a string in row 1; a column has one type\.$/,
    ));
  it("must be objects", () =>
    checkFailure(() => [{ a: 1 }, 7], /^Row 1 is a number; a row must be an object/));
  it("must hold what can be stored", () =>
    checkFailure(() => [{ a: () => 1 }], /^Column "a" holds a function in row 0/));
  it("must fit into 64 bits where they are bigints", () =>
    checkFailure(
      () => [{ a: 1n }, { a: 2n ** 64n }],
      /^Column "a" holds 18446744073709551616 in row 1, which does not fit into 64 bits; store it as a string\.$/,
    ));
  it("are needed by lake()", () => checkFailure(() => ({ a: 1 }), /^lake\(\) stores rows, and .* an object/));
});

describe("empty outputs", () => {
  it("keep the columns of the schema", async () => {
    lakeRig();
    const schema = z.object({ id: z.int(), name: z.string() });
    rig.define(() => asset({ key: "bronze/a", schema, run: () => [] }));
    rig.define(() =>
      asset({ key: "silver/b", query: sql`select max(id) as id, max(name) as name from ${ref("bronze/a")}` }),
    );
    expect(await rowsOf(rig, "silver/b")).toEqual([{ id: null, name: null }]);
  });

  it("keep the columns of the version before", async () => {
    lakeRig();
    let rows: object[] = [{ id: 1 }];
    rig.define(() => asset({ key: "bronze/a", run: () => rows }));
    await rig.run();
    rows = [];
    await rig.run({ force: true });
    expect(rig.store().latest().get("bronze/a")?.stored).toMatchObject({
      rows: 0,
      columns: [{ name: "id", type: "BIGINT" }],
    });
  });

  it("are stored also when no column is known", async () => {
    lakeRig();
    rig.define(() => asset({ key: "bronze/a", run: () => [] }));
    expect(await rowsOf(rig, "bronze/a")).toEqual([]);
  });
});

describe("SQL", () => {
  it("reads other assets, takes values as literals, and may end in a comment or a semicolon", async () => {
    lakeRig();
    const name = "O'Brien";
    rig.define(() =>
      asset({ key: "bronze/a", query: sql`select ${name} as name, ${3} as n, ${null} as nothing -- end` }),
    );
    rig.define(() =>
      asset({ key: "silver/b", query: sql`select name, n + 1 as n from ${ref("bronze/a")} t;` }),
    );
    expect(await rowsOf(rig, "silver/b")).toEqual([{ name, n: 4 }]);
  });

  it("may be made by run, over the deps only", async () => {
    lakeRig();
    rig.define(() => asset({ key: "bronze/a", query: sql`select 1 as n` }));
    rig.define(() => asset({ key: "silver/b", deps: ["bronze/a"], run: () => sql`from ${ref("bronze/a")}` }));
    rig.define(() => asset({ key: "silver/c", run: () => sql`from ${ref("bronze/a")}` }));
    expect(await failureOf(rig, "silver/c")).toBe(
      '"silver/c" refers to "bronze/a", which is not among its deps: add it to `deps`.',
    );
    expect(rig.store().latest().get("silver/b")?.stored.rows).toBe(1);
  });

  it("may be asked inside of run", async () => {
    lakeRig();
    rig.define(() => asset({ key: "bronze/a", query: sql`select 41 as n` }));
    rig.define(() =>
      asset({
        key: "silver/b",
        deps: ["bronze/a"],
        run: async (_inputs, ctx) => {
          const [row] = await ctx.query<{ n: number }>(sql`select n + 1 as n from ${ref("bronze/a")}`);
          return [{ n: row?.n ?? 0 }];
        },
      }),
    );
    expect(await rowsOf(rig, "silver/b")).toEqual([{ n: 42 }]);
  });

  it("says what is wrong with a query", async () => {
    lakeRig();
    rig.define(() => asset({ key: "bronze/a", query: sql`selct 1` }));
    expect(await failureOf(rig, "bronze/a")).toMatch(/syntax error at or near "selct"/);
  });

  it("has equal data when only the order of the rows differs", async () => {
    lakeRig();
    const rows = [{ n: 1 }, { n: 2 }, { n: 2 }];
    rig.define(() => asset({ key: "bronze/a", run: () => rows }));
    await rig.run();
    rows.reverse();
    const { events } = await rig.run({ force: true });
    expect(story(events)).toContain("succeeded bronze/a (unchanged)");
    rows[0] = { n: 1 };
    expect(story((await rig.run({ force: true })).events)).toContain("succeeded bronze/a");
  });
});

describe("json()", () => {
  it("stores any value, and rows that SQL can read", async () => {
    lakeRig();
    rig.define(() => asset({ key: "bronze/a", io: "files", run: () => ({ total: 3, at: new Date(0) }) }));
    rig.define(() => asset({ key: "bronze/b", io: "files", run: () => [{ n: 1 }, { n: 2 }] }));
    rig.define(() => asset({ key: "silver/c", query: sql`select sum(n) as n from ${ref("bronze/b")}` }));
    rig.define(() => asset({ key: "silver/d", query: sql`from ${ref("bronze/a")}` }));
    expect(await failureOf(rig, "silver/d")).toBe('"bronze/a" is no table: SQL cannot read it.');
    const project = await rig.project();
    expect(await project.show("bronze/a", 5)).toMatchObject({
      value: { columns: null, value: { total: 3, at: "1970-01-01T00:00:00.000Z" } },
    });
    expect(await project.show("silver/c", 5)).toMatchObject({ value: { rows: [{ n: 3 }] } });
  });
});

describe("sources", () => {
  function withFile(path: string, text: string): void {
    lakeRig();
    mkdirSync(join(rig.root, path, ".."), { recursive: true });
    writeFileSync(join(rig.root, path), text);
  }
  async function checkSource(path: string, text: string, expected: unknown): Promise<void> {
    withFile(path, text);
    rig.define(() => source({ key: "ext/a", file: path }));
    rig.define(() => asset({ key: "bronze/a", query: sql`from ${ref("ext/a")}` }));
    expect(await rowsOf(rig, "bronze/a")).toEqual(expected);
  }
  it("reads csv", () =>
    checkSource("a.csv", "id,name\n1,x\n2,\n", [
      { id: 1, name: "x" },
      { id: 2, name: null },
    ]));
  it("reads tsv", () => checkSource("a.tsv", "id\tname\n1\ta,b\n", [{ id: 1, name: "a,b" }]));
  it("reads json", () => checkSource("a.json", '[{"id":1},{"id":2}]', [{ id: 1 }, { id: 2 }]));
  it("reads ndjson", () => checkSource("a.ndjson", '{"id":1}\n{"id":2}\n', [{ id: 1 }, { id: 2 }]));
  it("reads files in folders with awkward names", () =>
    checkSource('it\'s [a] *b?/k=v/"a".csv', "id\n1\n", [{ id: 1 }]));
  it("reads a file of an installed package", async () => {
    withFile("node_modules/@data/set/data/a.csv", "id\n7\n");
    rig.define(() => source({ key: "ext/a", file: "npm:@data/set/data/a.csv" }));
    expect(await rowsOf(rig, "ext/a")).toEqual([{ id: 7 }]);
  });

  it("makes readers stale when the content changes, not when only the time does", async () => {
    withFile("a.csv", "id\n1\n");
    rig.define(() => source({ key: "ext/a", file: "a.csv" }));
    rig.define(() => asset({ key: "bronze/a", query: sql`from ${ref("ext/a")}` }));
    await rig.run();
    writeFileSync(join(rig.root, "a.csv"), "id\n1\n");
    expect((await rig.plan()).fresh).toEqual(["bronze/a"]);
    writeFileSync(join(rig.root, "a.csv"), "id\n2\n");
    expect((await rig.plan()).steps).toMatchObject([
      { reason: { kind: "upstreamChanged", upstream: ["ext/a"] } },
    ]);
  });

  async function checkFailure(file: string | null, expected: RegExp): Promise<void> {
    lakeRig();
    rig.define(() => source({ key: "ext/a", ...(file === null ? {} : { file }) }));
    rig.define(() => asset({ key: "bronze/a", query: sql`from ${ref("ext/a")}` }));
    expect(await failureOf(rig, "bronze/a")).toMatch(expected);
  }
  it("says which file is missing", () =>
    checkFailure("no.csv", /^Source "ext\/a": there is no file .*no\.csv\.$/));
  it("says when there is no file at all", () => checkFailure(null, /^Source "ext\/a" has no `file`/));

  it("validates and types rows that TypeScript reads", async () => {
    withFile("a.csv", "id,day\n1,2024-01-01\nx,y\n");
    const schema = z.object({ id: z.coerce.number() });
    rig.define(() => source({ key: "ext/a", file: "a.csv", schema }));
    rig.define(() => asset({ key: "bronze/a", deps: { a: "ext/a" }, run: ({ a }) => a }));
    expect(await failureOf(rig, "bronze/a")).toMatch(/^1 row breaks the schema:\nrow 1: id: /);
  });
});

describe("schemas", () => {
  const Order = z.object({ id: z.number(), status: z.enum(["new", "paid"]) });

  it("store what they give back", async () => {
    lakeRig();
    const schema = z.object({ n: z.string().transform(Number) });
    rig.define(() => asset({ key: "bronze/a", schema, run: () => [{ n: "4" }] }));
    expect(await rowsOf(rig, "bronze/a")).toEqual([{ n: 4 }]);
  });

  async function checkBroken(rows: () => unknown, expected: RegExp): Promise<void> {
    lakeRig();
    rig.define(() => asset({ key: "bronze/a", schema: Order, run: rows as () => never[] }));
    expect(await failureOf(rig, "bronze/a")).toMatch(expected);
    expect(rig.store().latest().size).toBe(0);
  }
  const good = { id: 1, status: "new" };
  const bad = { id: "1", status: "lost" };
  it("refuse rows, with the first that break them", () =>
    checkBroken(() => [good, bad], /^1 row breaks the schema:\nrow 1: id: .*; status: /));
  it("refuse rows of a stream", () =>
    checkBroken(function* () {
      yield good;
      yield bad;
      yield bad;
    }, /^2 rows break the schema:\nrow 1: .*\nrow 2: /));
  it("stop after ten", () =>
    checkBroken(
      () => Array.from({ length: 1000 }, () => bad),
      /^The first 10 rows that break the schema:\n(row \d: .*\n){9}row 9: .*$/,
    ));
  it("refuse what a query made", async () => {
    lakeRig();
    rig.define(() => asset({ key: "bronze/a", schema: Order, query: sql`select 1 as id, 'lost' as status` }));
    expect(await failureOf(rig, "bronze/a")).toMatch(/^1 row breaks the schema:\nrow 0: status: /);
    expect(readdirSync(join(rig.root, ".strataline/lake/bronze+a"))).toEqual([]);
  });
  it("judge a value that is no rows", async () => {
    lakeRig();
    rig.define(() =>
      asset({ key: "bronze/a", io: "files", schema: Order, run: (() => bad) as unknown as () => never }),
    );
    expect(await failureOf(rig, "bronze/a")).toMatch(/^The value breaks the schema: id: /);
  });
});

describe("ready-made checks", () => {
  async function checkCheck(made: Check, expected: string | null): Promise<void> {
    lakeRig();
    rig.define(() =>
      asset({
        key: "bronze/a",
        checks: [made],
        query: sql`select * from (values (1, 'a', 10), (2, 'b', 20), (2, null, 30)) t(id, name, amount)`,
      }),
    );
    const { events } = await rig.run();
    const finished = events.find((event) => event.type === "checkFinished");
    expect(finished).toMatchObject({ passed: expected === null, message: expected });
  }
  it("unique", () => checkCheck(check.unique("id"), '1 value violates it:\n{"id":2,"times":2}'));
  it("unique over several columns leaves nulls out", () => checkCheck(check.unique("id", "name"), null));
  it("notNull", () =>
    checkCheck(check.notNull("id", "name"), '1 row violates it:\n{"id":2,"name":null,"amount":30}'));
  it("accepted takes null", () => checkCheck(check.accepted("name", ["a", "b"]), null));
  it("accepted", () =>
    checkCheck(check.accepted("name", ["a"]), '1 row violates it:\n{"id":2,"name":"b","amount":20}'));
  it("between, both ends included", () => checkCheck(check.between("amount", { min: 10, max: 30 }), null));
  it("between, one end", () =>
    checkCheck(
      check.between("amount", { max: 29.5 }),
      '1 row violates it:\n{"id":2,"name":null,"amount":30}',
    ));
  it("rowCount", () => checkCheck(check.rowCount({ min: 4 }), "3 rows, at least 4 expected."));
  it("rowCount within", () => checkCheck(check.rowCount({ min: 3, max: 3 }), null));
  it("sql over the asset itself", () =>
    checkCheck(
      check.sql("small", sql`select id from ${ref("bronze/a")} where amount < 15`),
      '1 row violates it:\n{"id":1}',
    ));
  it("says which column there is not", () =>
    checkCheck(
      check.notNull("nmae"),
      expect.stringMatching(/^The check failed to run: .*"nmae" not found/) as string,
    ));
});

describe("versions", () => {
  it("keeps the newest five and deletes the others", async () => {
    lakeRig();
    let n = 0;
    rig.define(() => asset({ key: "bronze/a", run: () => [{ n: n++ }] }));
    for (let i = 0; i < 7; i++) {
      rig.clock.time++;
      await rig.run({ force: true });
    }
    expect(readdirSync(join(rig.root, ".strataline/lake/bronze+a"))).toHaveLength(5);
    expect(await (await rig.project()).show("bronze/a", 1)).toMatchObject({ value: { rows: [{ n: 6 }] } });
  });

  it("computes again what was deleted by hand", async () => {
    lakeRig();
    rig.define(() => asset({ key: "bronze/a", run: () => [{ n: 1 }] }));
    await rig.run();
    for (const file of readdirSync(join(rig.root, ".strataline/lake/bronze+a"))) {
      rmSync(join(rig.root, ".strataline/lake/bronze+a", file));
    }
    expect((await rig.plan()).steps).toMatchObject([{ reason: { kind: "notStored" } }]);
  });

  it("keeps the earlier data when a later run fails", async () => {
    lakeRig();
    let isBroken = false;
    const rows = (): object[] => {
      if (isBroken) throw new Error("boom");
      return [{ n: 1 }];
    };
    rig.define(() => asset({ key: "bronze/a", run: rows }));
    await rig.run();
    isBroken = true;
    expect((await rig.run({ force: true })).summary.status).toBe("failed");
    expect(await (await rig.project()).show("bronze/a", 1)).toMatchObject({ value: { rows: [{ n: 1 }] } });
  });

  it("says so when the lake cannot be written, and keeps what was there", async () => {
    lakeRig();
    rig.define(() => asset({ key: "bronze/a", run: () => [{ n: 1 }] }));
    rig.define(() => asset({ key: "bronze/b", run: () => [{ n: 1 }] }));
    await rig.run({ select: 'key:"bronze/a"' });
    // A file where the folder should be: no permission is needed to be refused.
    writeFileSync(join(rig.root, ".strataline/lake/bronze+b"), "");
    expect(await failureOf(rig, "bronze/b")).toMatch(/EEXIST|ENOTDIR/);
    expect(await (await rig.project()).show("bronze/a", 1)).toMatchObject({ value: { rows: [{ n: 1 }] } });
  });
});
