// An action whose edits are made when they are read: most are only listed.
import type { ActionEdits, CodeAction } from "../editModel.ts";

const NO_EDITS: ActionEdits = { edits: [], newFiles: [], moves: [] };

export function lazyAction(
  head: Pick<CodeAction, "title" | "kind"> & Partial<Pick<CodeAction, "preferred" | "mends">>,
  compute: () => Partial<ActionEdits>,
): CodeAction {
  let made: ActionEdits | undefined;
  const edits = (): ActionEdits => (made ??= { ...NO_EDITS, ...compute() });
  return {
    preferred: false,
    mends: null,
    disabled: null,
    ...head,
    get edits() {
      return edits().edits;
    },
    get newFiles() {
      return edits().newFiles;
    },
    get moves() {
      return edits().moves;
    },
  };
}

export function disabledAction(head: Pick<CodeAction, "title" | "kind">, reason: string): CodeAction {
  return { ...head, ...NO_EDITS, preferred: false, mends: null, disabled: reason };
}
