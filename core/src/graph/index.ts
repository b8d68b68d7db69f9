export * from "./model.ts";
export * from "./keys.ts";
export * from "./delta.ts";
export * from "./adjacency.ts";
export * from "./cycles.ts";
export * from "./layers.ts";
export { ancestors, descendants, topologicalOrder } from "./topo.ts";
export type * from "./layout/model.ts";
export * from "./export/index.ts";
