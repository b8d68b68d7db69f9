export * from "./model.ts";
export * from "./terminal.ts";
export * from "./json.ts";
