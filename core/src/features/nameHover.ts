// What a layer, an IO manager, a resource, a column or a selection is, at a glance.
import type { KeyIndex, ProjectView } from "../occurrences/index.ts";
import { nearestKeys, select } from "../graph/index.ts";
import { bounded, code, codeBlock, keyCode, withoutImages } from "./markdown.ts";
import type { Hover } from "./model.ts";
import { givenAt, nameAt } from "./nameAt.ts";
import type { NamePlace } from "./places.ts";
import { counted } from "./statusText.ts";

export function nameHover(view: ProjectView, index: KeyIndex, path: string, offset: number): Hover | null {
  const at = nameAt(view, path, offset);
  return at && { markdown: nameMarkdown(view, index, at.place), span: at.span };
}

function nameMarkdown(view: ProjectView, index: KeyIndex, place: NamePlace): string {
  const { ioNames, resourceNames } = view.linked.config;
  switch (place.k) {
    case "layer":
      return layerMarkdown(index, place.name);
    case "io":
      return configuredMarkdown(view, place, { what: "IO manager", option: "io", names: ioNames });
    case "resource":
      return configuredMarkdown(view, place, { what: "resource", option: "resources", names: resourceNames });
    case "column":
      return columnMarkdown(view, place);
    case "selection":
      return selectionMarkdown(view, place.name);
  }
}

export function layerMarkdown({ layers }: KeyIndex, name: string): string {
  const at = layers.findIndex((layer) => layer.name === name);
  const layer = layers[at];
  const way = layers.map((one) => (one.name === name ? `**${one.title}**` : one.title)).join(" → ");
  if (layer === undefined) return `**${code(name)}** · unknown layer\n\nLayers: ${way === "" ? "none" : way}`;
  const parts = [`**${code(name)}** · layer ${at + 1} of ${layers.length}`, way];
  if (layer.description !== undefined) parts.splice(1, 0, withoutImages(layer.description));
  return parts.join("\n\n");
}

interface Configured {
  readonly what: string;
  readonly option: string;
  /** null when the config cannot be read. */
  readonly names: readonly string[] | null;
}

function configuredMarkdown(
  view: ProjectView,
  place: NamePlace,
  { what, option, names }: Configured,
): string {
  const head = `**${code(place.name)}** · ${what}`;
  const given = givenAt(view, place);
  if (given !== null) {
    const text = view.text(given.path)?.slice(given.span.start, given.span.end) ?? "";
    return `${head}\n\n${codeBlock(text.slice(0, 500))}\n\nIn ${code(given.path)}`;
  }
  if (names === null)
    return `${head}\n\nThe names in ${code(option)} of the config cannot be known without running it.`;
  if (names.includes(place.name)) return `${head}\n\nThe one assets have without ${code(option)}.`;
  const near = nearestKeys(place.name, names);
  const hint = near.length === 0 ? "" : ` Nearest: ${near.map(code).join(", ")}.`;
  return `${head}\n\nThe config has none of this name in ${code(option)}.${hint}`;
}

function columnMarkdown(view: ProjectView, place: NamePlace): string {
  const { name, definition } = place;
  const head = `**${code(name)}** · column of ${keyCode(definition?.id ?? "")}`;
  const given = givenAt(view, place);
  if (given !== null) {
    const lines = view.lines(given.path);
    return `${head}\n\n${codeBlock(lines.lineText(lines.position(given.span.start).line).trim().slice(0, 300))}`;
  }
  const columns = definition?.columns ?? null;
  if (columns === null) return `${head}\n\nThe columns of its schema cannot be known without running it.`;
  return `${head}\n\nThe schema has no such column; it has ${bounded(columns.map(({ text }) => code(text)))}.`;
}

function selectionMarkdown({ graph }: ProjectView, expression: string): string {
  const selected = select(graph, expression);
  if (!selected.ok) return `**${code(expression)}** · selection\n\n${selected.message}`;
  const list = selected.keys.length === 0 ? "" : `\n\n${bounded(selected.keys.map(keyCode))}`;
  return `**${code(expression)}** selects ${counted(selected.keys.length, "node")}${list}`;
}
