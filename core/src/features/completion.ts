// What can be written at the cursor, the likely things first: which list is wanted, and who reads.
import { contains } from "../text/index.ts";
import type { KeyIndex } from "../occurrences/index.ts";
import type { LinkedDefinition } from "../project/linked.ts";
import { completionPlace } from "./completionPlace.ts";
import type { CompletionPlace } from "./completionPlace.ts";
import { upstreamItems } from "./completionKeys.ts";
import {
  columnItems,
  codeItems,
  layerItems,
  nameItems,
  severityItems,
  wantedKeyItems,
} from "./completionNames.ts";
import { selectionItems } from "./completionSelection.ts";
import type { CompletionItem, CompletionList } from "./editModel.ts";
import type { EditView } from "./editView.ts";
import { unreachable } from "./unreachable.ts";

const NOTHING: CompletionList = { items: [], isIncomplete: false };

export interface Cursor {
  readonly path: string;
  readonly offset: number;
}

export function completion(view: EditView, index: KeyIndex, cursor: Cursor): CompletionList {
  const { path, offset } = cursor;
  const text = view.text(path);
  if (text === undefined) return NOTHING;
  const isOurs =
    index.definitionsIn(path).length > 0 ||
    path === view.linked.config.path ||
    /["']strataline["']/.test(text);
  const place = isOurs ? completionPlace(text, offset) : null;
  if (place === null) return NOTHING;
  const { wants } = place;
  if (wants === "upstream" || wants === "depName") {
    return upstreamItems(view, index, cursor, place, readerAt(view, index, cursor, place.readerKey));
  }
  return { items: namesAt(view, index, cursor, place, wants), isIncomplete: false };
}

function namesAt(
  view: EditView,
  index: KeyIndex,
  cursor: Cursor,
  place: CompletionPlace,
  wants: Exclude<CompletionPlace["wants"], "upstream" | "depName">,
): readonly CompletionItem[] {
  const { config } = view.linked;
  switch (wants) {
    case "layer":
      return layerItems(index, place, "");
    case "newKey":
      return [...wantedKeyItems(index, place), ...layerItems(index, place, place.isComponent ? "" : "/")];
    case "io":
      return nameItems(config.ioNames ?? [], "IO manager of the config", place);
    case "resource":
      return nameItems(config.resourceNames ?? [], "resource of the config", place);
    case "column":
      return columnItems(definitionAt(view, index, cursor, place.readerKey), place);
    case "selection":
      return selectionItems(view, cursor, place);
    case "rule":
    case "ignored":
      return codeItems(config.rules, place);
    case "severity":
      return severityItems(place);
    default:
      return unreachable(wants);
  }
}

export interface Reader {
  readonly key: string | null;
  /** As `KeyIndex.position`. */
  readonly position: number | null;
  readonly reads: ReadonlySet<string>;
  /** Its other deps are values: what it writes next is likely one too. */
  readonly usesValues: boolean;
  /** Names its `deps` object has already. */
  readonly names: ReadonlySet<string>;
}

/** The declaration around the cursor; while it cannot be parsed, the key that was written before the cursor. */
function definitionAt(
  view: EditView,
  index: KeyIndex,
  { path, offset }: Cursor,
  writtenKey: string | null,
): LinkedDefinition | undefined {
  const around = index
    .definitionsIn(path)
    .filter(
      ({ declarationSite }) => declarationSite.path === path && contains(view.span(declarationSite), offset),
    );
  return (
    around.find(({ key }) => key !== null && key.key === writtenKey) ??
    around.at(-1) ??
    (writtenKey === null ? undefined : index.definition(writtenKey))
  );
}

function readerAt(view: EditView, index: KeyIndex, cursor: Cursor, readerKey: string | null): Reader {
  const { path, offset } = cursor;
  const definition = definitionAt(view, index, cursor, readerKey);
  if (definition === undefined) {
    const first = readerKey?.split("/")[0];
    const position = index.layers.findIndex(({ name }) => name === first);
    return {
      key: readerKey,
      position: position < 0 ? null : position,
      reads: new Set(),
      usesValues: false,
      names: new Set(),
    };
  }
  const others = definition.deps.filter(
    ({ site }) => site.path !== path || !contains(view.span(site), offset),
  );
  return {
    key: definition.id,
    position: index.position(definition),
    reads: new Set(others.map(({ key }) => key.key)),
    usesValues: others.some(({ via }) => via === "value"),
    names: new Set(others.flatMap(({ name }) => name ?? [])),
  };
}
