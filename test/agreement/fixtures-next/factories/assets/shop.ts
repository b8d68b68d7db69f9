import * as factories from "../lib/index.ts";
import { makePipeline, makeTable } from "../lib/index.ts";

export const orders = makePipeline("orders", "silver/customers");
export const {
  clean: customers,
  all: [rawCustomers],
} = makePipeline("customers");

const gold = factories.layerFactory("gold", { group: "board" });
export const revenue = gold("revenue", { orders: orders.clean.key });
export const churn = factories.inLayer("gold")("churn", {
  customers: "silver/customers",
  revenue: "gold/revenue",
});

makeTable({ name: "summary", layer: "gold", from: [revenue, churn, rawCustomers], owner: "ada@example.org" });
