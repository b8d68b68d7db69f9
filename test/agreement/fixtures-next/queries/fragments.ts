import { ref, sql } from "strataline";

export const recent = (key: string, days = 7) => sql`select * from ${ref(key)} where age < ${days}`;
export const orders = recent("silver/orders", 30);
export const joined = sql`with o as (${orders}) select * from o join ${ref("silver/items")} using (id)`;
