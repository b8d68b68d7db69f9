// Which keys and layers can be written at the cursor, the likely ones first.
import { isValidKey, keyProblem } from "../keys/index.ts";
import { contains } from "../text/index.ts";
import type { Span } from "../text/index.ts";
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import type { LinkedDefinition } from "../project/linked.ts";
import { completionPlace } from "./completionPlace.ts";
import type { CompletionPlace } from "./completionPlace.ts";
import { assetMarkdown } from "./hover.ts";
import type { CompletionItem } from "./model.ts";
import { counted } from "./statusText.ts";

export function completion(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  offset: number,
): readonly CompletionItem[] {
  const text = view.text(path);
  if (text === undefined) return [];
  const isOurs = index.definitionsIn(path).length > 0 || /["']strataline["']/.test(text);
  const place = isOurs ? completionPlace(text, offset) : null;
  if (place === null) return [];
  const reader = readerAt(view, index, path, offset, place.readerKey);
  switch (place.wants) {
    case "upstream":
      return upstreamItems(index, place, reader);
    case "layer":
      return layerItems(index, place, "");
    case "newKey":
      return [...wantedKeyItems(index, place), ...layerItems(index, place, place.isComponent ? "" : "/")];
  }
}

interface Reader {
  readonly key: string | null;
  /** As `KeyIndex.position`. */
  readonly position: number | null;
  readonly reads: ReadonlySet<string>;
}

/** The declaration around the cursor; while it cannot be parsed, the key that was written before the cursor. */
function readerAt(
  view: ProjectView,
  index: KeyIndex,
  path: string,
  offset: number,
  writtenKey: string | null,
): Reader {
  const around = index.definitionsIn(path).filter(({ site }) => contains(view.span(site), offset));
  const definition =
    around.find(({ key }) => key !== null && key.key === writtenKey) ??
    around.at(-1) ??
    (writtenKey === null ? undefined : index.definition(writtenKey));
  if (definition === undefined) {
    const first = writtenKey?.split("/")[0];
    const position = index.layers.findIndex(({ name }) => name === first);
    return { key: writtenKey, position: position < 0 ? null : position, reads: new Set() };
  }
  const others = definition.deps.filter(
    ({ site }) => site.path !== path || !contains(view.span(site), offset),
  );
  return {
    key: definition.id,
    position: index.position(definition),
    reads: new Set(others.map(({ key }) => key.key)),
  };
}

function upstreamItems(index: KeyIndex, place: CompletionPlace, reader: Reader): CompletionItem[] {
  const closing = reader.key === null ? new Set<string>() : index.downstreamClosure(reader.key);
  return index.keys.flatMap((key) => {
    const definition = index.definition(key);
    if (definition === undefined || key === reader.key || reader.reads.has(key) || !isValidKey(key))
      return [];
    const rank = rankOf(index.position(definition), reader.position);
    const isClosing = closing.has(key);
    const warning = isClosing ? " · closes a cycle" : rank === UPWARD ? " · later layer" : "";
    const kind = definition.kind === "source" ? ("source" as const) : ("asset" as const);
    return [
      {
        label: key,
        kind,
        detail: stageOf(index, definition) + warning,
        markdown: assetMarkdown(index, definition),
        sortText: `${isClosing ? CLOSING : rank}${key}`,
        filterText: key,
        edit: editFor(place, key),
      },
    ];
  });
}

const UPWARD = "8";
const CLOSING = "9";

/** The layer before the reader's first, then its own, then earlier ones by distance, then later ones. */
function rankOf(position: number | null, reader: number | null): string {
  if (reader === null) return "1";
  if (position === null) return "6";
  const distance = reader - position;
  if (distance < 0) return UPWARD;
  if (distance === 1) return "0";
  return distance === 0 ? "1" : String(Math.min(distance, 5));
}

function stageOf(index: KeyIndex, { kind, layer }: LinkedDefinition): string {
  if (kind === "dataProduct") return "data product";
  if (kind === "source") return "source";
  return index.layers.find(({ name }) => name === layer)?.title ?? layer ?? "no layer";
}

function layerItems(index: KeyIndex, place: CompletionPlace, ending: string): CompletionItem[] {
  if (place.typed.includes("/")) return [];
  return index.layers.map(({ name, title, description }, at) => ({
    label: name + ending,
    kind: "layer" as const,
    detail: title,
    ...(description === undefined ? {} : { markdown: description }),
    sortText: `5${String(at).padStart(3, "0")}`,
    edit: editFor(place, name + ending),
  }));
}

/** Keys that somebody reads and nobody declares: the likely keys of a new asset. */
function wantedKeyItems(index: KeyIndex, place: CompletionPlace): CompletionItem[] {
  if (place.isComponent) return [];
  return index.missingKeys
    .filter((key) => keyProblem(key) === null)
    .map((key) => ({
      label: key,
      kind: "asset" as const,
      detail: `read by ${counted(index.readers(key).length, "asset")}, not declared yet`,
      sortText: `0${key}`,
      filterText: key,
      edit: editFor(place, key),
    }));
}

function editFor({ span, before, after }: CompletionPlace, text: string): { span: Span; newText: string } {
  return { span, newText: `${before}${text}${after}` };
}
