// "New downstream asset": a declaration that reads this one and hands its rows on, where its neighbours are.
import { isValidKey, keyProblem, nearestValidKey, shortKey } from "../../keys/index.ts";
import type { KeyIndex } from "../../occurrences/index.ts";
import { createAsset } from "../../rules/fixes/newFile.ts";
import { depName } from "../completionKeys.ts";
import type { LineageEdit, LineageEditResult } from "../editModel.ts";
import type { EditView } from "../editView.ts";
import { inLayer, refuse, stageOf, upwardReason } from "./allowed.ts";

type NewDownstream = Extract<LineageEdit, { readonly kind: "newDownstream" }>;

export function newDownstream(
  view: EditView,
  index: KeyIndex,
  { key, upstream: from }: NewDownstream,
): LineageEditResult {
  const upstream = index.definition(from);
  if (upstream === undefined) return refuse(view, `Nobody declares "${shortKey(from)}".`);
  if (upstream.kind === "dataProduct")
    return refuse(view, `"${shortKey(from)}" is a data product: nothing reads it.`);
  if (upstream.key === null) {
    const because = upstream.keyUnresolved?.reason ?? "it is computed";
    return refuse(view, `The key of "${shortKey(from)}" is not known, because ${because}.`, upstream.keySite);
  }
  if (!isValidKey(key)) {
    const nearest = nearestValidKey(key);
    const hint = nearest === null ? "" : ` Nearest valid key: "${shortKey(nearest)}".`;
    return refuse(view, `The key ${keyProblem(key) ?? "is not valid"}.${hint}`);
  }
  const taken = index.definition(key);
  if (taken !== undefined)
    return refuse(view, `"${shortKey(key)}" exists already, in ${taken.site.path}.`, taken.keySite);
  const first = key.includes("/") ? key.slice(0, key.indexOf("/")) : "";
  const layer = index.layers.some(({ name }) => name === first) ? first : upstream.layer;
  const against = upwardReason(view, index, inLayer(index, key, layer), stageOf(index, upstream));
  if (against !== null) return refuse(view, against);
  const name = depName(from, new Set());
  const body = `  deps: { ${name}: "${from}" },\n  run: ({ ${name} }) => ${name},\n`;
  const made = createAsset(view, index, key, layer, body);
  if (made === null) return refuse(view, `No asset can have the key "${shortKey(key)}".`);
  return { ok: true, title: made.title, edits: made.edits, newFiles: made.newFiles ?? [], moves: [] };
}
