// Messages between the lineage webview and the extension host. Two closed unions.
import type { AssetStatus, SavedView, ViewContent } from "@strataline/core";
import type { GraphDeltaParams, GraphResult } from "./lsp.ts";

export type ToWebview =
  /** Replaces everything but the view's own state (zoom, positions of known nodes, selection). */
  | { readonly type: "graph"; readonly data: GraphResult }
  | ({ readonly type: "delta" } & GraphDeltaParams)
  | { readonly type: "status"; readonly statuses: readonly AssetStatus[] }
  /** The cursor is in this asset (null: in none). `reveal`: bring it into view and open its neighbourhood. */
  | { readonly type: "active"; readonly key: string | null; readonly reveal: boolean }
  | {
      readonly type: "selection";
      readonly expression: string;
      readonly result:
        | { readonly ok: true; readonly keys: readonly string[] }
        | { readonly ok: false; readonly message: string; readonly offset: number };
    }
  /** The project's saved views, when they are known and whenever they change. */
  | {
      readonly type: "views";
      readonly views: readonly SavedView[];
      /** Why the file cannot be read; nothing is written to it then. */
      readonly problem: string | null;
      /** The one that was just saved or renamed at this page's wish. */
      readonly picked: string | null;
    }
  /** What is wrong although there is a picture: the last good one stays. null: nothing any more. */
  | { readonly type: "trouble"; readonly trouble: Trouble | null }
  /** No project, or it cannot be read: what to do. */
  | {
      readonly type: "empty";
      readonly title: string;
      readonly message: string;
      readonly action: { readonly title: string; readonly command: string } | null;
    };

export interface Trouble {
  /** A sentence. */
  readonly message: string;
  readonly action: { readonly title: string; readonly command: string } | null;
}

/** The formats of an exported picture. */
export type ExportFormat = "svg" | "png" | "html" | "mermaid" | "dot" | "json";

export type FromWebview =
  /** First message, and again after a reload: the host answers with `graph` or `empty`. */
  | { readonly type: "ready" }
  | {
      readonly type: "open";
      readonly key: string;
      /** keep the focus in the view */ readonly preview: boolean;
    }
  | { readonly type: "run"; readonly keys: readonly string[]; readonly upstream: boolean }
  | { readonly type: "select"; readonly expression: string }
  /** The delta did not follow the view's revision. */
  | { readonly type: "resync" }
  | { readonly type: "copy"; readonly text: string }
  /** `name`: the view to replace; null: VS Code asks for one. */
  | { readonly type: "saveView"; readonly name: string | null; readonly view: ViewContent }
  | { readonly type: "renameView" | "deleteView"; readonly name: string }
  /** Shows the file of the views. */
  | { readonly type: "openViews" }
  /** A picture to be saved where the user says: text, or for png base64. */
  | { readonly type: "export"; readonly format: ExportFormat; readonly content: string }
  | { readonly type: "command"; readonly command: string };

/** What the webview keeps across reloads and hiding (`setState`). */
export interface LineageViewState {
  readonly version: 1;
  readonly transform: { readonly x: number; readonly y: number; readonly k: number } | null;
  readonly scope:
    | { readonly kind: "neighbourhood"; readonly key: string; readonly depth: number }
    | { readonly kind: "project" };
  readonly selected: readonly string[];
  readonly pinned: boolean;
  readonly filter: string;
}
