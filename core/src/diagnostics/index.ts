export * from "./model.ts";
export * from "./terminal.ts";
export * from "./json.ts";
export * from "./baseline.ts";
export * from "./github.ts";
export * from "./sarif.ts";
