export * from "./makeTable.ts";
export { default as declareSources, inLayer as layerFactory } from "./makeTable.ts";
