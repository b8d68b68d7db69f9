export * from "./span.ts";
export * from "./lineIndex.ts";
