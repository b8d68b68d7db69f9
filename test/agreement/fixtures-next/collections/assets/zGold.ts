import { asset, dataProduct } from "strataline";
import { bronze, customers } from "./index.ts";
import { all, byName } from "../lib/registry.ts";

const { raw, pair, others, Staff } = bronze;

export const wide = asset({
  key: "gold/wide",
  deps: Object.fromEntries(all.map((one) => [one.key, one])),
  run: () => [],
});
asset({
  key: "gold/narrow",
  deps: { ...raw.people, orders: byName["orders"] ?? "x", members: Staff.members },
  run: () => [],
});
asset({ key: "gold/rest", deps: [...others, ...pair, customers.key], run: () => [] });
dataProduct({ key: "board", deps: [wide, ...Object.values(byName)] });
