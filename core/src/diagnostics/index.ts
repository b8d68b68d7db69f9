export * from "./model.ts";
export * from "./terminal.ts";
export * from "./json.ts";
export * from "./baseline.ts";
