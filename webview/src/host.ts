// The extension host as the view sees it: messages out, and the state VS Code keeps for us. Nothing else knows the VS Code API.
import type { FromWebview } from "@strataline/protocol";

export interface Host {
  post(message: FromWebview): void;
  /** What an earlier life of this view saved; of unknown shape. */
  savedState(): unknown;
  saveState(state: unknown): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare const acquireVsCodeApi: () => VsCodeApi;

/** Can be called once: VS Code hands out the API a single time. */
export function vscodeHost(): Host {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    savedState: () => api.getState(),
    saveState: (state) => api.setState(state),
  };
}
