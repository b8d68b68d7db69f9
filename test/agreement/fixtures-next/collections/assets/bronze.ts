import { asset } from "strataline";

export const raw = {
  orders: asset({ key: "bronze/orders", run: () => [] }),
  people: { customers: asset({ key: "bronze/customers", run: () => [] }) },
};
export const [first, ...others] = ["a", "b", "c"].map((name) =>
  asset({ key: `bronze/${name}`, run: () => [] }),
);
export const pair = [raw.orders, raw.people.customers] as const;

export class Staff {
  static readonly PREFIX = "bronze";
  static readonly members = asset({ key: `${Staff.PREFIX}/members`, run: () => [] });
}
