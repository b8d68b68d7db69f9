import { asset } from "strataline";
import { a } from "./a.mjs";
/** @type {string[]} */
const NAMES = ["one", "two"];
export const c = NAMES.map((name) => asset({ key: `silver/${name}`, deps: { a }, run: () => [] }));
