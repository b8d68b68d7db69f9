// "Move to …": the layer in the key, everywhere, or the `layer` option; and the file, where folders follow layers.
import type { KeyIndex } from "../../occurrences/index.ts";
import type { LinkedDefinition } from "../../project/linked.ts";
import { addOption } from "../../rules/fixes/addOption.ts";
import { replaceLiteral } from "../../rules/fixes/literal.ts";
import { contains } from "../../text/index.ts";
import type { Span, TextEdit } from "../../text/index.ts";
import type { CodeAction, RenameResult } from "../editModel.ts";
import type { EditView } from "../editView.ts";
import { renameKey } from "../rename.ts";
import { disabledAction, lazyAction } from "./lazy.ts";

export function moveToLayerActions(
  view: EditView,
  index: KeyIndex,
  path: string,
  { start }: Span,
): readonly CodeAction[] {
  return index
    .definitionsIn(path)
    .filter(({ kind, nameSite, keySite, layerSite }) =>
      [nameSite, keySite, layerSite].some(
        (site) => kind === "asset" && site?.path === path && contains(view.span(site), start),
      ),
    )
    .flatMap((definition) =>
      index.layers
        .filter(({ name }) => name !== definition.layer)
        .flatMap(({ name }) => moves(view, index, definition, name)),
    );
}

function moves(view: EditView, index: KeyIndex, definition: LinkedDefinition, layer: string): CodeAction[] {
  if (definition.key === null) return [];
  const head = { title: `Move "${definition.id}" to ${layer}`, kind: "refactor.move" } as const;
  const moved = moveToLayer(view, index, definition, definition.key.key, layer);
  if (!moved.ok) return [disabledAction(head, moved.reason)];
  const { edits } = moved;
  const actions = [lazyAction(head, () => ({ edits }))];
  const to = movedFile(view, index, definition, layer);
  if (to !== null) {
    const move = { from: definition.site.path, to };
    const title = `Move "${definition.id}" and its file to ${layer}`;
    actions.push(lazyAction({ ...head, title }, () => ({ edits, moves: [move] })));
  }
  return actions;
}

/** The edits, or why they cannot be written. `key` is the definition's. */
export function moveToLayer(
  view: EditView,
  index: KeyIndex,
  definition: LinkedDefinition,
  key: string,
  layer: string,
): RenameResult {
  const edits: TextEdit[] = [];
  const [first, ...rest] = key.split("/");
  const isInKey = rest.length > 0 && first === definition.layer;
  if (isInKey) {
    const renamed = renameKey(view, index, key, [layer, ...rest].join("/"));
    if (!renamed.ok) return renamed;
    edits.push(...renamed.edits);
  }
  if (definition.layerSite !== null) {
    const replaced = replaceLiteral(view, definition.layerSite, layer);
    if (replaced === null) return { ok: false, reason: "Its layer is not written out in its declaration." };
    edits.push(...replaced);
  } else if (!isInKey) {
    const option = addOption(view, definition, `layer: "${layer}"`);
    if (option === null) return { ok: false, reason: "Its options are not written out in its declaration." };
    edits.push(option);
  }
  return { ok: true, edits };
}

/** Only a file of its own, in a folder named as its layer. */
function movedFile(
  view: EditView,
  index: KeyIndex,
  { site, layer }: LinkedDefinition,
  newLayer: string,
): string | null {
  const components = site.path.split("/");
  const at = components.lastIndexOf(layer ?? "", -2);
  const isAlone =
    index.definitionsIn(site.path).length === 1 && !view.linked.files.get(site.path)?.schedules.length;
  if (at < 0 || !isAlone) return null;
  const to = components.with(at, newLayer).join("/");
  return view.text(to) === undefined ? to : null;
}
