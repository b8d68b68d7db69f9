// What features answer: plain data with offsets. Only `server/` turns it into LSP.
import type { Span, TextEdit } from "../text/index.ts";
import type { NavigationFeatures } from "./navigationModel.ts";

export type * from "./navigationModel.ts";

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

export interface CodeAction {
  readonly title: string;
  readonly kind: "quickfix" | "refactor";
  readonly edits: readonly TextEdit[];
  readonly newFiles: readonly { readonly path: string; readonly text: string }[];
  readonly preferred: boolean;
  /** Code of the diagnostic it mends, and its span; null for refactors. */
  readonly mends: { readonly code: string; readonly span: Span } | null;
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
export interface Features extends NavigationFeatures {
  completion(path: string, offset: number): readonly CompletionItem[];
  prepareRename(path: string, offset: number): RenameTarget | null;
  rename(path: string, offset: number, newKey: string): RenameResult;
  codeActions(path: string, span: Span): readonly CodeAction[];
}
