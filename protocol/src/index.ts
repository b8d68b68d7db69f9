export * from "./lsp.ts";
export * from "./metadataText.ts";
export type * from "./runEvents.ts";
export * from "./serverProcess.ts";
export type * from "./webview.ts";
