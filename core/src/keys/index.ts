export * from "./editDistance.ts";
export * from "./nearest.ts";
export * from "./validity.ts";
