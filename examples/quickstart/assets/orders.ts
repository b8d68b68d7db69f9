import { asset, check } from "strataline";

export const rawOrders = asset({
  key: "bronze/orders",
  description: "Orders as the shop sends them: text, duplicates and all.",
  checks: [check.rowCount({ min: 1 })],
  run: () => [
    { id: "1001", customer: "ada", day: "2026-03-02", amount: "25.00" },
    { id: "1002", customer: "grace", day: "2026-03-02", amount: "40.50" },
    { id: "1002", customer: "grace", day: "2026-03-02", amount: "40.50" },
    { id: "1003", customer: "ada", day: "2026-03-03", amount: "12.25" },
  ],
});

export const orders = asset({
  key: "silver/orders",
  description: "One row per order, amounts as numbers.",
  deps: { raw: rawOrders },
  checks: [check.unique("id", { blocking: true }), check.between("amount", { min: 0 })],
  run: ({ raw }) => {
    const byId = new Map(raw.map((order) => [order.id, order]));
    return [...byId.values()].map((order) => ({ ...order, amount: Number(order.amount) }));
  },
});
