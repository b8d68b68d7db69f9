export { NAMES } from "./names.ts";
export const LAYER = "silver";
