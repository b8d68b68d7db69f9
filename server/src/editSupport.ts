// What this editor can do with edits, completion lists and actions, and what we therefore offer.
import type { ClientCapabilities, ServerCapabilities } from "vscode-languageserver";

export interface EditSupport {
  readonly documentChanges: boolean;
  readonly createFiles: boolean;
  readonly moveFiles: boolean;
  /** An edit may leave the cursor on a part of its text. */
  readonly snippets: boolean;
  /** Edits may ask to be confirmed. */
  readonly annotations: boolean;
  /** Edits of an action may be asked for later. */
  readonly lazyActions: boolean;
  readonly disabledActions: boolean;
  /** What is behind the cursor may be kept or replaced, as the user wishes. */
  readonly insertReplace: boolean;
  readonly defaultEditRange: boolean;
  /** A place right of the label of an item, which is seen before the item is chosen. */
  readonly labelDetails: boolean;
  /** Documentation of an item may be asked for later. */
  readonly lazyDocumentation: boolean;
}

export function editSupportOf({ textDocument, workspace }: ClientCapabilities): EditSupport {
  const edit = workspace?.workspaceEdit;
  const hasChanges = edit?.documentChanges === true;
  const { codeAction, completion } = textDocument ?? {};
  return {
    documentChanges: hasChanges,
    createFiles: hasChanges && edit.resourceOperations?.includes("create") === true,
    moveFiles: hasChanges && edit.resourceOperations?.includes("rename") === true,
    snippets: hasChanges && edit.snippetEditSupport === true,
    annotations: hasChanges && edit.changeAnnotationSupport !== undefined,
    lazyActions:
      codeAction?.dataSupport === true && codeAction.resolveSupport?.properties.includes("edit") === true,
    disabledActions: codeAction?.disabledSupport === true,
    insertReplace: completion?.completionItem?.insertReplaceSupport === true,
    defaultEditRange: completion?.completionList?.itemDefaults?.includes("editRange") === true,
    labelDetails: completion?.completionItem?.labelDetailsSupport === true,
    lazyDocumentation:
      completion?.completionItem?.resolveSupport?.properties.includes("documentation") ?? true,
  };
}

const ACTION_KINDS = [
  "quickfix",
  "refactor.extract",
  "refactor.move",
  "refactor.rewrite",
  "source.fixAll.strataline",
];

export function editProviders({ lazyActions }: EditSupport): Partial<ServerCapabilities> {
  return {
    // No commit characters: a key is chosen on purpose.
    completionProvider: { triggerCharacters: ['"', "'", "`", "/", ":", "+"], resolveProvider: true },
    renameProvider: { prepareProvider: true },
    codeActionProvider: { codeActionKinds: ACTION_KINDS, ...(lazyActions ? { resolveProvider: true } : {}) },
  };
}
