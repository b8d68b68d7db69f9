// Quick fixes of the findings at a selection, refactorings of what the cursor is on, and fixing a whole file.
import type { KeyIndex } from "../occurrences/index.ts";
import type { Span } from "../text/index.ts";
import { checkActions } from "./actions/addChecks.ts";
import { convertDepActions } from "./actions/convertDep.ts";
import { extractActions } from "./actions/extractQuery.ts";
import { moveToLayerActions } from "./actions/moveToLayer.ts";
import { fixFileAction, quickFixes } from "./actions/quickFixes.ts";
import type { CodeAction, CodeActionKind } from "./editModel.ts";
import type { EditView } from "./editView.ts";

export function codeActions(
  view: EditView,
  index: KeyIndex,
  path: string,
  span: Span,
  only?: readonly string[],
): readonly CodeAction[] {
  const wants = (kind: CodeActionKind): boolean => only === undefined || only.some((one) => isIn(kind, one));
  const actions: CodeAction[] = [];
  if (wants("quickfix")) actions.push(...quickFixes(view, index, path, span));
  if (wants("refactor.rewrite")) {
    actions.push(...checkActions(view, index, path, span), ...convertDepActions(view, index, path, span));
  }
  if (wants("refactor.extract")) actions.push(...extractActions(view, index, path, span));
  if (wants("refactor.move")) actions.push(...moveToLayerActions(view, index, path, span));
  // Never in the list at the cursor: it changes the whole file, on saving or when it is asked for.
  if (only !== undefined && wants("source.fixAll.strataline")) actions.push(...fixFileAction(view, path));
  return actions;
}

/** `refactor` holds `refactor.move`; "" holds all. */
function isIn(kind: string, wanted: string): boolean {
  return wanted === "" || kind === wanted || kind.startsWith(`${wanted}.`);
}
