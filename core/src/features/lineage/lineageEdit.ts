// A change of the lineage as edits of the declarations: one file beside this for each kind of change.
import type { KeyIndex } from "../../occurrences/index.ts";
import type { LineageEdit, LineageEditResult } from "../editModel.ts";
import type { EditView } from "../editView.ts";
import { unreachable } from "../unreachable.ts";
import { addDep } from "./addDep.ts";
import { moveAsset } from "./moveAsset.ts";
import { newDownstream } from "./newDownstream.ts";
import { removeDeps } from "./removeDeps.ts";

export function lineageEdit(view: EditView, index: KeyIndex, edit: LineageEdit): LineageEditResult {
  switch (edit.kind) {
    case "addDep":
      return addDep(view, index, edit);
    case "removeDep":
      return removeDeps(view, index, edit);
    case "moveToLayer":
      return moveAsset(view, index, edit);
    case "newDownstream":
      return newDownstream(view, index, edit);
    default:
      return unreachable(edit);
  }
}
