export * from "./model.ts";
export * from "./delta.ts";
export type * from "./layout/model.ts";
