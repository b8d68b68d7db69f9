import { asset, check, ref, sql } from "strataline";

export const dailyRevenue = asset({
  key: "gold/daily_revenue",
  description: "What was sold on each day.",
  checks: [check.unique("day"), check.between("revenue", { min: 0 })],
  query: sql`
    select day, count(*) as orders, sum(amount) as revenue
    from ${ref("silver/orders")}
    group by day
    order by day
  `,
});
