export * from "./keyIndex.ts";
export type { Mention, Read, WrittenPart } from "./keyTables.ts";
export * from "./rekey.ts";
export type * from "./view.ts";
