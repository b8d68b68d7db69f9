import { listenToDefinitions } from "../../sdk/src/authoring/collector.ts";
import { DuckDBInstance } from "@duckdb/node-api";
import { resolve } from "node:path";
const defs: any[] = [];
listenToDefinitions((d) => void defs.push(d));
for (const f of [
  "sources",
  "bronze",
  "silver/flights",
  "silver/airports",
  "silver/wildlife",
  "silver/weather",
  "gold/punctuality",
  "gold/wildlife",
  "gold/weather",
  "gold/scorecard",
  "products",
])
  await import(`./assets/${f}.ts`);
const by = new Map(defs.map((d) => [d.key, d]));
const inst = await DuckDBInstance.create(":memory:");
const c = await inst.connect();
const q = (k: string) => `"${k}"`;
const text = (query: any): string =>
  query.strings
    .map((s: string, i: number) => {
      const v = query.values[i];
      return s + (v === undefined && i >= query.values.length ? "" : v?.key ? q(v.key) : String(v));
    })
    .join("");
const done = new Set<string>();
const vals = new Map<string, any>();
const rowsOf = async (k: string) =>
  vals.get(k) ??
  (await c.runAndReadAll(`select * from ${q(k)}`))
    .getRowObjectsJS()
    .map((r: any) =>
      Object.fromEntries(Object.entries(r).map(([a, b]) => [a, typeof b === "bigint" ? Number(b) : b])),
    );
async function go(k: string) {
  if (done.has(k)) return;
  done.add(k);
  const d = by.get(k);
  if (!d) {
    console.log("MISSING", k);
    return;
  }
  for (const x of d.deps ?? []) if (x.key !== k) await go(x.key);
  const t = performance.now();
  if (d.file) {
    await c.run(`create view ${q(k)} as select * from '${resolve("../../node_modules/" + d.file.slice(4))}'`);
    return;
  }
  if (!d.compute) return;
  if (d.problems.length) console.log(k, d.problems);
  if (d.compute.kind === "query") await c.run(`create table ${q(k)} as ${text(d.compute.query)}`);
  else {
    const inputs: any = {};
    for (const x of d.deps) if (x.name) inputs[x.name] = await rowsOf(x.key);
    const v = await d.compute.run(inputs, {});
    vals.set(k, v);
    if (Array.isArray(v)) {
      const { writeFileSync } = await import("node:fs");
      writeFileSync("/tmp/shim.json", JSON.stringify(v));
      await c.run(`create table ${q(k)} as select * from '/tmp/shim.json'`);
    } else {
      console.log(k, v);
      return;
    }
  }
  const n = (await c.runAndReadAll(`select count(*) n from ${q(k)}`)).getRowObjectsJson()[0];
  console.log(k, n.n, ((performance.now() - t) | 0) + "ms");
  if (k.startsWith("gold") || process.argv.includes(k))
    console.log(
      (await c.runAndReadAll(`select * from ${q(k)} limit ${process.env.N ?? 3}`))
        .getRowObjectsJson()
        .map((r: any) => JSON.stringify(r))
        .join("\n"),
    );
  for (const ch of d.checks) {
    const t = ch.test;
    if (t.kind === "unique") {
      const x = (
        await c.runAndReadAll(
          `select count(*) n from (select ${t.columns.join()} from ${q(k)} group by all having count(*)>1)`,
        )
      ).getRowObjectsJson()[0];
      if (x.n !== "0") console.log("FAIL", ch.name, x.n);
    }
    if (t.kind === "between") {
      const x = (
        await c.runAndReadAll(`select min(${t.column}) a,max(${t.column}) b from ${q(k)}`)
      ).getRowObjectsJson()[0];
      console.log("  ", ch.name, x.a, x.b);
    }
    if (t.kind === "sql") {
      const x = (await c.runAndReadAll(`select count(*) n from (${text(t.query)})`)).getRowObjectsJson()[0];
      if (x.n !== "0") console.log("FAIL", ch.name, x);
    }
    if (t.kind === "function") {
      console.log("  ", ch.name, await t.evaluate({ rows: await rowsOf(k), value: 0 }));
    }
  }
}
for (const d of defs) await go(d.key);
