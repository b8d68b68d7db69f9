import { raw } from "./bronze.ts";
import { register } from "../lib/registry.ts";

export const orders = register("orders", [raw.orders]);
export const customers = register("customers", [raw.people.customers, orders]);
