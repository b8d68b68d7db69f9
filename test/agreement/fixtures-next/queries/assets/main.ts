import { asset, check, ref, sql } from "strataline";
import * as fragments from "../fragments.ts";

const people = asset({ key: "silver/people", query: sql`select 1` });
export const report = asset({
  key: "gold/report",
  query: sql`${fragments.joined} union all ${fragments.recent(people.key)}`,
  checks: [check.sql("no orphans", sql`select * from ${ref("gold/report")} where id is null`)],
});
export const perTable = ["orders", "items"].map((table) =>
  asset({ key: `gold/${table}_count`, query: sql`select count(*) as n from ${ref(`silver/${table}`)}` }),
);
