export type * from "./model.ts";
export * from "./dataVersion.ts";
export * from "./judge.ts";
export * from "./codeParts.ts";
