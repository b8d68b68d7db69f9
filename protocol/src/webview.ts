// Messages between the lineage webview and the extension host. Two closed unions.
import type { AssetStatus, LineageEdit, SavedView, ViewContent } from "@strataline/core";
import type { DetailsResult, GraphDeltaParams, GraphResult, ImpactResult, StaleAsset } from "./lsp.ts";

/** What one run did with one asset, from the log of the run. */
export interface Attempt {
  readonly runId: string;
  /** Epoch milliseconds of its end. */
  readonly at: number;
  readonly state: "succeeded" | "failed" | "skipped" | "cancelled";
  readonly durationMs: number | null;
  readonly rows: number | null;
  readonly bytes: number | null;
  /** Message of what failed. */
  readonly error: string | null;
  readonly checks: readonly {
    readonly name: string;
    readonly passed: boolean;
    readonly severity: "error" | "warning";
    readonly message: string | null;
  }[];
}

/** What the details panel shows of one asset, besides what the graph says. */
export interface AssetDetails extends DetailsResult {
  /** Of the runs whose logs are there, oldest first. */
  readonly attempts: readonly Attempt[];
}

export type ToWebview =
  /** Replaces everything but the view's own state (zoom, positions of known nodes, selection). */
  | { readonly type: "graph"; readonly data: GraphResult }
  | ({ readonly type: "delta" } & GraphDeltaParams)
  | { readonly type: "status"; readonly statuses: readonly AssetStatus[] }
  /** All that are stale now, in place of those before. */
  | { readonly type: "stale"; readonly stale: readonly StaleAsset[] }
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
  /** The answer to `details`. */
  | { readonly type: "details"; readonly details: AssetDetails }
  /** What changed since a git ref; `ref: null`: not shown. `problem`: why it cannot be known, for people. */
  | {
      readonly type: "impact";
      readonly ref: string | null;
      readonly impact: ImpactResult | null;
      readonly problem: string | null;
    }
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

/** What the view asks for that VS Code asks more about, or does elsewhere: the commands `strataline.…` of the manifest. */
export type AssetAct =
  | "addDep"
  | "copyKey"
  | "moveToLayer"
  | "newDownstream"
  | "peekReferences"
  | "previewAsset"
  | "removeDep"
  | "runStale"
  | "runWithDownstream";

/** What the page says of the place of a context menu: VS Code hands it to the commands in it (`data-vscode-context`). */
export type MenuContext = { readonly preventDefaultContextMenuItems: true } & (
  | {
      readonly webviewSection: "node";
      readonly root: string;
      /** The node first, then others that are selected with it. */
      readonly keys: readonly string[];
      /** Kind of the node; "many" for several. */
      readonly stratalineKind: string;
      /** Some of `keys` can run. */
      readonly stratalineRunnable: boolean;
    }
  | {
      readonly webviewSection: "edge";
      readonly root: string;
      readonly keys: readonly [string];
      /** The upstream that `keys` reads. */
      readonly dep: string;
    }
  | { readonly webviewSection: "background" }
);

export type FromWebview =
  /** First message, and again after a reload: the host answers with `graph` or `empty`. */
  | { readonly type: "ready" }
  | {
      readonly type: "open";
      readonly key: string;
      /** keep the focus in the view */ readonly preview: boolean;
    }
  | { readonly type: "run"; readonly keys: readonly string[]; readonly upstream: boolean }
  | { readonly type: "act"; readonly act: AssetAct; readonly keys: readonly string[] }
  /** The user pinned the view, or let it follow the cursor again. */
  | { readonly type: "pinned"; readonly on: boolean }
  /** A change of the declarations, drawn in the picture. */
  | { readonly type: "edit"; readonly edit: LineageEdit }
  /** Takes back the last such change. */
  | { readonly type: "undo" }
  | { readonly type: "select"; readonly expression: string }
  /** Shows what changed since a git ref (null: since the last commit), or no longer. */
  | { readonly type: "impact"; readonly on: boolean; readonly ref: string | null }
  /** The details panel shows this asset, or something about it changed. */
  | { readonly type: "details"; readonly key: string }
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
