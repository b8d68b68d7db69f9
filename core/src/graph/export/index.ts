export * from "./dot.ts";
export * from "./json.ts";
export * from "./mermaid.ts";
export * from "./outline.ts";
