// What features that change text answer: plain data with offsets. Only `server/` turns it into LSP.
import type { Location, Span, TextEdit } from "../text/index.ts";
import type { StatusOf } from "./model.ts";

export type CompletionKind =
  | "asset"
  | "source"
  | "value"
  | "layer"
  | "option"
  | "column"
  | "rule"
  | "severity"
  | "operator"
  | "function";

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** Right of the label: the layer. */
  readonly detail: string;
  /** Documentation that costs nothing. That of an asset is asked for by its `key`: `Features.documentation`. */
  readonly markdown?: string;
  readonly key?: string;
  /** Ascending; keys that would close a cycle or read upward come last. */
  readonly sortText: string;
  /** What the typed text is compared with; the label when absent. */
  readonly filterText?: string;
  /** Replaces all of the word; what stands before the cursor alone is `span.start` to the cursor. */
  readonly edit: { readonly span: Span; readonly newText: string };
  /** Elsewhere in the file: the import that the item needs. */
  readonly additionalEdits?: readonly TextEdit[];
}

export interface CompletionList {
  readonly items: readonly CompletionItem[];
  /** There are more: ask again when more is typed. */
  readonly isIncomplete: boolean;
}

/** A refusal always says why, in words for the user. */
export type RenameTarget =
  | { readonly ok: true; readonly span: Span; readonly placeholder: string }
  | { readonly ok: false; readonly reason: string };
export type RenameResult =
  | { readonly ok: true; readonly edits: readonly TextEdit[] }
  | { readonly ok: false; readonly reason: string };

/** As LSP names them: an editor that asks for `refactor` gets all that begin with it. */
export type CodeActionKind =
  "quickfix" | "refactor.extract" | "refactor.move" | "refactor.rewrite" | "source.fixAll.strataline";

/** Text edits are made before files move. */
export interface ActionEdits {
  readonly edits: readonly ActionEdit[];
  readonly newFiles: readonly { readonly path: string; readonly text: string }[];
  readonly moves: readonly { readonly from: string; readonly to: string }[];
}

/** `placeholder`: the part of `newText` that the user is to write; an editor that can selects it. */
export interface ActionEdit extends TextEdit {
  readonly placeholder?: string;
}

/** The edits are computed when they are read, and then kept: lists of actions stay cheap. */
export interface CodeAction extends ActionEdits {
  readonly title: string;
  readonly kind: CodeActionKind;
  readonly preferred: boolean;
  /** Code of the diagnostic it mends, and its span; null for refactorings. */
  readonly mends: { readonly code: string; readonly span: Span } | null;
  /** Why it cannot be done here; it has no edits then. */
  readonly disabled: string | null;
}

/** A file or folder that is about to move; paths relative to the project. */
export interface FileMove {
  readonly from: string;
  readonly to: string;
}

/** One change that a move of files suggests, for the user to confirm. */
export interface FollowUp {
  /** `Rename "bronze/x" to "silver/x"`. */
  readonly label: string;
  readonly description: string;
  readonly edits: readonly TextEdit[];
}

/** A change that somebody draws or chooses in the lineage, in keys of the graph. */
export type LineageEdit =
  /** `key` reads `dep` too. */
  | { readonly kind: "addDep"; readonly key: string; readonly dep: string }
  | { readonly kind: "removeDep"; readonly key: string; readonly dep: string }
  | { readonly kind: "moveToLayer"; readonly key: string; readonly layer: string }
  /** `key` is the new asset's, which reads `upstream`. */
  | { readonly kind: "newDownstream"; readonly key: string; readonly upstream: string };

/** `place` of a refusal: where it stands what is in the way, for people to change it themselves. */
export type LineageEditResult =
  | ({ readonly ok: true; readonly title: string } & ActionEdits)
  | { readonly ok: false; readonly reason: string; readonly place: Location | null };

/** Everything an editor may ask about changing text. Offsets are UTF-16 code units into the file's text as analysed. */
export interface EditFeatures {
  completion(path: string, offset: number): CompletionList;
  /** Markdown about an asset; null when there is none with this key. */
  documentation(key: string, status: StatusOf): string | null;
  prepareRename(path: string, offset: number): RenameTarget | null;
  rename(path: string, offset: number, newKey: string): RenameResult;
  /** `only`: kinds that are wanted, as LSP has them; all when absent. */
  codeActions(path: string, span: Span, only?: readonly string[]): readonly CodeAction[];
  /** What follows when files move, before they do. Nothing when keys do not follow folders. */
  movedFiles(moves: readonly FileMove[]): readonly FollowUp[];
  /** The text edits behind a change of the lineage; refused when the graph would be a worse one, or where they cannot be written. */
  lineageEdit(edit: LineageEdit): LineageEditResult;
}
