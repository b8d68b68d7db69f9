// An asset dragged to another band: its layer changes, in its key or in its `layer` option.
import { shortKey } from "../../keys/index.ts";
import type { KeyIndex } from "../../occurrences/index.ts";
import type { LinkedDefinition } from "../../project/linked.ts";
import { moveToLayer } from "../actions/moveToLayer.ts";
import type { LineageEdit, LineageEditResult } from "../editModel.ts";
import type { EditView } from "../editView.ts";
import { inLayer, refuse, sharedReason, stageOf, upwardReason } from "./allowed.ts";

type MoveToLayer = Extract<LineageEdit, { readonly kind: "moveToLayer" }>;

export function moveAsset(view: EditView, index: KeyIndex, { key, layer }: MoveToLayer): LineageEditResult {
  const definition = index.definition(key);
  if (definition === undefined) return refuse(view, `Nobody declares "${shortKey(key)}".`);
  if (definition.kind !== "asset")
    return refuse(view, `"${shortKey(key)}" is no asset: only assets have a layer.`);
  if (definition.key === null) {
    const because = definition.keyUnresolved?.reason ?? "it is computed";
    return refuse(
      view,
      `The key of "${shortKey(key)}" is not known, because ${because}.`,
      definition.keySite,
    );
  }
  if (!index.layers.some(({ name }) => name === layer))
    return refuse(view, `There is no layer "${shortKey(layer)}".`);
  if (definition.layer === layer)
    return refuse(view, `"${shortKey(key)}" is in layer "${layer}" already.`, definition.layerSite);
  const against = upwardAfter(view, index, definition, layer);
  if (against !== null) return refuse(view, against);
  // The key alone can be one's own where the rest is shared: names.map((name) => asset({ key: `silver/${name}`, … })).
  const isInKey = definition.layerSite === null && key.startsWith(`${definition.layer ?? ""}/`);
  const shared = isInKey ? null : sharedReason(view, definition);
  if (shared !== null) return refuse(view, shared, definition.declarationSite);
  const moved = moveToLayer(view, index, definition, key, layer);
  if (!moved.ok) return refuse(view, moved.reason, definition.keySite);
  const title = `Move "${shortKey(key)}" to ${layer}`;
  return { ok: true, title, edits: moved.edits, newFiles: [], moves: [] };
}

/** A read that is against the layers now may stay so: the move did not make it. */
function upwardAfter(
  view: EditView,
  index: KeyIndex,
  definition: LinkedDefinition,
  layer: string,
): string | null {
  const { id } = definition;
  const [before, after] = [stageOf(index, definition), inLayer(index, id, layer)];
  for (const key of index.upstream(id)) {
    const upstream = index.definition(key);
    if (upstream === undefined || key === id) continue;
    const stage = stageOf(index, upstream);
    const reason = upwardReason(view, index, after, stage);
    if (reason !== null && upwardReason(view, index, before, stage) === null) return reason;
  }
  for (const key of index.readers(id)) {
    const reader = index.definition(key);
    if (reader === undefined || key === id) continue;
    const stage = stageOf(index, reader);
    const reason = upwardReason(view, index, stage, after);
    if (reason !== null && upwardReason(view, index, stage, before) === null) return reason;
  }
  return null;
}
