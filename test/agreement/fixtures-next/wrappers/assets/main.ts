import { bronze, counted, tracked } from "../wrappers.ts";

export const orders = bronze("orders");
export const silver = tracked({ key: "silver/orders", deps: ["bronze/orders"] });
export const gold = counted({ key: "gold/orders", description: "Counted", deps: { silver }, run: () => [] });
