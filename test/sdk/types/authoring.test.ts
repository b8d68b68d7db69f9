// The types of the authoring API, checked by tsc: deps arrive typed, schemas type rows, misuse is a compile error.
import { describe, expectTypeOf, it } from "vitest";
import { z } from "zod";
import {
  asset,
  check,
  daily,
  dataProduct,
  multiPartitions,
  ref,
  resource,
  schedule,
  source,
  sql,
  staticPartitions,
  type Asset,
  type InferOutput,
  type Row,
} from "../../../sdk/src/index.ts";

const Order = z.object({ id: z.number(), status: z.enum(["new", "paid"]) });

const raw = source({ key: "shop/orders", file: "orders.csv" });
const typedSource = source({ key: "shop/typed", file: "orders.csv", schema: Order });
const orders = asset({ key: "silver/orders", run: () => [{ id: 1, status: "new" }] });

describe("what deps are in run", () => {
  it("carries the type of asset values", () => {
    asset({
      key: "gold/a",
      deps: { orders, raw, typedSource },
      run: (inputs) => {
        expectTypeOf(inputs.orders).toEqualTypeOf<{ id: number; status: string }[]>();
        expectTypeOf(inputs.raw).toEqualTypeOf<Row[]>();
        expectTypeOf(inputs.typedSource).toEqualTypeOf<{ id: number; status: "new" | "paid" }[]>();
        return [];
      },
    });
  });
  it("gives rows of unknown columns for a key when there is no registry", () => {
    asset({
      key: "gold/b",
      deps: { orders: "silver/orders" },
      run: ({ orders: rows }, ctx) => {
        expectTypeOf(rows).toEqualTypeOf<Row[]>();
        expectTypeOf(ctx.signal).toEqualTypeOf<AbortSignal>();
        return [];
      },
    });
  });
  it("passes nothing for deps in an array", () => {
    asset({
      key: "gold/c",
      deps: [orders, "silver/x"],
      run: (inputs) => {
        // @ts-expect-error nothing is passed
        void inputs.orders;
        return 1;
      },
    });
  });
});

describe("what an asset gives", () => {
  it("is an array of rows for every form of rows", () => {
    const list = asset({ key: "a", run: () => [{ a: 1 }] });
    const promised = asset({ key: "a", run: () => Promise.resolve([{ a: 1 }]) });
    const generated = asset({
      key: "a",
      run: function* () {
        yield { a: 1 };
      },
    });
    const streamed = asset({
      key: "a",
      run: async function* () {
        yield await Promise.resolve({ a: 1 });
      },
    });
    type Rows = { a: number }[];
    expectTypeOf<InferOutput<typeof list>>().toEqualTypeOf<Rows>();
    expectTypeOf<InferOutput<typeof promised>>().toEqualTypeOf<Rows>();
    expectTypeOf<InferOutput<typeof generated>>().toEqualTypeOf<Rows>();
    expectTypeOf<InferOutput<typeof streamed>>().toEqualTypeOf<Rows>();
  });
  it("is the row type of a query", () => {
    const untyped = asset({ key: "a", query: sql`select 1 as a` });
    const typed = asset({ key: "a", run: () => sql<{ a: number }>`select 1 as a` });
    expectTypeOf<InferOutput<typeof untyped>>().toEqualTypeOf<Row[]>();
    expectTypeOf<InferOutput<typeof typed>>().toEqualTypeOf<{ a: number }[]>();
  });
  it("is the value itself when it is no rows", () => {
    const object = asset({ key: "a", io: "files", run: () => ({ total: 3 }) });
    const text = asset({ key: "a", io: "files", run: () => "text" });
    expectTypeOf<InferOutput<typeof object>>().toEqualTypeOf<{ total: number }>();
    expectTypeOf<InferOutput<typeof text>>().toEqualTypeOf<string>();
  });
  it("is the schema's output", () => {
    const Coerced = z.object({ day: z.coerce.date() });
    const rows = asset({ key: "a", schema: Coerced, run: () => [{ day: "2024-01-01" }] });
    const query = asset({ key: "a", schema: Coerced, query: sql`select 1 as day` });
    const value = asset({ key: "a", schema: Coerced, run: () => ({ day: "2024-01-01" }) });
    expectTypeOf<InferOutput<typeof rows>>().toEqualTypeOf<{ day: Date }[]>();
    expectTypeOf<InferOutput<typeof query>>().toEqualTypeOf<{ day: Date }[]>();
    expectTypeOf<InferOutput<typeof value>>().toEqualTypeOf<{ day: Date }>();
  });
  it("has its key as a type, also from components", () => {
    expectTypeOf(asset({ key: ["silver", "orders"], run: () => [] })).toExtend<Asset<"silver/orders">>();
    expectTypeOf(orders.key).toEqualTypeOf<"silver/orders">();
  });
});

describe("schema and checks", () => {
  it("refuses rows that break the schema", () => {
    asset({ key: "a", schema: Order, run: () => [{ id: 1, status: "new" as const }] });
    // @ts-expect-error id is a number
    asset({ key: "a", schema: Order, run: () => [{ id: "1", status: "new" }] });
    // @ts-expect-error status is one of two
    asset({ key: "a", schema: Order, run: () => [{ id: 1, status: "lost" }] });
  });
  it("lets checks name the type of the rows", () => {
    asset({
      key: "a",
      schema: Order,
      checks: [
        check.unique("id"),
        check<z.infer<typeof Order>>("paid", ({ rows }) => {
          expectTypeOf(rows).toEqualTypeOf<readonly z.infer<typeof Order>[]>();
          return rows.every((row) => row.status === "paid");
        }),
        check.notNull("id", "status", { blocking: true }),
        check.sql("no future", sql`select * from ${ref("a")}`, { severity: "warning" }),
      ],
      run: () => [],
    });
  });
  it("gives checks rows of unknown columns otherwise", () => {
    asset({
      key: "a",
      checks: [
        check("some", ({ rows }) => {
          expectTypeOf(rows[0]).toEqualTypeOf<Row | undefined>();
          return rows.length > 0;
        }),
      ],
      run: () => [{ a: 1 }],
    });
  });
});

describe("schedules, partitions and resources", () => {
  it("lets a schedule name assets and keys, or select", () => {
    schedule({ name: "a", cron: "0 2 * * *", assets: [orders, "gold/a"] });
    schedule({ name: "b", cron: "0 2 * * *", timezone: "Europe/Berlin", select: "layer:gold" });
  });
  it("refuses a schedule of both, of neither, and of what is not computed", () => {
    // @ts-expect-error either assets or select
    schedule({ name: "a", cron: "0 2 * * *", assets: [orders], select: "*" });
    // @ts-expect-error one of them
    schedule({ name: "a", cron: "0 2 * * *" });
    // @ts-expect-error a source is not computed
    schedule({ name: "a", cron: "0 2 * * *", assets: [raw] });
  });
  it("types partitions", () => {
    const regions = staticPartitions(["emea", "apac"]);
    expectTypeOf(regions.keys).toEqualTypeOf<readonly ("emea" | "apac")[]>();
    const date = daily({ start: "2024-01-01", hourOffset: 6 });
    asset({ key: "a", partitions: multiPartitions({ date, regions }), run: () => [] });
    // @ts-expect-error days of the week are weekly's
    daily({ start: "2024-01-01", dayOffset: 1 });
    // @ts-expect-error no partitions
    asset({ key: "a", partitions: "daily", run: () => [] });
  });
  it("gives run the resources it names, and no others", () => {
    asset({
      key: "a",
      deps: { orders },
      resources: ["db"],
      run: ({ orders: rows }, ctx) => {
        expectTypeOf(rows).toEqualTypeOf<{ id: number; status: string }[]>();
        expectTypeOf(ctx.resources).toEqualTypeOf<{ readonly db: unknown }>();
        return rows;
      },
    });
    asset({
      key: "a",
      run: (_inputs, ctx) => {
        // @ts-expect-error it names none
        void ctx.resources.db;
        return [];
      },
    });
    resource({
      setup: () => Promise.resolve({ url: "" }),
      teardown: (value) => expectTypeOf(value).toEqualTypeOf<{ url: string }>(),
    });
  });
});

describe("what is refused", () => {
  it("refuses unknown options and wrong values", () => {
    // @ts-expect-error a typing error in an option
    asset({ key: "a", dep: [], run: () => [] });
    // @ts-expect-error no such backoff
    asset({ key: "a", retry: { backoff: "SQUARE" }, run: () => [] });
    const product = dataProduct({ key: "p", deps: ["a", orders] });
    // @ts-expect-error a data product cannot be read
    asset({ key: "b", deps: { product }, run: () => [] });
    // @ts-expect-error a key is a string or its components
    source({ key: 3 });
  });
});
