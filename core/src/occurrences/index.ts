export * from "./keyIndex.ts";
export * from "./rekey.ts";
export type * from "./view.ts";
