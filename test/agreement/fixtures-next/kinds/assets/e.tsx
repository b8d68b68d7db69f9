import { asset } from "strataline";
import report from "./d.mjs";
const make = <K extends string>(key: K) => asset({ key, deps: [report], run: () => [] });
export const e = make("gold/tsx");
