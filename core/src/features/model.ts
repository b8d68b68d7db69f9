// What features answer: plain data with offsets. Only `server/` turns it into LSP.
import type { Location, Span, TextEdit } from "../text/index.ts";

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

export interface CompletionItem {
  readonly label: string;
  readonly kind: "asset" | "source" | "layer" | "option";
  /** Right of the label: the layer. */
  readonly detail: string;
  readonly markdown?: string;
  /** Ascending; keys that would close a cycle or read upward come last. */
  readonly sortText: string;
  readonly filterText?: string;
  readonly edit: { readonly span: Span; readonly newText: string };
}

/** A refusal always says why, in words for the user. */
export type RenameTarget =
  | { readonly ok: true; readonly span: Span; readonly placeholder: string }
  | { readonly ok: false; readonly reason: string };
export type RenameResult =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly reason: string };

/** What stands above an asset. The client makes commands of it; `status` is there when runs are known. */
export interface AssetLens {
  readonly key: string;
  /** asset: can run. Others have lineage and downstream only. */
  readonly runnable: boolean;
  readonly span: Span;
  readonly downstream: readonly string[];
  readonly status: AssetStatus | null;
}

export interface CodeAction {
  readonly title: string;
  readonly kind: "quickfix" | "refactor";
  readonly edits: readonly TextEdit[];
  readonly newFiles: readonly { readonly path: string; readonly text: string }[];
  readonly preferred: boolean;
  /** Code of the diagnostic it mends, and its span; null for refactors. */
  readonly mends: { readonly code: string; readonly span: Span } | null;
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
export interface Features {
  definition(path: string, offset: number): readonly Location[];
  references(path: string, offset: number, includeDefinition: boolean): readonly Reference[];
  highlights(path: string, offset: number): readonly Reference[];
  hover(path: string, offset: number, status: StatusOf): Hover | null;
  completion(path: string, offset: number): readonly CompletionItem[];
  prepareRename(path: string, offset: number): RenameTarget | null;
  rename(path: string, offset: number, newKey: string): RenameResult;
  codeActions(path: string, span: Span): readonly CodeAction[];
  lenses(path: string, status: StatusOf): readonly AssetLens[];
  symbols(path: string): readonly AssetSymbol[];
  workspaceSymbols(query: string): readonly AssetSymbol[];
  keyTokens(path: string): readonly KeyToken[];
}
