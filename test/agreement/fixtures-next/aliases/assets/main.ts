import { asset } from "strataline";
import { ORDERS } from "@keys";
import people from "@keys/people.ts";
import { ORDERS as again } from "keys/index";

export const orders = asset({ key: ORDERS, run: () => [] });
export const persons = asset({ key: people.people, deps: { orders }, run: () => [] });
export const joined = asset({ key: "silver/joined", deps: [again, persons], run: () => [] });
