export * from "./lsp.ts";
export type * from "./runEvents.ts";
export type * from "./webview.ts";
