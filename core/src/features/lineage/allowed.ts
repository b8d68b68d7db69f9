// Why a change of the lineage is not made: what all kinds of changes ask before they write anything.
import { shortKey } from "../../keys/index.ts";
import type { KeyIndex } from "../../occurrences/index.ts";
import { sameSite } from "../../occurrences/index.ts";
import type { LinkedDefinition, Site } from "../../project/linked.ts";
import { severityOf } from "../../rules/severity.ts";
import { upwardRead } from "../../rules/upward-read.ts";
import type { LineageEditResult } from "../editModel.ts";
import type { EditView } from "../editView.ts";

export type Refusal = Extract<LineageEditResult, { readonly ok: false }>;

export function refuse(view: EditView, reason: string, site: Site | null = null): Refusal {
  return { ok: false, reason, place: site === null ? null : { path: site.path, span: view.span(site) } };
}

/** The reader and its upstream by position: silver may not read gold. The project may have switched that rule off. */
export function upwardReason(view: EditView, index: KeyIndex, reader: Stage, upstream: Stage): string | null {
  const isUpward =
    reader.position !== null && upstream.position !== null && upstream.position > reader.position;
  if (!isUpward || severityOf(upwardRead, view.linked.config.rules) === null) return null;
  const order = index.layers.map(({ name }) => name).join(" → ");
  return `"${shortKey(reader.id)}" (${reader.stage}) would read "${shortKey(upstream.id)}" of a later layer (${upstream.stage}). Data flows ${order}.`;
}

/** Where something stands in the data's way. */
export interface Stage {
  readonly id: string;
  readonly position: number | null;
  readonly stage: string;
}

export function stageOf(index: KeyIndex, definition: LinkedDefinition): Stage {
  const { id, kind, layer } = definition;
  const stage = kind === "dataProduct" ? "data product" : (layer ?? kind);
  return { id, position: index.position(definition), stage };
}

export function inLayer(index: KeyIndex, id: string, layer: string | null): Stage {
  const position = index.layers.findIndex(({ name }) => name === layer);
  return { id, position: position < 0 ? null : position, stage: layer ?? "no layer" };
}

/** A declaration that is not this asset's alone, or that cannot be read now: what is written there would say more than is meant. */
export function sharedReason(view: EditView, definition: LinkedDefinition): string | null {
  const { id, declarationSite, isInFunction, isOlder } = definition;
  if (isOlder) return `The code around "${shortKey(id)}" cannot be read at the moment: mend it first.`;
  const others =
    view.linked.files
      .get(definition.site.path)
      ?.definitions.filter((one) => one !== definition && sameSite(one.declarationSite, declarationSite)) ??
    [];
  if (others.length > 0) {
    return `"${shortKey(id)}" is declared together with ${others.length === 1 ? "another asset" : `${others.length} others`} by the same code, so all of them would change.`;
  }
  return isInFunction
    ? `"${shortKey(id)}" is declared inside of a function or loop, which may declare others as well.`
    : null;
}
