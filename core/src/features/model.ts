// What features answer: plain data with offsets. Only `server/` turns it into LSP.
import type { Location, Span } from "../text/index.ts";
import type { EditFeatures } from "./editModel.ts";

export type * from "./editModel.ts";

export interface Hover {
  readonly markdown: string;
  readonly span: Span;
}

/** How a place uses a key. */
export type ReferenceKind = "definition" | "read" | "order" | "check" | "product";

export interface Reference extends Location {
  readonly kind: ReferenceKind;
  /** The asset that reads; null at a definition. */
  readonly by: string | null;
}

/** What stands above an asset. The client makes commands of it; `status` is there when runs are known. */
export interface AssetLens {
  readonly key: string;
  /** asset: can run. Others have lineage and downstream only. */
  readonly runnable: boolean;
  readonly span: Span;
  readonly downstream: readonly string[];
  readonly status: AssetStatus | null;
}

export interface AssetSymbol {
  readonly key: string;
  readonly kind: "asset" | "source" | "dataProduct";
  readonly layer: string | null;
  readonly location: Location;
  /** The key's own place inside `location`. */
  readonly selection: Span;
  readonly children: readonly {
    readonly name: string;
    readonly kind: "dep" | "check";
    readonly span: Span;
  }[];
}

/** A key as it stands in the text, for highlighting. */
export interface KeyToken {
  readonly span: Span;
  readonly kind: "definition" | "dep" | "missing";
}

/** What the run history says of one asset. Kept by the runner, given to core from outside: core never reads state. */
export interface AssetStatus {
  readonly key: string;
  readonly state: "queued" | "running" | "succeeded" | "failed" | "skipped" | "cancelled";
  /** Epoch milliseconds of the last change of `state`. */
  readonly at: number;
  readonly durationMs?: number;
  readonly rows?: number;
  readonly bytes?: number;
  readonly checks?: { readonly passed: number; readonly failed: number };
  readonly error?: {
    readonly message: string;
    readonly path?: string;
    readonly line?: number;
    readonly character?: number;
  };
  /** Last success, kept while a later run is running or has failed. Epoch milliseconds. */
  readonly lastSucceededAt?: number;
  readonly runId?: string;
}

export type StatusOf = (key: string) => AssetStatus | undefined;

/** Everything an editor may ask about keys. Offsets are UTF-16 code units into the file's text as analysed. */
export interface Features extends EditFeatures {
  definition(path: string, offset: number): readonly Location[];
  references(path: string, offset: number, includeDefinition: boolean): readonly Reference[];
  highlights(path: string, offset: number): readonly Reference[];
  hover(path: string, offset: number, status: StatusOf): Hover | null;
  lenses(path: string, status: StatusOf): readonly AssetLens[];
  symbols(path: string): readonly AssetSymbol[];
  workspaceSymbols(query: string): readonly AssetSymbol[];
  keyTokens(path: string): readonly KeyToken[];
}
